/** Indirect objects (ISO 32000-1 §7.3.10) and the extent of streams (§7.3.8). */
import { MalformedError } from '../errors.ts'
import type { ByteSource } from '../ports.ts'
import type { Budget } from './budget.ts'
import type { PdfObject } from './objects.ts'
import { isWhite, peek, readValue, skipWhite, takeInteger, takeWord, type Cursor } from './parser.ts'
import { findWord, indexOfWord, parseAt } from './source.ts'

export type IndirectObject = {
  readonly number: number
  readonly generation: number
  readonly value: PdfObject
  /** Where a stream's bytes begin, if the object is a stream. */
  readonly streamStart?: number
  /** One past what was parsed: after the value, or after the keyword `stream` and its line end. */
  readonly end: number
}

export function readIndirect(source: ByteSource, offset: number): Promise<IndirectObject> {
  return parseAt(source, offset, (at) => {
    const head = takeHead(at)
    if (head === undefined) throw new MalformedError('no object stands at this offset', offset)
    const value = readValue(at)
    const end = at.base + at.position
    if (typeof value !== 'object' || value?.kind !== 'dictionary') return { ...head, value, end }
    skipWhite(at)
    if (!takeWord(at, 'stream')) return { ...head, value, end }
    if (peek(at) === 0x20 && (peek(at, 1) === 13 || peek(at, 1) === 10)) at.position += 1
    if (peek(at) === 13) at.position += 1
    if (peek(at) === 10) at.position += 1
    const streamStart = at.base + at.position
    return { ...head, value, streamStart, end: streamStart }
  })
}

/** `12 0 obj` */
function takeHead(at: Cursor): { number: number; generation: number } | undefined {
  skipWhite(at)
  const number = takeInteger(at)
  skipWhite(at)
  const generation = takeInteger(at)
  skipWhite(at)
  return number === undefined || generation === undefined || !takeWord(at, 'obj') ? undefined : { number, generation }
}

/** The length a stream really has: the declared one if `endstream` follows it, else up to the next `endstream`. */
export async function streamLength(source: ByteSource, start: number, declared: number | undefined, budget: Budget): Promise<number> {
  if (declared !== undefined && start + declared <= source.size) {
    const after = await source.read(start + declared, Math.min(source.size, start + declared + 32))
    let i = 0
    while (i < after.length && isWhite(after[i] ?? 0)) i += 1
    if (indexOfWord(after.subarray(i, i + 9), 'endstream') === 0) return declared
  }
  const found = await findWord(source, 'endstream', start, source.size, budget)
  if (found === undefined) throw new MalformedError('a stream without an end', start)
  const before = await source.read(Math.max(start, found - 2), found)
  // The end-of-line marker before the keyword is not part of the data (§7.3.8.1).
  const last = before[before.length - 1]
  const marker = last === 10 && before[before.length - 2] === 13 ? 2 : last === 10 || last === 13 ? 1 : 0
  return found - marker - start
}
