/** What reads foreign bytes. A target does with its input all that the product would; whatever it throws must say that the input is bad. */
import {
  childrenOf,
  readBigInteger,
  readBitString,
  readDocument,
  readNamedBits,
  readObjectIdentifier,
  readOctetString,
  readText,
  readTime,
  tag,
  type Element,
} from '@countersign/engine/asn1'
import { utf8 } from '@countersign/engine/bytes'
import { addSignatureTimestamp, addValidationData, signatureTimestampImprint } from '@countersign/engine/cades'
import { parseSignedData } from '@countersign/engine/cms'
import { readContainer, readZip } from '@countersign/engine/container'
import { MalformedError } from '@countersign/engine/errors'
import { openKeystore, WrongPasswordError } from '@countersign/engine/keystore'
import { appendValidationData, checkSignable, listPdfSignatures, preparePades } from '@countersign/engine/pades'
import { checkCrl, checkOcspResponse, parseCrl, parseOcspRequest, parseOcspResponse } from '@countersign/engine/revocation'
import { parseTimestampRequest, parseTimestampResponse, parseTimestampToken } from '@countersign/engine/timestamp'
import { validate } from '@countersign/engine/validation'
import { parseCertificate } from '@countersign/engine/x509'
import { document, noon } from '../../engine/validation/sample-signatures.ts'
import { hoursAfter } from '../../engine/validation/test-pki.ts'
import { password, type Samples } from './samples.ts'

export const targetNames = ['asn1', 'cms', 'pdf', 'zip', 'pkcs12', 'ocsp', 'crl', 'tsp'] as const
export type TargetName = (typeof targetNames)[number]
export type Target = { readonly corpus: readonly Uint8Array[]; readonly use: (input: Uint8Array) => Promise<void> }

/** Is this how bad input is answered? A locked PDF is malformed for whoever has no password. */
export function isExpected(error: unknown): boolean {
  return error instanceof MalformedError || error instanceof WrongPasswordError
}

export function targetOf(name: TargetName, samples: Samples): Target {
  const { issuing, root, signer } = samples.pki
  const judge = (input: Uint8Array, content?: Uint8Array): Promise<unknown> =>
    validate(input, { trust: [root.certificate.der], at: hoursAfter(noon, 2), ...(content === undefined ? {} : { content }) })
  const moment = { controlTime: noon, at: hoursAfter(noon, 2) }
  const targets: Record<TargetName, () => Target> = {
    asn1: () => ({
      corpus: [...samples.cms, ...samples.crl, issuing.certificate.der, signer.certificate.der],
      use: (input) => each([() => walk(readDocument(input)), () => walk(readDocument(input, { rules: 'BER' })), () => everyPart(input)]),
    }),
    cms: () => ({
      corpus: samples.cms,
      use: (input) =>
        each([
          () => judge(input, document),
          () => parseSignedData(input).certificates.forEach(everyPart),
          () => signatureTimestampImprint(input, 'sha256'),
          () => addSignatureTimestamp(input, new Uint8Array([0x30, 0])),
          () => addValidationData(input, { certificates: [issuing.certificate.der], ocspResponses: [], crls: samples.crl }),
        ]),
    }),
    pdf: () => ({
      corpus: samples.pdf,
      use: (input) =>
        each([
          () => judge(input),
          () => checkSignable(input),
          () => listPdfSignatures(input),
          () => preparePades(input, { certificate: signer.certificate, chain: [], signatureAlgorithm: 'ecdsa-sha256', signingTime: noon }),
          () => appendValidationData(input, { certificates: [issuing.certificate.der], ocspResponses: [], crls: [] }),
        ]),
    }),
    zip: () => ({
      corpus: samples.zip,
      use: (input) => each([() => readZip(input).files.forEach((file) => void file.read()), () => readContainer(input), () => judge(input)]),
    }),
    pkcs12: () => ({ corpus: samples.pkcs12, use: (input) => each([() => openKeystore(input, password)]) }),
    ocsp: () => ({
      corpus: samples.ocsp,
      use: (input) =>
        each([
          () => parseOcspRequest(input),
          async () => {
            const response = parseOcspResponse(input)
            const question = { certificate: signer.certificate, issuer: issuing.certificate, ...moment }
            if (response.kind === 'answer') await checkOcspResponse({ response: response.basic, ...question })
          },
        ]),
    }),
    crl: () => ({
      corpus: samples.crl,
      use: (input) =>
        each([
          async () => void (await checkCrl({ crl: parseCrl(input), certificate: signer.certificate, crlIssuer: issuing.certificate, ...moment })),
          () => parseCrl(input).find('00ff', issuing.certificate.subject.der),
        ]),
    }),
    tsp: () => ({
      corpus: samples.tsp,
      use: (input) =>
        each([() => parseTimestampRequest(input), () => parseTimestampResponse(input), () => parseTimestampToken(input), () => judge(input, utf8('other'))]),
    }),
  }
  return targets[name]()
}

/** Every step runs, whatever the one before it made of the input. */
async function each(steps: readonly (() => unknown)[]): Promise<void> {
  for (const step of steps) {
    try {
      await step()
    } catch (error) {
      if (!isExpected(error)) throw error
    }
  }
}

function walk(element: Element): void {
  const waiting = [element]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if ((next.tag & 0x20) !== 0) waiting.push(...childrenOf(next))
    for (const read of readers.get(next.tag) ?? []) readOrRefuse(read, next)
  }
}

const readers: ReadonlyMap<number, readonly ((element: Element) => unknown)[]> = new Map([
  [tag.integer, [readBigInteger]],
  [tag.bitString, [readBitString, readNamedBits]],
  [tag.octetString, [readOctetString]],
  [tag.octetString | 0x20, [readOctetString]],
  [tag.objectIdentifier, [readObjectIdentifier]],
  ...[tag.utf8String, tag.printableString, tag.bmpString, tag.universalString].map((one): [number, [typeof readText]] => [one, [readText]]),
  [tag.utcTime, [readTime]],
  [tag.generalizedTime, [readTime]],
])

function readOrRefuse(read: (element: Element) => unknown, element: Element): void {
  try {
    read(element)
  } catch (error) {
    if (!isExpected(error)) throw error
  }
}

/** A certificate's parts are read when they are asked for. */
function everyPart(bytes: Uint8Array): void {
  const certificate = parseCertificate(bytes)
  const parts = Object.getOwnPropertyNames(Object.getPrototypeOf(certificate)).filter((part) => part !== 'constructor')
  for (const part of parts) {
    try {
      void Reflect.get(certificate, part)
    } catch (error) {
      if (!isExpected(error)) throw error
    }
  }
}
