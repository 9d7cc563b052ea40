/** Signatures of the test authority, at every level, for tests. */
import { digest } from '../algorithms/index.ts'
import { utf8 } from '../bytes/index.ts'
import { addSignatureTimestamp, addValidationData, prepareArchiveTimestamp, signatureTimestampImprint, signCades } from '../cades/index.ts'
import type { Report } from './report.ts'
import { crlOf, hoursAfter, moment, ocspAnswer, sha256, timestamp, type Holder, type TestPki } from './test-pki.ts'
import { validate, type ValidationOptions } from './validate.ts'

export const document = utf8('The parties agree.')
export const noon = moment('2026-06-01T12:00:00Z')

export async function signed(pki: TestPki, options: { readonly signer?: Holder; readonly attached?: boolean; readonly at?: Date } = {}): Promise<Uint8Array> {
  const { certificate, key } = options.signer ?? pki.signer
  return signCades({
    digest: sha256(document),
    digestAlgorithm: 'sha256',
    ...(options.attached === true ? { content: document } : {}),
    certificate,
    chain: [pki.issuing.certificate.der],
    signingTime: options.at ?? noon,
    key,
  })
}

export async function stamped(pki: TestPki, cms: Uint8Array, at = noon, unit = pki.timestampUnit): Promise<Uint8Array> {
  return addSignatureTimestamp(cms, await timestamp(unit, [pki.issuing], signatureTimestampImprint(cms, 'sha256'), at))
}

/** OCSP about signer and time-stamp unit, and the root's list, all of an hour later. */
export async function withValidationData(pki: TestPki, cms: Uint8Array, at = hoursAfter(noon, 1), signer = pki.signer): Promise<Uint8Array> {
  return addValidationData(cms, {
    certificates: [pki.root.certificate.der, pki.issuing.certificate.der],
    ocspResponses: [await ocspAnswer(pki.responder, signer, pki.issuing, at), await ocspAnswer(pki.responder, pki.timestampUnit, pki.issuing, at)],
    crls: [await crlOf(pki.root, at)],
  })
}

export async function archived(pki: TestPki, cms: Uint8Array, at: Date, unit = pki.timestampUnit): Promise<Uint8Array> {
  const prepared = prepareArchiveTimestamp(cms, { digest: 'sha256', contentDigest: digest('sha256', document) })
  return prepared.complete(await timestamp(unit, [pki.issuing], prepared.imprint, at))
}

export async function judge(pki: TestPki, cms: Uint8Array, options: Partial<ValidationOptions> = {}): Promise<Report> {
  return validate(cms, { content: document, trust: [pki.root.certificate.der], at: hoursAfter(noon, 2), ...options })
}

/** Fresh revocation data, as a network would give them. */
export async function statusAt(pki: TestPki, at: Date, signer = pki.signer): Promise<Pick<ValidationOptions, 'ocspResponses' | 'crls'>> {
  return {
    ocspResponses: [await ocspAnswer(pki.responder, signer, pki.issuing, at), await ocspAnswer(pki.responder, pki.timestampUnit, pki.issuing, at)],
    crls: [await crlOf(pki.root, at)],
  }
}
