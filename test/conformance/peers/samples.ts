/** Every format and level that the engine makes, each with its own flipped copy. */
import { concatBytes, utf8 } from '@countersign/engine/bytes'
import { addSignatureTimestamp, addValidationData, prepareArchiveTimestamp, signatureTimestampImprint, signCades } from '@countersign/engine/cades'
import { buildAsicE, buildAsicS, prepareAsicManifest } from '@countersign/engine/container'
import { createPkcs12 } from '@countersign/engine/keystore'
import { appendValidationData, prepareDocumentTimestamp, preparePades } from '@countersign/engine/pades'
import { samplePdf, type SampleKind as PdfKind } from '../../../engine/pdf/sample-files.ts'
import { revocationList, sha256, statusOf, timestampToken, type Authority, type House } from './authority.ts'
import { flippedAt, password, placeOf, type Level, type Sample } from './sample.ts'

export const agreement = utf8('The parties agree.\n')
const words = utf8('Hello')
const levels: readonly Level[] = ['B-B', 'B-T', 'B-LT', 'B-LTA']

export async function makeSamples(authority: Authority): Promise<Sample[]> {
  const samples: Sample[] = []
  for (const house of [authority.ecdsa, authority.rsa]) {
    for (const level of levels) {
      samples.push(await detached(authority, house, level), await attached(authority, house, level))
      samples.push(await signedPdf(authority, house, level, 'table'))
    }
    samples.push(
      await stampedToken(house),
      await response(house),
      await list(house.name, house.issuing.certificate.der, house),
      await keyFile(authority, house),
      ...(await ofRevoked(authority, house)),
    )
  }
  for (const kind of ['stream', 'hybrid'] as const) for (const level of levels) samples.push(await signedPdf(authority, authority.ecdsa, level, kind))
  samples.push(...(await Promise.all((['table', 'stream', 'hybrid'] as const).map((kind) => storedThenStamped(authority, authority.ecdsa, kind)))))
  for (const kind of ['table', 'stream', 'hybrid'] as const) samples.push(await twoSigners(authority, kind))
  for (const level of ['B-B', 'B-T', 'B-LT'] as const)
    samples.push(
      await asicS(authority, authority.ecdsa, level),
      await asicE(authority, [authority.ecdsa], level),
      await asicE(authority, [authority.ecdsa, authority.rsa], level),
    )
  return samples
}

async function cades(authority: Authority, house: House, level: Level, content: Uint8Array, options: { readonly attached: boolean }): Promise<Uint8Array> {
  let cms = await signCades({
    digest: sha256(content),
    digestAlgorithm: 'sha256',
    content: options.attached ? content : undefined,
    certificate: house.signer.certificate,
    chain: [house.issuing.certificate.der],
    signingTime: new Date(),
    key: house.signer.key,
  })
  if (level === 'B-B') return cms
  cms = addSignatureTimestamp(cms, await timestampToken(house, signatureTimestampImprint(cms, 'sha256')))
  if (level === 'B-T') return cms
  cms = addValidationData(cms, await evidence(authority, [house]))
  if (level === 'B-LT') return cms
  const archive = prepareArchiveTimestamp(cms, { digest: 'sha256', contentDigest: sha256(content) })
  return archive.complete(await timestampToken(house, archive.imprint))
}

async function evidence(authority: Authority, houses: readonly House[]) {
  return {
    certificates: [authority.root.certificate.der, ...houses.flatMap(({ issuing, timestampUnit }) => [issuing.certificate.der, timestampUnit.certificate.der])],
    ocspResponses: await Promise.all(houses.flatMap((house) => [statusOf(house, house.signer), statusOf(house, house.timestampUnit)])),
    crls: [await revocationList(authority.root, [])],
  }
}

