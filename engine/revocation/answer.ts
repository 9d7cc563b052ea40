/**
 * What revocation data say about one certificate at one moment, and when they may not be used.
 * "Unknown" is never "not revoked": everything short of a usable answer is `unusable`, with the reason.
 */
import { MalformedError } from '../errors.ts'
import type { Certificate } from '../x509/index.ts'
import type { RevocationReason } from './reason.ts'

export type RevocationRefusal =
  | 'malformed'
  | 'refused-by-responder'
  | 'other-certificate'
  | 'status-unknown'
  | 'signer-not-authorised'
  | 'signer-not-valid-then'
  | 'signature-invalid'
  | 'issued-later'
  | 'outdated'
  | 'issued-after-expiry'
  | 'critical-extension-unknown'
  | 'nonce-differs'
  | 'other-scope'
  | 'delta-list'
  | 'some-reasons-only'

export type RevocationAnswer =
  | {
      readonly status: 'good' | 'revoked'
      readonly source: 'ocsp' | 'crl'
      /** `revoked` only. */
      readonly revokedAt?: Date
      readonly reason?: RevocationReason
      readonly thisUpdate: Date
      readonly nextUpdate?: Date
      /** When the data were signed: producedAt, or thisUpdate of a list. */
      readonly issuedAt: Date
      /** Who signed them. */
      readonly signer: Certificate
      /** The signer is exempt from revocation checks: it is the issuer itself or carries id-pkix-ocsp-nocheck. */
      readonly signerNeedsNoCheck: boolean
    }
  | { readonly status: 'unusable'; readonly because: RevocationRefusal }

export type RevocationMoment = {
  /** The moment the certificate is judged for: now, or when the signature is proven to have existed. */
  readonly controlTime: Date
  /** The present; data from the future are refused. */
  readonly at: Date
}

/** Remembers which signatures were verified with which signer's key, so that data seen again cost nothing. Left out: every signature is computed. */
export type RememberSignature = (data: object, signer: Certificate, verify: () => Promise<boolean>) => Promise<boolean>

/** Clocks differ: this much into the future is tolerated. */
const toleratedSkew = 5 * 60_000
/** How long data without nextUpdate count as current. RFC 6960 §4.2.2.1: newer ones are always available. */
const lifetimeWithoutNextUpdate = 24 * 3_600_000

/** EN 319 102-1 §5.2.5: data serve a moment when they were still current then, or were issued later. */
export function refusedForTime(
  data: { readonly thisUpdate: Date; readonly nextUpdate?: Date },
  moment: RevocationMoment,
  { final = false } = {},
): RevocationRefusal | undefined {
  if (data.thisUpdate.getTime() > moment.at.getTime() + toleratedSkew) return 'issued-later'
  // A revocation is not taken back: old news of it are still news. A hold may be.
  if (final) return undefined
  const currentUntil = data.nextUpdate?.getTime() ?? data.thisUpdate.getTime() + lifetimeWithoutNextUpdate
  return currentUntil < moment.controlTime.getTime() && data.thisUpdate < moment.controlTime ? 'outdated' : undefined
}

/** Authorities forget the certificates that have expired, unless they say since when they have kept them. */
export function refusedAfterExpiry(thisUpdate: Date, certificate: Pick<Certificate, 'notAfter'>, keptSince: Date | undefined): RevocationRefusal | undefined {
  return thisUpdate > certificate.notAfter && (keptSince === undefined || keptSince > certificate.notAfter) ? 'issued-after-expiry' : undefined
}

/** Parts that are read only when they are asked for may turn out to be broken: such data are no evidence, and spoil nothing else. */
export async function unusableWhereMalformed(judge: () => Promise<RevocationAnswer>): Promise<RevocationAnswer> {
  try {
    return await judge()
  } catch (error) {
    if (error instanceof MalformedError) return { status: 'unusable', because: 'malformed' }
    throw error
  }
}
