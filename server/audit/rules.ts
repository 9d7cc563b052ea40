/**
 * The chain of the audit log. Pure: a row's hash is SHA-256 over the previous hash and the row's exact text,
 * so any change, insertion or removal before the head breaks every later hash.
 */
import { createHash } from 'node:crypto'
import type { Actor } from '../platform/index.ts'

export const chainStart = '0'.repeat(64)

export type Entry = {
  readonly number: number
  readonly payload: string
  readonly previousHash: string
  readonly hash: string
  /** A copy of the payload's own `at`, for queries. */
  readonly at: Date
}

export type Happening = {
  /** What happened, as `domain.past-participle`: `document.recalled`. */
  readonly action: string
  /** Id of the thing it happened to. */
  readonly subject: string
  readonly actor: { readonly kind: Actor['kind']; readonly id: string }
  readonly at: string
  readonly origin?: { readonly address: string; readonly userAgent: string }
  readonly details: Readonly<Record<string, unknown>>
}

export function nextEntry(previous: Pick<Entry, 'number' | 'hash'> | undefined, happening: Happening): Entry {
  const number = (previous?.number ?? 0) + 1
  const previousHash = previous?.hash ?? chainStart
  const payload = JSON.stringify({ number, ...happening })
  return { number, payload, previousHash, hash: hashOf(previousHash, payload), at: new Date(happening.at) }
}

function hashOf(previousHash: string, payload: string): string {
  return createHash('sha256').update(previousHash).update('\n').update(payload).digest('hex')
}

export type ChainVerdict =
  | { readonly intact: true; readonly entries: number; readonly head: string }
  | { readonly intact: false; readonly entries: number; readonly brokenAt: number; readonly because: 'number' | 'link' | 'hash' }

/** Walks the entries in order; stops at the first that does not fit. */
export async function verifyChain(entries: AsyncIterable<Entry>): Promise<ChainVerdict> {
  let count = 0
  let head = chainStart
  for await (const entry of entries) {
    const because = misfit(entry, count + 1, head)
    if (because !== undefined) return { intact: false, entries: count, brokenAt: count + 1, because }
    count += 1
    head = entry.hash
  }
  return { intact: true, entries: count, head }
}

function misfit(entry: Entry, expectedNumber: number, head: string): 'number' | 'link' | 'hash' | undefined {
  if (entry.number !== expectedNumber) return 'number'
  if (entry.previousHash !== head) return 'link'
  if (hashOf(entry.previousHash, entry.payload) !== entry.hash) return 'hash'
  const { at }: Pick<Happening, 'at'> = JSON.parse(entry.payload)
  return at === entry.at.toISOString() ? undefined : 'hash'
}
