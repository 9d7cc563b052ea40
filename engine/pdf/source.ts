/** A PDF at rest, read by range. Windows grow only as far as one object needs; nothing is kept. */
import { MalformedError } from '../errors.ts'
import type { ByteSource } from '../ports.ts'
import type { Budget } from './budget.ts'
import { cursor, WindowEnds, type Cursor } from './parser.ts'

/** An object may take this many bytes (a signature's /Contents is the largest that matters). */
const maximumObjectBytes = 32 * 1024 * 1024
const firstWindow = 4096

export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (start, end) =>
      end > bytes.length || start < 0 || start > end
        ? Promise.reject(new MalformedError('read past the end', start))
        : Promise.resolve(bytes.subarray(start, end)),
  }
}

export function asSource(input: Uint8Array | ByteSource): ByteSource {
  return input instanceof Uint8Array ? memorySource(input) : input
}

/** The first `end` bytes only: a file as it stood at an earlier revision. */
export function beginningOf(source: ByteSource, end: number): ByteSource {
  return end >= source.size
    ? source
    : { size: end, read: (start, stop) => (stop > end ? Promise.reject(new MalformedError('read past the revision', start)) : source.read(start, stop)) }
}

/** Runs `parse` on a window from `offset`, and again on a larger one for as long as the window ends too soon. */
export async function parseAt<T>(source: ByteSource, offset: number, parse: (at: Cursor) => T): Promise<T> {
  if (!Number.isSafeInteger(offset) || offset < 0 || offset >= source.size) throw new MalformedError('an offset outside the file', offset)
  for (let length = firstWindow; ; length *= 8) {
    const end = Math.min(source.size, offset + length)
    const bytes = await source.read(offset, end)
    try {
      return parse(cursor(bytes, { base: offset, last: end === source.size }))
    } catch (error) {
      if (!(error instanceof WindowEnds)) throw error
      if (length >= maximumObjectBytes) throw new MalformedError(`an object of more than ${maximumObjectBytes} bytes`, offset)
    }
  }
}

/** All bytes of a range in order, a slice at a time; the next slice is fetched while the present one is used. */
export async function forEachSlice(source: ByteSource, start: number, end: number, use: (slice: Uint8Array) => void): Promise<void> {
  const slice = 1024 * 1024
  let next = start < end ? source.read(start, Math.min(end, start + slice)) : undefined
  for (let offset = start; next !== undefined;) {
    const bytes: Uint8Array = await next
    offset += bytes.length
    next = offset < end ? source.read(offset, Math.min(end, offset + slice)) : undefined
    use(bytes)
  }
}

/** Offset of the first `word` between `start` and `end`, without holding more than a slice. */
export async function findWord(source: ByteSource, word: string, start: number, end: number, budget: Budget): Promise<number | undefined> {
  const slice = 64 * 1024
  for (let offset = start; offset < end; offset += slice) {
    const bytes = await source.read(offset, Math.min(end, offset + slice + word.length - 1))
    budget.spend(bytes.length)
    const index = indexOfWord(bytes, word)
    if (index >= 0) return offset + index
  }
  return undefined
}

export function indexOfWord(bytes: Uint8Array, word: string, from = 0): number {
  const first = word.charCodeAt(0)
  for (let i = bytes.indexOf(first, from); i >= 0; i = bytes.indexOf(first, i + 1)) {
    let matched = 1
    while (matched < word.length && bytes[i + matched] === word.charCodeAt(matched)) matched += 1
    if (matched === word.length) return i
  }
  return -1
}

export function lastIndexOfWord(bytes: Uint8Array, word: string, before = bytes.length): number {
  if (before <= 0) return -1
  const first = word.charCodeAt(0)
  for (let i = bytes.lastIndexOf(first, before - 1); i >= 0; i = i === 0 ? -1 : bytes.lastIndexOf(first, i - 1)) {
    let matched = 1
    while (matched < word.length && bytes[i + matched] === word.charCodeAt(matched)) matched += 1
    if (matched === word.length) return i
  }
  return -1
}
