/**
 * PDF syntax (ISO 32000-1 §7.2, §7.3) over a window of the file.
 * A window that ends inside an object throws `WindowEnds`; the caller reads a larger one. Depth 64; what nests deeper is only ever an attack.
 */
import { MalformedError } from '../errors.ts'
import { latin1 } from '../bytes/index.ts'
import type { PdfDictionary, PdfObject, PdfString } from './objects.ts'

const maximumDepth = 64

export class WindowEnds extends MalformedError {}

/** A place in a window. `base` is the offset of the window's first byte in the file; `last` says that the file ends with it. */
export type Cursor = { readonly bytes: Uint8Array; readonly base: number; readonly last: boolean; position: number }

export function cursor(bytes: Uint8Array, options: { readonly base?: number; readonly last?: boolean; readonly position?: number } = {}): Cursor {
  return { bytes, base: options.base ?? 0, last: options.last ?? true, position: options.position ?? 0 }
}

const white = 1
const delimiter = 2
const classes = new Uint8Array(256)
for (const code of [0, 9, 10, 12, 13, 32]) classes[code] = white
for (const character of '()<>[]{}/%') classes[character.charCodeAt(0)] = delimiter

export const isWhite = (byte: number): boolean => classes[byte] === white
const isRegular = (byte: number): boolean => byte >= 0 && classes[byte] === 0

export function peek(at: Cursor, ahead = 0): number {
  const byte = at.bytes[at.position + ahead]
  if (byte !== undefined) return byte
  if (!at.last) throw new WindowEnds('the bytes end inside an object', at.base + at.position)
  return -1
}

const malformed = (at: Cursor, message: string): MalformedError => new MalformedError(message, at.base + at.position)

/** Past white space and comments. */
export function skipWhite(at: Cursor): void {
  for (;;) {
    const byte = peek(at)
    if (byte === 0x25) while (peek(at) >= 0 && peek(at) !== 10 && peek(at) !== 13) at.position += 1
    else if (byte >= 0 && classes[byte] === white) at.position += 1
    else return
  }
}

/** The regular characters that stand here, as text; empty where a delimiter stands. */
export function readWord(at: Cursor): string {
  const start = at.position
  while (isRegular(peek(at))) {
    at.position += 1
    if (at.position - start > 256) throw malformed(at, 'a word of more than 256 characters')
  }
  return latin1(at.bytes.subarray(start, at.position))
}

/** Moves past `word` if it stands here. */
export function takeWord(at: Cursor, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (peek(at, i) !== word.charCodeAt(i)) return false
  at.position += word.length
  return true
}

/** A run of digits, or undefined. */
export function takeInteger(at: Cursor): number | undefined {
  const start = at.position
  let value = 0
  for (let byte = peek(at); byte >= 0x30 && byte <= 0x39; byte = peek(at)) {
    value = value * 10 + byte - 0x30
    at.position += 1
  }
  return at.position === start || !Number.isSafeInteger(value) ? undefined : value
}

