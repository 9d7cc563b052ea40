/**
 * Reading primitive values out of elements (X.690 §8). Every function checks the tag first and throws `MalformedError` on anything else.
 */
import { concatBytes } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import { childrenOf, contentOf, type Element } from './reader.ts'
import { tag } from './tags.ts'

/** Limit on an object identifier's content octets: longer ones are only ever an attack. */
const maximumOidOctets = 64

export function expectTag(element: Element | undefined, expected: number, what: string): Element {
  if (element === undefined) throw new MalformedError(`${what} is missing`)
  if (element.tag !== expected) throw new MalformedError(`${what} has tag 0x${element.tag.toString(16)}, expected 0x${expected.toString(16)}`, element.start)
  return element
}

export function readBoolean(element: Element): boolean {
  const content = contentOf(expectTag(element, tag.boolean, 'BOOLEAN'))
  const octet = content[0]
  if (content.length !== 1 || octet === undefined) throw new MalformedError('BOOLEAN is not one octet', element.start)
  if (element.document.rules === 'DER' && octet !== 0 && octet !== 0xff) throw new MalformedError('BOOLEAN is neither 00 nor FF', element.start)
  return octet !== 0
}

/** Content octets of an INTEGER: two's complement, big-endian, shortest form (X.690 §8.3.2). */
export function readIntegerBytes(element: Element): Uint8Array {
  const content = contentOf(expectTag(element, tag.integer, 'INTEGER'))
  const [first, second] = content
  if (first === undefined) throw new MalformedError('INTEGER is empty', element.start)
  if (element.document.rules === 'DER' && second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80)))
    throw new MalformedError('INTEGER is not in its shortest form', element.start)
  return content
}

export function readBigInteger(element: Element): bigint {
  const content = readIntegerBytes(element)
  let value = 0n
  for (const octet of content) value = (value << 8n) | BigInt(octet)
  return (content[0] ?? 0) >= 0x80 ? value - (1n << BigInt(8 * content.length)) : value
}

/** An INTEGER or ENUMERATED of at most 32 bits. */
export function readSmallInteger(element: Element): number {
  if (element.tag !== tag.integer && element.tag !== tag.enumerated) throw new MalformedError('not an INTEGER', element.start)
  const content = contentOf(element)
  if (content.length === 0 || content.length > 4) throw new MalformedError('INTEGER is out of range', element.start)
  let value = (content[0] ?? 0) >= 0x80 ? -1 : 0
  for (const octet of content) value = (value << 8) | octet
  return value
}

/** Dotted decimal. */
export function readObjectIdentifier(element: Element): string {
  return decodeObjectIdentifier(contentOf(expectTag(element, tag.objectIdentifier, 'OBJECT IDENTIFIER')), element.start)
}

/** Content octets of an OBJECT IDENTIFIER (as under an implicit tag) to dotted decimal. */
export function decodeObjectIdentifier(content: Uint8Array, offset = 0): string {
  const last = content[content.length - 1]
  if (last === undefined || last >= 0x80 || content.length > maximumOidOctets)
    throw new MalformedError('OBJECT IDENTIFIER is empty, cut off or too long', offset)
  let dotted = ''
  let value = 0
  for (let index = 0, arcStart = 0; index < content.length; index++) {
    const octet = content[index] ?? 0
    if (index === arcStart && octet === 0x80) throw new MalformedError('OBJECT IDENTIFIER arc has a leading zero', offset)
    value = value * 128 + (octet & 0x7f)
    if (octet >= 0x80) continue
    // Seven octets still fit a double exactly; UUID arcs (X.667) are longer.
    const arc = index - arcStart < 7 ? value : longArc(content.subarray(arcStart, index + 1))
    dotted = dotted === '' ? firstArcs(arc) : `${dotted}.${arc}`
    value = 0
    arcStart = index + 1
  }
  return dotted
}

function longArc(octets: Uint8Array): bigint {
  let value = 0n
  for (const octet of octets) value = (value << 7n) | BigInt(octet & 0x7f)
  return value
}

/** X.690 §8.19.4: the first two arcs share one number. */
function firstArcs(arc: number | bigint): string {
  if (arc < 40) return `0.${arc}`
  if (arc < 80) return `1.${typeof arc === 'bigint' ? arc - 40n : arc - 40}`
  return `2.${typeof arc === 'bigint' ? arc - 80n : arc - 80}`
}

/** OCTET STRING; in BER also in pieces (X.690 §8.7.3), which are joined. */
export function readOctetString(element: Element): Uint8Array {
  if (element.tag === tag.octetString) return contentOf(element)
  if (element.tag === (tag.octetString | 0x20) && element.document.rules === 'BER') return joinPieces(element)
  throw new MalformedError('not an OCTET STRING', element.start)
}

/** Joins the pieces of a constructed string, also under an implicit context tag. */
export function joinPieces(element: Element): Uint8Array {
  return concatBytes(...childrenOf(element).map(readOctetString))
}