async function detached(authority: Authority, house: House, level: Level): Promise<Sample> {
  const bytes = await cades(authority, house, level, agreement, { attached: false })
  return {
    name: `CAdES detached ${level} ${house.name}`,
    kind: 'cades',
    level,
    bytes,
    content: agreement,
    flipped: { bytes, content: flippedAt(agreement, 4) },
  }
}

async function attached(authority: Authority, house: House, level: Level): Promise<Sample> {
  const bytes = await cades(authority, house, level, agreement, { attached: true })
  const flipped = { bytes: flippedAt(bytes, placeOf(bytes, agreement) + 4) }
  return { name: `CAdES attached ${level} ${house.name}`, kind: 'cades', level, bytes, flipped }
}

/** B-B as it is; above it the time-stamp goes into the CMS before that is placed. */
async function withSignature(file: Uint8Array, house: House, stamped: boolean): Promise<Uint8Array> {
  const prepared = await preparePades(file, {
    certificate: house.signer.certificate,
    chain: [house.issuing.certificate.der],
    signatureAlgorithm: house.signer.key.algorithm,
    signingTime: new Date(),
    reason: 'Погоджено',
    location: 'Київ',
  })
  const value = await house.signer.key.sign(prepared.toBeSigned)
  if (!stamped) return concatBytes(file, prepared.complete(value))
  const cms = prepared.cms(value)
  return concatBytes(file, prepared.place(addSignatureTimestamp(cms, await timestampToken(house, signatureTimestampImprint(cms, 'sha256')))))
}

async function withStore(file: Uint8Array, authority: Authority, houses: readonly House[]): Promise<Uint8Array> {
  return concatBytes(file, await appendValidationData(file, await evidence(authority, houses)))
}

async function withDocumentTimestamp(file: Uint8Array, house: House): Promise<Uint8Array> {
  const prepared = await prepareDocumentTimestamp(file, { digest: 'sha256' })
  return concatBytes(file, prepared.complete(await timestampToken(house, prepared.imprint)))
}

async function signedPdf(authority: Authority, house: House, level: Level, kind: PdfKind): Promise<Sample> {
  let file = await withSignature(samplePdf(kind), house, level !== 'B-B')
  if (level === 'B-LT' || level === 'B-LTA') file = await withStore(file, authority, [house])
  if (level === 'B-LTA') file = await withDocumentTimestamp(file, house)
  return pdf(`PAdES ${level} ${kind} ${house.name}`, level, file)
}

/** No time-stamp of the signature's own: validation data, then a document time-stamp over both. The status of its unit is among the data, so this is archived. */
async function storedThenStamped(authority: Authority, house: House, kind: PdfKind): Promise<Sample> {
  const file = await withDocumentTimestamp(await withStore(await withSignature(samplePdf(kind), house, false), authority, [house]), house)
  return pdf(`PAdES B-B, validation data, document time-stamp ${kind}`, 'B-LTA', file)
}

/** The second signs when the first has got everything, and gets everything in turn. */
async function twoSigners(authority: Authority, kind: PdfKind): Promise<Sample> {
  let file = samplePdf(kind)
  for (const house of [authority.ecdsa, authority.rsa]) {
    file = await withStore(await withSignature(file, house, true), authority, [house])
    file = await withDocumentTimestamp(file, house)
  }
  return { ...pdf(`PAdES two signers ${kind}`, 'B-LTA', file), signatures: 2 }
}

function pdf(name: string, level: Level, bytes: Uint8Array): Sample {
  return { name, kind: 'pades', level, bytes, flipped: { bytes: flippedAt(bytes, placeOf(bytes, words)) } }
}

const documents = [
  { name: 'agreement.txt', bytes: agreement, mimeType: 'text/plain' },
  { name: 'annex.txt', bytes: utf8('Annex 1\n'), mimeType: 'text/plain' },
]

