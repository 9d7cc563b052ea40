/**
 * May this list be believed about this certificate at this moment? RFC 5280 §6.3.3.
 * Left out on purpose: merging of delta lists and of lists for some reasons only; each is refused as incomplete when it does not say "revoked"; engine/path puts them together.
 */
import { verifySignature } from '../algorithms/index.ts'
import { encodesName, extensionOids, sameName, type Certificate } from '../x509/index.ts'
import {
  refusedAfterExpiry,
  refusedForTime,
  unusableWhereMalformed,
  type RememberSignature,
  type RevocationAnswer,
  type RevocationMoment,
  type RevocationRefusal,
} from './answer.ts'
import { equalBytes } from '../bytes/index.ts'
import type { Crl } from './crl.ts'
import { directoryName, pointNamesMatch, readDistributionPoints, type DistributionPoint } from './distribution-points.ts'

export type CrlQuestion = RevocationMoment & {
  readonly crl: Crl
  readonly certificate: Certificate
  /** Whose key signed the list: mostly the certificate's issuer. That it is trusted is the caller's to show. */
  readonly crlIssuer: Certificate
  /** SubjectPublicKeyInfo to verify with where it is not `crlIssuer.spki`: a DSA key that inherits its parameters (RFC 5280 §6.1.4). */
  readonly issuerKey?: Uint8Array
  readonly remember?: RememberSignature | undefined
}

export function checkCrl(question: CrlQuestion): Promise<RevocationAnswer> {
  return unusableWhereMalformed(() => judged(question))
}

async function judged(question: CrlQuestion): Promise<RevocationAnswer> {
  const { crl, certificate, crlIssuer } = question
  const entry = crl.find(certificate.serialNumber, certificate.issuer.der)
  const final = entry !== undefined && entry.reason !== 'certificateHold' && entry.reason !== 'removeFromCRL'
  const refusal = refusedForScope(crl, certificate) ?? refusedForTime(crl, question, { final })
  if (refusal !== undefined) return unusable(refusal)
  if (!encodesName(crl.issuer, crlIssuer.subject) || crlIssuer.keyUsage?.has('cRLSign') === false) return unusable('signer-not-authorised')
  if (crl.thisUpdate < crlIssuer.notBefore || crl.thisUpdate > crlIssuer.notAfter) return unusable('signer-not-valid-then')
  const genuine = (): Promise<boolean> =>
    verifySignature({ algorithm: crl.signatureAlgorithm, publicKey: question.issuerKey ?? crlIssuer.spki, message: crl.tbs, signature: crl.signature })
  if (!(await (question.remember?.(crl, crlIssuer, genuine) ?? genuine()))) return unusable('signature-invalid')
  const facts = {
    source: 'crl',
    thisUpdate: crl.thisUpdate,
    ...(crl.nextUpdate === undefined ? {} : { nextUpdate: crl.nextUpdate }),
    issuedAt: crl.thisUpdate,
    signer: crlIssuer,
    signerNeedsNoCheck: sameName(crlIssuer.subject, certificate.issuer),
  } as const
  if (entry?.unknownCriticalExtension === true) return unusable('critical-extension-unknown')
  // removeFromCRL stands on delta lists only and lifts a hold.
  if (entry !== undefined && entry.reason !== 'removeFromCRL')
    return { status: 'revoked', ...facts, revokedAt: entry.revokedAt, ...(entry.reason === undefined ? {} : { reason: entry.reason }) }
  if (crl.deltaOf !== undefined) return unusable('delta-list')
  if (crl.issuingDistributionPoint?.onlyReasons !== undefined) return unusable('some-reasons-only')
  const forgotten = refusedAfterExpiry(crl.thisUpdate, certificate, crl.expiredCertificatesSince)
  return forgotten === undefined ? { status: 'good', ...facts } : unusable(forgotten)
}

function unusable(because: RevocationRefusal): RevocationAnswer {
  return { status: 'unusable', because }
}

/** RFC 5280 §6.3.3 (b): issuer names and the issuing distribution point. */
function refusedForScope(crl: Crl, certificate: Certificate): RevocationRefusal | undefined {
  if (crl.unknownCriticalExtensions.length > 0) return 'critical-extension-unknown'
  const scope = crl.issuingDistributionPoint
  const extension = certificate.extensions.get(extensionOids.crlDistributionPoints)
  const points = extension === undefined ? [] : readDistributionPoints(extension.value)
  const direct = encodesName(crl.issuer, certificate.issuer)
  const relevant = points.filter((point) => (point.crlIssuer.length === 0 ? direct : scope?.indirect === true && namesIssuer(point, crl.issuer)))
  if (!direct && relevant.length === 0) return 'other-certificate'
  if (scope === undefined) return undefined
  const authority = certificate.basicConstraints?.authority === true
  if (scope.onlyAttributeCertificates || (scope.onlyUserCertificates && authority) || (scope.onlyAuthorityCertificates && !authority)) return 'other-scope'
  const { name } = scope
  if (name === undefined) return undefined
  // A certificate without distribution points does not say which shard is its own: a shard then proves nothing.
  return relevant.some((point) => matches(point, name, crl.issuer)) ? undefined : 'other-scope'
}

function matches(point: DistributionPoint, name: NonNullable<DistributionPoint['name']>, crlIssuer: Uint8Array): boolean {
  if (point.name !== undefined) return pointNamesMatch(name, point.name, crlIssuer)
  return pointNamesMatch(name, { kind: 'full', names: point.crlIssuer }, crlIssuer)
}

function namesIssuer(point: DistributionPoint, issuer: Uint8Array): boolean {
  const wanted = directoryName(issuer)
  return point.crlIssuer.some((name) => equalBytes(name, wanted))
}