/** BIT STRING. `unusedBits` counts the padding bits in the last octet. */
export function readBitString(element: Element): { readonly bytes: Uint8Array; readonly unusedBits: number } {
  return decodeBitString(contentOf(expectTag(element, tag.bitString, 'BIT STRING')), element.start)
}

export function decodeBitString(content: Uint8Array, offset = 0): { readonly bytes: Uint8Array; readonly unusedBits: number } {
  const unusedBits = content[0]
  if (unusedBits === undefined || unusedBits > 7 || (content.length === 1 && unusedBits > 0))
    throw new MalformedError('BIT STRING has a bad padding count', offset)
  return { bytes: content.subarray(1), unusedBits }
}

/** Numbers of the bits that are set, bit 0 first: named bit lists such as KeyUsage. */
export function readNamedBits(element: Element): ReadonlySet<number> {
  const { bytes } = readBitString(element)
  const bits = new Set<number>()
  bytes.forEach((octet, index) => {
    for (let bit = 0; bit < 8; bit++) if (octet & (0x80 >> bit)) bits.add(index * 8 + bit)
  })
  return bits
}

const utf8Decoder = new TextDecoder('utf-8', { fatal: true })

/** Any character string type used in certificates. TeletexString is read as Latin-1, as every other reader does. */
export function readText(element: Element): string {
  const content = contentOf(element)
  switch (element.tag) {
    case tag.utf8String:
      try {
        return utf8Decoder.decode(content)
      } catch {
        throw new MalformedError('UTF8String is not UTF-8', element.start)
      }
    case tag.bmpString:
      return wideText(content, 2, element.start)
    case tag.universalString:
      return wideText(content, 4, element.start)
    case tag.printableString:
    case tag.ia5String:
    case tag.numericString:
    case tag.visibleString:
    case tag.teletexString: {
      let text = ''
      for (const octet of content) text += String.fromCharCode(octet)
      return text
    }
    default:
      throw new MalformedError('not a character string', element.start)
  }
}

function wideText(content: Uint8Array, width: 2 | 4, offset: number): string {
  if (content.length % width !== 0) throw new MalformedError('wide string is cut off', offset)
  let text = ''
  for (let i = 0; i < content.length; i += width) {
    let code = 0
    for (let j = 0; j < width; j++) code = code * 256 + (content[i + j] ?? 0)
    if (code > 0x10ffff) throw new MalformedError('wide string holds no character', offset)
    text += width === 2 ? String.fromCharCode(code) : String.fromCodePoint(code)
  }
  return text
}

/** UTCTime or GeneralizedTime. Seconds and Z are required as in RFC 5280 §4.1.2.5; fractions (RFC 3161 §2.4.2) are kept to the millisecond. */
export function readTime(element: Element): Date {
  const content = contentOf(element)
  const wide = element.tag === tag.generalizedTime
  if (!wide && element.tag !== tag.utcTime) throw new MalformedError('not a time', element.start)
  const yearDigits = wide ? 4 : 2
  const whole = yearDigits + 10
  const misshapen = (): MalformedError =>
    new MalformedError(`time "${String.fromCharCode(...content.subarray(0, 32))}" is not in the required form`, element.start)
  const digits = (from: number, to: number): number => {
    let value = 0
    for (let i = from; i < to; i++) {
      const digit = (content[i] ?? 0) - 0x30
      if (digit < 0 || digit > 9) throw misshapen()
      value = value * 10 + digit
    }
    return value
  }
  const pair = (at: number): number => digits(at, at + 2)
  const fractionStart = wide && content[whole] === 0x2e ? whole + 1 : undefined
  const last = content.length - 1
  if (content[last] !== 0x5a || (fractionStart === undefined ? last !== whole : last <= fractionStart)) throw misshapen()
  const writtenYear = digits(0, yearDigits)
  // RFC 5280 §4.1.2.5.1: two-digit years from 50 are of the 1900s.
  const year = wide ? writtenYear : writtenYear + (writtenYear >= 50 ? 1900 : 2000)
  const [month, day, hour, minute, second] = [pair(yearDigits), pair(yearDigits + 2), pair(yearDigits + 4), pair(yearDigits + 6), pair(yearDigits + 8)]
  const milliseconds = fractionStart === undefined ? 0 : millisecondsOf(digits, fractionStart, last)
  const time = new Date(0)
  time.setUTCFullYear(year, month - 1, day)
  time.setUTCHours(hour, minute, second, milliseconds)
  if (time.getUTCMonth() !== month - 1 || time.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59)
    throw new MalformedError(`time "${String.fromCharCode(...content)}" does not exist`, element.start)
  return time
}

/** Every digit is looked at, three count. */
function millisecondsOf(digits: (from: number, to: number) => number, start: number, end: number): number {
  for (let i = start; i < end; i++) digits(i, i + 1)
  const kept = Math.min(end - start, 3)
  return digits(start, start + kept) * 10 ** (3 - kept)
}
