/**
 * The validation report, in the words of EN 319 102-1 §5.1.3 and TS 119 102-2. It is plain data: `countersign verify --json` prints it as it is.
 * Times are ISO 8601 in UTC, serial numbers and hashes hexadecimal, names RFC 4514.
 */
import type { Message } from './messages.ts'

export type Indication = 'TOTAL_PASSED' | 'TOTAL_FAILED' | 'INDETERMINATE'

export type SubIndication =
  | 'FORMAT_FAILURE'
  | 'HASH_FAILURE'
  | 'SIG_CRYPTO_FAILURE'
  | 'REVOKED'
  | 'EXPIRED'
  | 'NOT_YET_VALID'
  | 'SIG_CONSTRAINTS_FAILURE'
  | 'CHAIN_CONSTRAINTS_FAILURE'
  | 'CERTIFICATE_CHAIN_GENERAL_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'
  | 'TIMESTAMP_ORDER_FAILURE'
  | 'NO_SIGNING_CERTIFICATE_FOUND'
  | 'NO_CERTIFICATE_CHAIN_FOUND'
  | 'REVOKED_NO_POE'
  | 'REVOKED_CA_NO_POE'
  | 'OUT_OF_BOUNDS_NO_POE'
  | 'OUT_OF_BOUNDS_NOT_REVOKED'
  | 'REVOCATION_OUT_OF_BOUNDS_NO_POE'
  | 'NO_POE'
  | 'TRY_LATER'
  | 'SIGNED_DATA_NOT_FOUND'
  | 'POLICY_PROCESSING_ERROR'

export type Verdict = 'passed' | 'indeterminate' | 'failed'

/** Baseline levels of EN 319 122-1, 142-1 and 162-1; null for a signature that is not AdES. */
export type Level = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA'

export type CertificateSummary = {
  readonly subject: string
  readonly issuer: string
  readonly serialNumber: string
  readonly sha256: string
  readonly notBefore: string
  readonly notAfter: string
}

export type SignatureReport = {
  readonly id: string
  readonly indication: Indication
  readonly subIndication: SubIndication | null
  /** `CAdES`, `PAdES`, or `CMS` for a signature without the attributes of AdES. */
  readonly format: string
  readonly level: Level | null
  readonly signer: CertificateSummary | null
  /** What the signer says. */
  readonly claimedTime: string | null
  /** The earliest moment at which the signature is proven to have existed. */
  readonly bestTime: string
  /** Null: there was no document to compare with, or the check was not reached. */
  readonly digestOk: boolean | null
  readonly signatureOk: boolean | null
  readonly digestAlgorithm: string | null
  readonly signatureAlgorithm: string | null
  /** Null where the question does not arise (a signature in a file of its own). */
  readonly coversWholeFile: boolean | null
  readonly changesAfter: readonly Change[]
  /** Signer first, trust anchor last; as far as it could be built. */
  readonly certificateChain: readonly CertificateSummary[]
  readonly messages: readonly Message[]
}

/** What was done to the file after it was signed. */
export type Change = { readonly code: string; readonly allowed: boolean; readonly detail: string }

export type TimestampReport = {
  readonly id: string
  /** The signature it belongs to; null for one over the whole document. */
  readonly signatureId: string | null
  readonly kind: 'content' | 'signature' | 'validation-data' | 'archive' | 'document'
  readonly indication: Indication
  readonly subIndication: SubIndication | null
  readonly time: string | null
  readonly authority: CertificateSummary | null
  readonly imprintOk: boolean | null
  readonly signatureOk: boolean | null
  readonly certificateChain: readonly CertificateSummary[]
  readonly messages: readonly Message[]
}

export type EvidenceRecordReport = {
  readonly id: string
  readonly indication: Indication
  readonly subIndication: SubIndication | null
  readonly messages: readonly Message[]
}

export type Report = {
  /** `CAdES`, `CMS`, `PAdES`, `ASiC-S`, `ASiC-E`, `time-stamp`, `evidence record`, or `unknown`. */
  readonly format: string
  readonly verdict: Verdict
  /** The moment the verdict is given for. */
  readonly validationTime: string
  readonly signatures: readonly SignatureReport[]
  readonly timestamps: readonly TimestampReport[]
  readonly evidenceRecords: readonly EvidenceRecordReport[]
  /** About the file as a whole. */
  readonly messages: readonly Message[]
}

/** One failed signature fails the file; one unproven leaves it unproven. A file without signatures proves nothing. */
export function verdictOf(parts: readonly { readonly indication: Indication }[]): Verdict {
  if (parts.length === 0 || parts.some(({ indication }) => indication === 'TOTAL_FAILED')) return 'failed'
  return parts.every(({ indication }) => indication === 'TOTAL_PASSED') ? 'passed' : 'indeterminate'
}
