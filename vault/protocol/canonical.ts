/**
 * Canonical bytes: whoever seals, signs or hashes JSON for the vault uses these, so that both sides mean the same octets.
 * JSON canonicalisation after RFC 8785 (sorted names, no white space).
 * Left out on purpose: fractions and integers beyond 2^53, which nobody here needs and writers spell differently.
 */
import { createHash } from 'node:crypto'
import { fromHex, toHex, utf8 } from '@countersign/engine/bytes'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined }

/** Members that are `undefined` are left out, as JSON.stringify does. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).flatMap(([name, member]) => (member === undefined ? [] : [[name, member] as const]))
    // RFC 8785 §3.2.3: by UTF-16 code units, which is how JavaScript compares strings.
    const sorted = members.toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
    return `{${sorted.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`
  }
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new TypeError(`canonical JSON holds whole numbers only, not ${value}`)
  if (typeof value === 'string' && !value.isWellFormed()) throw new TypeError('canonical JSON holds well-formed Unicode only')
  return JSON.stringify(value)
}

export function canonicalBytes(value: Json): Uint8Array {
  return utf8(canonicalJson(value))
}

/** SHA-256 of the canonical bytes, lower-case hexadecimal: the name under which a decision speaks of an application. */
export function canonicalDigest(value: Json): string {
  return createHash('sha256').update(canonicalBytes(value)).digest('hex')
}

/** What a sealed secret is good for, and for nothing else. `digests` is empty for 'create-key'; their order and number count. */
export type SealingContext = {
  readonly purpose: 'create-key' | 'sign'
  readonly keyId: string
  readonly person: string
  readonly challenge: string
  readonly digests: readonly Uint8Array[]
}

/** The HPKE `info` (RFC 9180 §5.1): a secret sealed under one context does not open under another. The browser's twin is web/app/sealSecret.ts. */
export function sealingContextBytes(context: SealingContext): Uint8Array {
  const { purpose, keyId, person, challenge, digests } = context
  return canonicalBytes({ type: 'countersign/sealed-secret/1', purpose, keyId, person, challenge, digests: digests.map(toHex) })
}

type LoggedFact = {
  readonly position: number
  readonly at: string
  readonly act: string
  readonly key_id: string | null
  readonly person: string | null
  readonly details: string
}

/** SHA-256(previous ‖ canonical JSON of the entry without its hashes): how the vault's log is chained. All in hexadecimal. */
export function logHash({ previous, position, at, act, key_id, person, details }: LoggedFact & { readonly previous: string }): string {
  return createHash('sha256').update(fromHex(previous)).update(canonicalBytes({ position, at, act, key_id, person, details })).digest('hex')
}