async function asicE(authority: Authority, houses: readonly House[], level: Level): Promise<Sample> {
  const signatures = await Promise.all(
    houses.map(async (house, index) => {
      const manifest = prepareAsicManifest(documents, index + 1)
      return { manifest, cms: await cades(authority, house, level, manifest, { attached: false }) }
    }),
  )
  const [first, ...others] = documents
  const changed = first && [{ ...first, bytes: flippedAt(first.bytes, 4) }, ...others]
  const container = (contents: typeof documents): Uint8Array => buildAsicE({ documents: contents, signatures, at: new Date() })
  return {
    name: `ASiC-E ${level} ${houses.map(({ name }) => name).join(' and ')}`,
    kind: 'asic',
    level,
    signatures: houses.length,
    bytes: container(documents),
    flipped: { bytes: container(changed ?? []) },
  }
}

async function asicS(authority: Authority, house: House, level: Level): Promise<Sample> {
  const cms = await cades(authority, house, level, agreement, { attached: false })
  const container = (bytes: Uint8Array): Uint8Array => buildAsicS({ document: { name: 'agreement.txt', bytes }, cms, at: new Date() })
  return { name: `ASiC-S ${level} ${house.name}`, kind: 'asic', level, bytes: container(agreement), flipped: { bytes: container(flippedAt(agreement, 4)) } }
}

async function stampedToken(house: House): Promise<Sample> {
  const bytes = await timestampToken(house, sha256(agreement))
  return { name: `time-stamp token ${house.name}`, kind: 'timestamp', bytes, content: agreement, flipped: { bytes, content: flippedAt(agreement, 4) } }
}

/** Flipped: the last digit of producedAt, which is signed. */
async function response(house: House): Promise<Sample> {
  const bytes = await statusOf(house, house.signer)
  const common = { issuer: house.issuing.certificate.der, subject: house.signer.certificate.der }
  return { name: `OCSP response ${house.name}`, kind: 'ocsp', ...common, bytes, flipped: { bytes: flippedAt(bytes, lastDigit(bytes)) } }
}

/** One person stands on it; the other does not. */
async function list(name: string, issuer: Uint8Array, house: House): Promise<Sample> {
  const bytes = await revocationList(house.issuing, [house.revoked])
  return { name: `CRL ${name}`, kind: 'crl', issuer, subject: house.signer.certificate.der, bytes, flipped: { bytes: flippedAt(bytes, lastDigit(bytes)) } }
}

/** The seconds of the first time in there. */
function lastDigit(bytes: Uint8Array): number {
  return new TextDecoder('latin1').decode(bytes).search(/\d{12}Z/) + 11
}

async function keyFile(authority: Authority, house: House): Promise<Sample> {
  const bytes = await createPkcs12({
    privateKey: house.signer.privateKey,
    certificate: house.signer.certificate.der,
    chain: [house.issuing.certificate.der, authority.root.certificate.der],
    password,
    friendlyName: 'Peers',
  })
  return { name: `PKCS#12 ${house.name}`, kind: 'pkcs12', bytes, flipped: { bytes: flippedAt(bytes, bytes.length >> 1) } }
}

/** What somebody signs whose certificate is revoked, and what answers say of it. */
async function ofRevoked(authority: Authority, house: House): Promise<Sample[]> {
  const revoked = { ...house, signer: house.revoked }
  const common = { refused: true, issuer: house.issuing.certificate.der, subject: house.revoked.certificate.der } as const
  const cms = await cades(authority, revoked, 'B-T', agreement, { attached: false })
  return [
    { ...common, name: `CAdES detached B-T ${house.name}, revoked`, kind: 'cades', bytes: cms, content: agreement },
    { ...common, name: `PAdES B-T ${house.name}, revoked`, kind: 'pades', bytes: await withSignature(samplePdf(), revoked, true) },
    { ...common, name: `OCSP response ${house.name}, revoked`, kind: 'ocsp', bytes: await statusOf(house, house.revoked) },
    { ...common, name: `CRL ${house.name}, revoked`, kind: 'crl', bytes: await revocationList(house.issuing, [house.revoked]) },
  ]
}
