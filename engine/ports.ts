/**
 * What the engine asks of the world. It has no network, clock, file or process access of its own:
 * whoever calls it hands these in, so a verdict depends on its arguments alone.
 */

/** The present moment. Verdicts are given for a moment; the engine never reads a clock itself. */
export interface Clock {
  now(): Date
}

/** Cryptographically strong random bytes. */
export interface Random {
  bytes(length: number): Uint8Array
}

/** One bounded HTTP exchange: OCSP, CRL, time-stamp and issuer-certificate requests. Rejects on failure or timeout. */
export interface Fetch {
  (request: {
    readonly url: string
    readonly method: 'GET' | 'POST'
    readonly contentType?: string
    readonly body?: Uint8Array
    readonly maximumBytes: number
  }): Promise<Uint8Array>
}

/** Bytes at rest, read by range: memory, a file, an object in storage. `end` is exclusive; a short read is an error. */
export interface ByteSource {
  readonly size: number
  read(start: number, end: number): Promise<Uint8Array>
}

/** Algorithms this engine signs with. `ecdsa-*` signatures are DER `Ecdsa-Sig-Value` (RFC 3279 §2.2.3). */
export type SignatureAlgorithmName =
  | 'rsa-sha256'
  | 'rsa-sha384'
  | 'rsa-sha512'
  | 'rsa-pss-sha256'
  | 'rsa-pss-sha384'
  | 'rsa-pss-sha512'
  | 'ecdsa-sha256'
  | 'ecdsa-sha384'
  | 'ecdsa-sha512'
  | 'ed25519'

/** A private key that somebody else holds: a browser's memory, a token, the vault. It signs whole messages (it hashes them itself). */
export interface SigningKey {
  readonly algorithm: SignatureAlgorithmName
  sign(message: Uint8Array): Promise<Uint8Array>
}
