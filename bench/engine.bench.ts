/**
 * The engine against the bare operation in the same run: what a signature, a hash or a read costs without us.
 * Machines differ, so what counts are the ratios; only what must hold on any machine is a promise.
 */
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { digest, signatureAlgorithmIdentifier, verifySignature, type KeyPairKind } from '@countersign/engine/algorithms'
import { parseSignedData } from '@countersign/engine/cms'
import { buildTbsCrl, parseCrl } from '@countersign/engine/revocation'
import { signCms, signPdf, createEvidenceRecords } from '@countersign/engine/signing'
import { validate, ValidationMemory } from '@countersign/engine/validation'
import { parseCertificate, sign as signTbs } from '@countersign/engine/x509'
import { samplePdf } from '../engine/pdf/sample-files.ts'
import { createPki, crlOf, hoursAfter, issueSigner, moment, ocspAnswer, timestamp, type Holder, type TestPki } from '../engine/validation/test-pki.ts'
import { largePdfRows } from './engine-large-pdf.ts'
import { against, perSecond } from './measure.ts'
import type { Row } from './row.ts'

const noon = moment('2026-06-01T12:00:00Z')
const crlEntries = 1_000_000

export async function* rows(): AsyncIterable<Row> {
  yield* hashing()
  const pki = await createPki()
  for (const kind of ['ecdsa-p256', 'rsa-2048'] as const) yield* signatures(pki, kind)
  yield* validation(pki)
  yield await revocationList(pki)
  yield* evidence(pki)
  yield* largePdfRows(await signerOf(pki, 'rsa-2048'))
}

async function* hashing(): AsyncIterable<Row> {
  const message = new Uint8Array(64).fill(7)
  const large = new Uint8Array(1024 * 1024).fill(7)
  const directly = (bytes: Uint8Array) => ({ name: 'node:crypto', work: () => createHash('sha256').update(bytes).digest() })
  yield await against('SHA-256 of 64 bytes', () => digest('sha256', message), directly(message))
  yield await against('SHA-256 of 1 MiB', () => digest('sha256', large), directly(large))
}

async function signerOf(pki: TestPki, kind: KeyPairKind): Promise<Holder> {
  return issueSigner(pki.issuing, { kind })
}

const bytesOf = (value: Uint8Array): Buffer => Buffer.from(value)

async function* signatures(pki: TestPki, kind: KeyPairKind): AsyncIterable<Row> {
  const signer = await signerOf(pki, kind)
  const message = new Uint8Array(64).fill(7)
  const privateKey = createPrivateKey({ key: bytesOf(signer.privateKey), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey({ key: bytesOf(signer.certificate.spki), format: 'der', type: 'spki' })
  const signature = await signer.key.sign(message)
  const bareSigning = { name: 'node:crypto', work: () => sign('sha256', message, privateKey) }
  const algorithm = signatureAlgorithmIdentifier(signer.key.algorithm)
  const verifying = { algorithm, publicKey: signer.certificate.spki, message, signature }
  yield await against(`${kind} signature verified`, () => verifySignature(verifying), {
    name: 'node:crypto',
    work: () => verify('sha256', message, publicKey, signature),
  })
  const signing = { key: signer.key, certificate: signer.certificate.der, chain: [pki.issuing.certificate.der], level: 'B', at: noon } as const
  yield await against(`${kind} CAdES B-B made, detached`, () => signCms(message, { ...signing, detached: true }), bareSigning)
  const page = samplePdf()
  yield await against(`${kind} PAdES B-B made, one page`, () => signPdf(page, signing), bareSigning)
}

async function* validation(pki: TestPki): AsyncIterable<Row> {
  const document = new Uint8Array(100 * 1024).fill(7)
  const { key, certificate } = pki.signer
  const signing = { key, certificate: certificate.der, chain: [pki.issuing.certificate.der], level: 'B', at: noon } as const
  const cms = await signCms(document, { ...signing, detached: true })
  const pdf = await (await signPdf(samplePdf(), signing)).bytes()
  yield await perSecond('CMS parsed', () => parseSignedData(cms))
  yield await perSecond('certificate parsed', () => parseCertificate(certificate.der))
  const status = { crls: [await crlOf(pki.root, noon)], ocspResponses: [await ocspAnswer(pki.responder, pki.signer, pki.issuing, noon)] }
  const options = { trust: [pki.root.certificate.der], at: hoursAfter(noon, 1), ...status }
  const publicKey = createPublicKey({ key: bytesOf(certificate.spki), format: 'der', type: 'spki' })
  const message = new Uint8Array(64)
  const signature = sign('sha256', message, createPrivateKey({ key: bytesOf(pki.signer.privateKey), format: 'der', type: 'pkcs8' }))
  // Signature, two certificates, the responder's certificate and answer, and the list: what must be computed when nothing is remembered.
  const bare = (verifications: number, hashed: Uint8Array) => ({
    name: `${verifications} bare verifications and the hash`,
    work: () => {
      createHash('sha256').update(hashed).digest()
      for (let count = 0; count < verifications; count += 1) verify('sha256', message, publicKey, signature)
    },
  })
  yield await against('CAdES with chain, 100 KB, validated', () => validate(cms, { ...options, content: document }), bare(6, document))
  const memory = new ValidationMemory()
  yield await against('the same, of people seen before', () => validate(cms, { ...options, content: document, memory }), bare(1, document))
  yield await against('small PDF validated', () => validate(pdf, options), bare(6, pdf))
  yield await against('the same, of people seen before', () => validate(pdf, { ...options, memory }), bare(1, pdf))
}

/** Cold: each round finds another certificate in a list read anew. */
async function revocationList(pki: TestPki): Promise<Row> {
  const { root } = pki
  const entries = Array.from({ length: crlEntries }, (_, index) => ({ serialNumber: (index + 0x1000000).toString(16).padStart(8, '0'), revokedAt: noon }))
  const tbs = buildTbsCrl({
    signatureAlgorithm: signatureAlgorithmIdentifier(root.key.algorithm),
    issuer: root.certificate.subject.der,
    authorityKeyIdentifier: new Uint8Array(20),
    thisUpdate: noon,
    nextUpdate: hoursAfter(noon, 24),
    crlNumber: 1,
    entries,
  })
  const list = await signTbs(tbs, root.key)
  const start = performance.now()
  const found = parseCrl(list).find(entries.at(-1)?.serialNumber ?? '')
  const seconds = (performance.now() - start) / 1000
  if (found === undefined) throw new Error('the last entry was not found')
  const hashing = performance.now()
  createHash('sha256').update(list).digest()
  const bare = (performance.now() - hashing) / 1000
  return {
    name: 'look-up in a list of 1,000,000, cold',
    value: seconds,
    unit: 's',
    limit: { value: 0.7, side: 'at most' },
    peer: { name: 'SHA-256 of the list', value: bare, ratio: bare / seconds },
  }
}

async function* evidence(pki: TestPki): AsyncIterable<Row> {
  const count = 10_000
  const hashes = Array.from({ length: count }, (_, index) => [digest('sha256', new Uint8Array([index & 255, index >> 8]))])
  const token = (_: string, imprint: Uint8Array): Promise<Uint8Array> => timestamp(pki.timestampUnit, [pki.issuing], imprint, noon)
  const row = await perSecond(`evidence records, ${count} with one time-stamp`, () => createEvidenceRecords(hashes, { timestamp: token }))
  yield { ...row, value: row.value * count }
}
