/** What is put before the peers. */
export type SampleKind = 'cades' | 'pades' | 'asic' | 'timestamp' | 'ocsp' | 'crl' | 'pkcs12'
export type Level = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA'

export type Sample = {
  readonly name: string
  readonly kind: SampleKind
  readonly level?: Level
  readonly bytes: Uint8Array
  /** What a detached signature or a time-stamp is over. */
  readonly content?: Uint8Array
  /** Issuer and subject, for an OCSP response or a list. */
  readonly issuer?: Uint8Array
  readonly subject?: Uint8Array
  /** How many signatures a reader should find; one unless told otherwise. */
  readonly signatures?: number
  /** Nobody may find it valid, whole as it is. */
  readonly refused?: true
  /** The same with one byte of what is signed changed. */
  readonly flipped?: { readonly bytes: Uint8Array; readonly content?: Uint8Array }
}

export const password = 'peer'

/** What a judge says: valid or not, and in what words. */
export type Verdict = {
  readonly valid: boolean
  readonly words: string
  readonly level?: string
  /** It stumbled: that is not a refusal. */ readonly stumbled?: boolean
}

export function flippedAt(bytes: Uint8Array, at: number): Uint8Array {
  const copy = bytes.slice()
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}

/** Where `part` begins in `bytes`. */
export function placeOf(bytes: Uint8Array, part: Uint8Array): number {
  for (let start = 0; start + part.length <= bytes.length; start++) if (part.every((octet, index) => bytes[start + index] === octet)) return start
  throw new Error('not in there')
}
