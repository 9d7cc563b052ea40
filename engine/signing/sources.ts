/** Whom signing asks, as ports. */
import type { DigestName } from '../algorithms/index.ts'
import type { Fetch, SigningKey } from '../ports.ts'
import type { Certificate } from '../x509/index.ts'

/** Gets a TimeStampToken of RFC 3161 over the hash. `timestampOver` does so through the Fetch port. */
export type Timestamp = (digest: DigestName, imprint: Uint8Array) => Promise<Uint8Array>

/** OCSP responses or revocation lists about one certificate, as received; empty where there are none. They are checked before use. */
export type Revocation = (certificate: Certificate, issuer: Certificate, kind: 'ocsp' | 'crl') => Promise<readonly Uint8Array[]>

export type Sources = {
  /** From T on. */
  readonly timestamp?: Timestamp | undefined
  /** From LT on. Left out: `revocationOver(fetch)`. */
  readonly revocation?: Revocation | undefined
  /** Revocation data, and issuers that the file lacks. */
  readonly fetch?: Fetch | undefined
  /** Where paths end, DER. Left out: at the last issuer found. */
  readonly trust?: readonly Uint8Array[] | undefined
}

export type Signer = {
  readonly key: SigningKey
  /** DER. */
  readonly certificate: Uint8Array
  /** Its issuers, DER, carried along. */
  readonly chain?: readonly Uint8Array[] | undefined
}

/** Tokens are asked for with this digest. */
export const timestampDigest: DigestName = 'sha256'