export function readValue(at: Cursor, depth = 0): PdfObject {
  if (depth > maximumDepth) throw malformed(at, `nested deeper than ${maximumDepth}`)
  skipWhite(at)
  const byte = peek(at)
  if (byte === 0x2f) return { kind: 'name', value: readName(at) }
  if (byte === 0x28) return readLiteralString(at)
  if (byte === 0x3c) return peek(at, 1) === 0x3c ? readDictionary(at, depth) : readHexadecimalString(at)
  if (byte === 0x5b) return readArray(at, depth)
  if ((byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e) return readNumberOrReference(at)
  const start = at.position
  const word = readWord(at)
  if (word === 'true') return true
  if (word === 'false') return false
  if (word === 'null') return null
  at.position = start
  throw malformed(at, 'no object stands here')
}

function readName(at: Cursor): string {
  at.position += 1
  const start = at.position
  let escaped = false
  for (let byte = peek(at); isRegular(byte); byte = peek(at)) {
    if (byte === 0x23) escaped = true
    at.position += 1
  }
  const text = latin1(at.bytes.subarray(start, at.position))
  return escaped ? text.replace(/#([0-9a-fA-F]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))) : text
}

function readArray(at: Cursor, depth: number): PdfObject {
  at.position += 1
  const items: PdfObject[] = []
  for (;;) {
    skipWhite(at)
    if (peek(at) === 0x5d) {
      at.position += 1
      return { kind: 'array', items }
    }
    items.push(readValue(at, depth + 1))
  }
}

export function readDictionary(at: Cursor, depth = 0): PdfDictionary {
  if (peek(at) !== 0x3c || peek(at, 1) !== 0x3c) throw malformed(at, 'no dictionary stands here')
  at.position += 2
  const entries = new Map<string, PdfObject>()
  let ambiguous = false
  for (;;) {
    skipWhite(at)
    const byte = peek(at)
    if (byte === 0x3e && peek(at, 1) === 0x3e) {
      at.position += 2
      return ambiguous ? { kind: 'dictionary', entries, ambiguous } : { kind: 'dictionary', entries }
    }
    if (byte !== 0x2f) throw malformed(at, 'a dictionary key must be a name')
    const key = readName(at)
    const value = readValue(at, depth + 1)
    if (entries.has(key)) ambiguous = true
    // §7.3.7: an entry whose value is null is an absent one.
    if (value === null) entries.delete(key)
    else entries.set(key, value)
  }
}

function readNumberOrReference(at: Cursor): PdfObject {
  const start = at.position
  const number = takeInteger(at)
  if (number !== undefined && !isRegular(peek(at))) {
    const afterNumber = at.position
    skipWhite(at)
    const generation = at.position > afterNumber ? takeInteger(at) : undefined
    if (generation !== undefined && generation <= 65_535) {
      skipWhite(at)
      if (peek(at) === 0x52 && !isRegular(peek(at, 1))) {
        at.position += 1
        return { kind: 'reference', number, generation }
      }
    }
    at.position = afterNumber
    return number
  }
  at.position = start
  const word = readWord(at)
  const value = Number(/^[+-]*\d*\.?\d*$/.test(word) ? word.replace(/^[+-]*(?=[+-])/, '') : Number.NaN)
  if (Number.isNaN(value)) {
    // A lone sign or dot counts as 0, as in other readers.
    if (/^[+-]*\.?$/.test(word)) return 0
    at.position = start
    throw malformed(at, 'not a number')
  }
  return value
}

/** Value of each hexadecimal digit, 16 for white space, 17 for everything else. */
const digitValues = Uint8Array.from({ length: 256 }, (_, code) => {
  const value = Number.parseInt(String.fromCharCode(code), 16)
  return Number.isNaN(value) ? (isWhite(code) ? 16 : 17) : value
})

/** The hot path of every signed file: /Contents is by far the longest token in it. */
function readHexadecimalString(at: Cursor): PdfString {
  const start = at.position
  const first = start + 1
  const last = at.bytes.indexOf(0x3e, first)
  if (last < 0 && !at.last) throw new WindowEnds('the bytes end inside an object', at.base + start)
  if (last < 0) throw malformed(at, 'a string without an end')
  const bytes = new Uint8Array((last - first + 1) >> 1)
  let i = first
  let length = 0
  // Pairs of digits as long as there is nothing else between them.
  for (; i + 1 < last; i += 2) {
    const high = digitValues[at.bytes[i] ?? 0] ?? 17
    const low = digitValues[at.bytes[i + 1] ?? 0] ?? 17
    if (high > 15 || low > 15) break
    bytes[length++] = (high << 4) | low
  }
  let digits = 2 * length
  for (; i < last; i++) {
    const digit = digitValues[at.bytes[i] ?? 0] ?? 17
    if (digit === 16) continue
    if (digit === 17) throw malformed(at, 'a hexadecimal string with other characters')
    // §7.3.4.3: a missing last digit is 0.
    bytes[digits >> 1] = digits % 2 === 0 ? digit << 4 : (bytes[digits >> 1] ?? 0) | digit
    digits += 1
  }
  at.position = last + 1
  return { kind: 'string', bytes: bytes.subarray(0, (digits + 1) >> 1), start: at.base + start, end: at.base + at.position, hexadecimal: true }
}

const escapes: ReadonlyMap<number, number> = new Map([
  [0x6e, 10],
  [0x72, 13],
  [0x74, 9],
  [0x62, 8],
  [0x66, 12],
])

function readLiteralString(at: Cursor): PdfString {
  const start = at.position
  at.position += 1
  let bytes = new Uint8Array(64)
  let length = 0
  for (let open = 1; ;) {
    let byte = peek(at)
    if (byte < 0) throw malformed(at, 'a string without an end')
    at.position += 1
    if (byte === 0x28) open += 1
    else if (byte === 0x29 && --open === 0) break
    else if (byte === 0x5c) {
      const escaped = readEscape(at)
      if (escaped === undefined) continue
      byte = escaped
    } else if (byte === 13) {
      // §7.3.4.2: any end-of-line marker inside a string reads as one line feed.
      if (peek(at) === 10) at.position += 1
      byte = 10
    }
    if (length === bytes.length) {
      const larger = new Uint8Array(2 * length)
      larger.set(bytes)
      bytes = larger
    }
    bytes[length++] = byte
  }
  return { kind: 'string', bytes: bytes.slice(0, length), start: at.base + start, end: at.base + at.position }
}

function readEscape(at: Cursor): number | undefined {
  const byte = peek(at)
  at.position += 1
  if (byte === 10) return undefined
  if (byte === 13) {
    if (peek(at) === 10) at.position += 1
    return undefined
  }
  if (byte < 0x30 || byte > 0x37) return escapes.get(byte) ?? byte
  let value = byte - 0x30
  for (let i = 0; i < 2 && peek(at) >= 0x30 && peek(at) <= 0x37; i++) {
    value = value * 8 + peek(at) - 0x30
    at.position += 1
  }
  return value & 0xff
}
