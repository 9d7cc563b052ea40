/** DER writer (X.690 §10, §11). Values in, bytes out; every function returns one whole encoded element. */
import { compareBytes, concatBytes, emptyBytes, utf8 } from '../bytes/index.ts'
import { MisuseError } from '../errors.ts'
import { contextTag, tag } from './tags.ts'

/** An element with the given identifier octet around `content`. */
export function encode(identifier: number, ...content: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const part of content) length += part.length
  return concatBytes(new Uint8Array([identifier, ...lengthOctets(length)]), ...content)
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length]
  const octets: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return [0x80 | octets.length, ...octets]
}

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => encode(tag.sequence, ...parts)
/** SET OF: members are sorted as DER requires (X.690 §11.6). */
export const setOf = (...members: readonly Uint8Array[]): Uint8Array => encode(tag.set, ...members.toSorted(compareBytes))
/** [n] EXPLICIT around whole elements. */
export const explicit = (number: number, ...parts: readonly Uint8Array[]): Uint8Array => encode(contextTag(number), ...parts)
/** [n] IMPLICIT: replaces the identifier octet of an encoded element, keeping its primitive or constructed form. */
export function implicit(number: number, element: Uint8Array): Uint8Array {
  const copy = element.slice()
  copy[0] = 0x80 | ((element[0] ?? 0) & 0x20) | number
  return copy
}

export const boolean = (value: boolean): Uint8Array => encode(tag.boolean, new Uint8Array([value ? 0xff : 0]))
export const nothing = (): Uint8Array => encode(tag.null, emptyBytes)
export const octetString = (content: Uint8Array): Uint8Array => encode(tag.octetString, content)
export const enumerated = (value: number): Uint8Array => encode(tag.enumerated, integerOctets(BigInt(value)))
export const utf8String = (text: string): Uint8Array => encode(tag.utf8String, utf8(text))
export const printableString = (text: string): Uint8Array => encode(tag.printableString, ascii(text))
export const ia5String = (text: string): Uint8Array => encode(tag.ia5String, ascii(text))

export function bitString(bytes: Uint8Array, unusedBits = 0): Uint8Array {
  return encode(tag.bitString, new Uint8Array([unusedBits]), bytes)
}

/** A named bit list without trailing zero bits (X.690 §11.2.2), from the numbers of the set bits. */
export function namedBits(bits: Iterable<number>): Uint8Array {
  const wanted = [...bits]
  if (wanted.length === 0) return bitString(emptyBytes)
  const highest = Math.max(...wanted)
  const octets = new Uint8Array(Math.floor(highest / 8) + 1)
  for (const bit of wanted) octets[bit >> 3] = (octets[bit >> 3] ?? 0) | (0x80 >> (bit & 7))
  return bitString(octets, 7 - (highest & 7))
}

/** From a number, a bigint, or unsigned big-endian bytes (serial numbers, moduli). */
export function integer(value: number | bigint | Uint8Array): Uint8Array {
  return encode(tag.integer, value instanceof Uint8Array ? unsignedOctets(value) : integerOctets(BigInt(value)))
}

function unsignedOctets(bytes: Uint8Array): Uint8Array {
  let first = 0
  while (first < bytes.length - 1 && bytes[first] === 0) first += 1
  const trimmed = bytes.length === 0 ? new Uint8Array([0]) : bytes.subarray(first)
  return (trimmed[0] ?? 0) >= 0x80 ? concatBytes(new Uint8Array([0]), trimmed) : trimmed
}

function integerOctets(value: bigint): Uint8Array {
  const octets: number[] = []
  let rest = value
  do {
    octets.unshift(Number(rest & 0xffn))
    rest >>= 8n
  } while (!((rest === 0n && (octets[0] ?? 0) < 0x80) || (rest === -1n && (octets[0] ?? 0) >= 0x80)))
  return new Uint8Array(octets)
}

export function objectIdentifier(dotted: string): Uint8Array {
  return encode(tag.objectIdentifier, objectIdentifierOctets(dotted))
}

/** Content octets alone, for implicit tags. */
export function objectIdentifierOctets(dotted: string): Uint8Array {
  const [root, second, ...rest] = dotted.split('.').map(readArc)
  if (root === undefined || second === undefined || root > 2 || (root < 2 && second > 39)) throw new MisuseError(`"${dotted}" is not an object identifier`)
  // X.690 §8.19.4: the first two arcs share one number.
  const first = typeof second === 'bigint' ? BigInt(root) * 40n + second : Number(root) * 40 + second
  return new Uint8Array([first, ...rest].flatMap(arcOctets))
}

/** UUID arcs (X.667) are longer than a double. */
function readArc(text: string): number | bigint {
  const arc = Number(text)
  return Number.isSafeInteger(arc + 80) ? arc : BigInt(text)
}

function arcOctets(arc: number | bigint): number[] {
  if (arc < 0x80) return [Number(arc)]
  const octets: number[] = []
  let rest = arc
  for (; typeof rest === 'bigint' && rest > Number.MAX_SAFE_INTEGER; rest >>= 7n) octets.unshift(Number(rest & 0x7fn) | 0x80)
  for (let small = Number(rest); small > 0; small = Math.floor(small / 128)) octets.unshift((small % 128) | 0x80)
  octets.push((octets.pop() ?? 0) & 0x7f)
  return octets
}

/** UTCTime to 2049, GeneralizedTime from 2050, whole seconds (RFC 5280 §4.1.2.5). */
export function time(moment: Date): Uint8Array {
  const year = moment.getUTCFullYear()
  return year >= 1950 && year < 2050 ? encode(tag.utcTime, ascii(digits(moment).slice(2))) : generalizedTime(moment)
}

/** Whole seconds; a fraction would have to be written without trailing zeros (X.690 §11.7). */
export function generalizedTime(moment: Date): Uint8Array {
  return encode(tag.generalizedTime, ascii(digits(moment)))
}

function digits(moment: Date): string {
  return `${moment.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`
}

function ascii(text: string): Uint8Array {
  const octets = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 0x7f) throw new MisuseError(`"${text}" has a character that this string type cannot hold`)
    octets[i] = code
  }
  return octets
}
