/** May this OCSP response be believed about this certificate at this moment? RFC 6960 §3.2, §4.2.2.2. */
import { readDocument, readTime } from '../asn1/index.ts'
import { verifySignature } from '../algorithms/index.ts'
import { equalBytes } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import { encodesName, extensionOids, parseCertificate, purposes, sameName, type Certificate } from '../x509/index.ts'
import {
  refusedAfterExpiry,
  refusedForTime,
  unusableWhereMalformed,
  type RememberSignature,
  type RevocationAnswer,
  type RevocationMoment,
  type RevocationRefusal,
} from './answer.ts'
import { certIdMatches, keyHash } from './cert-id.ts'
import type { BasicOcspResponse } from './ocsp-response.ts'
import { oid } from './oids.ts'

export type OcspQuestion = RevocationMoment & {
  readonly response: BasicOcspResponse
  readonly certificate: Certificate
  readonly issuer: Certificate
  /** The nonce that was asked with; a response that carries another one is a replay. */
  readonly nonce?: Uint8Array
  readonly remember?: RememberSignature | undefined
}

export function checkOcspResponse(question: OcspQuestion): Promise<RevocationAnswer> {
  return unusableWhereMalformed(() => judged(question))
}

async function judged(question: OcspQuestion): Promise<RevocationAnswer> {
  const { response, certificate, issuer } = question
  const single = response.responses.find((candidate) => certIdMatches(candidate.certId, certificate.serialNumber, issuer))
  if (single === undefined) return unusable('other-certificate')
  if (response.unknownCriticalExtensions.length > 0 || [...single.extensions.values()].some(({ critical }) => critical))
    return unusable('critical-extension-unknown')
  if (question.nonce !== undefined && response.nonce !== undefined && !equalBytes(question.nonce, response.nonce)) return unusable('nonce-differs')
  const responder = await authorisedResponder(response, issuer, question.remember)
  if (typeof responder === 'string') return unusable(responder)
  const genuine = (): Promise<boolean> =>
    verifySignature({ algorithm: response.signatureAlgorithm, publicKey: responder.spki, message: response.responseData, signature: response.signature })
  if (!(await (question.remember?.(response, responder, genuine) ?? genuine()))) return unusable('signature-invalid')
  if (single.status === 'unknown') return unusable('status-unknown')
  const refusal =
    refusedForTime(single, question, { final: single.status === 'revoked' && single.reason !== 'certificateHold' }) ??
    (single.status === 'good'
      ? refusedAfterExpiry(single.thisUpdate, certificate, archiveCutoff(single.extensions.get(oid.ocspArchiveCutoff)?.value))
      : undefined)
  if (refusal !== undefined) return unusable(refusal)
  return {
    status: single.status,
    source: 'ocsp',
    ...(single.revokedAt === undefined ? {} : { revokedAt: single.revokedAt }),
    ...(single.reason === undefined ? {} : { reason: single.reason }),
    thisUpdate: single.thisUpdate,
    ...(single.nextUpdate === undefined ? {} : { nextUpdate: single.nextUpdate }),
    issuedAt: response.producedAt,
    signer: responder,
    signerNeedsNoCheck: responder === issuer || responder.extensions.has(extensionOids.ocspNoCheck),
  }
}

function unusable(because: RevocationRefusal): RevocationAnswer {
  return { status: 'unusable', because }
}

function archiveCutoff(value: Uint8Array | undefined): Date | undefined {
  return value === undefined ? undefined : readTime(readDocument(value))
}

/**
 * RFC 6960 §4.2.2.2: the issuer itself, or a certificate that the issuer signed for this purpose with this very key.
 * A responder named in local configuration is left out on purpose.
 */
async function authorisedResponder(
  response: BasicOcspResponse,
  issuer: Certificate,
  remember: RememberSignature | undefined,
): Promise<Certificate | RevocationRefusal> {
  if (isResponder(response, issuer)) return issuer
  for (const bytes of response.certificates) {
    const candidate = readable(bytes)
    if (candidate === undefined || !isResponder(response, candidate)) continue
    if (!sameName(candidate.issuer, issuer.subject) || candidate.extendedKeyUsage?.includes(purposes.ocspSigning) !== true) return 'signer-not-authorised'
    const genuine = (): Promise<boolean> =>
      verifySignature({ algorithm: candidate.signatureAlgorithm, publicKey: issuer.spki, message: candidate.tbs, signature: candidate.signature })
    const issued = await (remember?.(bytes, issuer, genuine) ?? genuine())
    if (!issued) return 'signer-not-authorised'
    return response.producedAt < candidate.notBefore || response.producedAt > candidate.notAfter ? 'signer-not-valid-then' : candidate
  }
  return 'signer-not-authorised'
}

function isResponder(response: BasicOcspResponse, candidate: Certificate): boolean {
  return response.responder.kind === 'name'
    ? encodesName(response.responder.name, candidate.subject)
    : equalBytes(response.responder.keyHash, keyHash(candidate.spki))
}

function readable(bytes: Uint8Array): Certificate | undefined {
  try {
    const certificate = parseCertificate(bytes)
    void certificate.subject
    void certificate.extendedKeyUsage
    return certificate
  } catch (error) {
    if (error instanceof MalformedError) return undefined
    throw error
  }
}
