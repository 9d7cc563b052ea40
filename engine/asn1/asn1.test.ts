import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concatBytes, fromHex, toHex, utf8 } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import {
  childrenOf,
  contentOf,
  der,
  encodingOf,
  maximumDepth,
  readBigInteger,
  readBitString,
  readBoolean,
  readDocument,
  readFirst,
  readNamedBits,
  readObjectIdentifier,
  readOctetString,
  readSmallInteger,
  readText,
  readTime,
  type Element,
} from './index.ts'

const read = (hex: string, rules: 'DER' | 'BER' = 'DER'): Element => readDocument(fromHex(hex), { rules })

describe('reading DER', () => {
  it.each([
    ['nothing', ''],
    ['an identifier alone', '30'],
    ['a length past the end', '3003020101ff'.slice(0, 8)],
    ['bytes after the end', '020101ff'],
    ['a long form where the short one fits', '02810101'],
    ['a long form with a leading zero', `0482008${'0'.repeat(1)}${'00'.repeat(128)}`],
    ['an indefinite length', '30800000'],
    ['a tag number above 30', '1f8101'],
    ['a length of seven octets', '0487000000000000010a'],
  ])('refuses %s', (_, hex) => {
    expect(() => read(hex)).toThrow(MalformedError)
  })

  it('views the bytes and never copies them', () => {
    const source = fromHex('3006020101040155')
    const [number, text] = childrenOf(readDocument(source))
    expect(number !== undefined && encodingOf(number).buffer).toBe(source.buffer)
    expect(text !== undefined && toHex(contentOf(text))).toBe('55')
  })

  it('goes 64 deep and no further', () => {
    const nested = (depth: number): Uint8Array => Array.from({ length: depth }).reduce<Uint8Array>((inner) => der.sequence(inner), der.nothing())
    const dive = (depth: number): number => {
      let [element, levels] = [readDocument(nested(depth)), 0]
      while (element.tag === 0x30) {
        const [next] = childrenOf(element)
        if (next === undefined) break
        element = next
        levels += 1
      }
      return levels
    }
    expect(dive(maximumDepth)).toBe(maximumDepth)
    expect(() => dive(maximumDepth + 1)).toThrow('nested deeper')
  })

  it('builds no more elements than its budget', () => {
    const many = der.sequence(...Array.from({ length: 100 }, () => der.nothing()))
    expect(childrenOf(readDocument(many, { nodes: 101 }))).toHaveLength(100)
    expect(() => childrenOf(readDocument(many, { nodes: 100 }))).toThrow('budget')
  })
})

describe('reading BER', () => {
  it('finds the end of nested indefinite lengths and joins strings in pieces', () => {
    const element = read('30802480040161040262630000020105 0000'.replaceAll(' ', ''), 'BER')
    const [text, number] = childrenOf(element)
    expect(text !== undefined && toHex(readOctetString(text))).toBe('616263')
    expect(number !== undefined && readSmallInteger(number)).toBe(5)
  })

  it.each([
    ['without end-of-contents', '3080020101'],
    ['on a primitive element', '04800000'],
  ])('refuses an indefinite length %s', (_, hex) => {
    expect(() => read(hex, 'BER')).toThrow(MalformedError)
  })

  it('does not recurse into thousands of open lengths', () => {
    expect(() =>
      readDocument(
        new Uint8Array(20_000).map((_, index) => (index % 2 === 0 ? 0x30 : 0x80)),
        { rules: 'BER' },
      ),
    ).toThrow('nested deeper')
  })

  it('reads the first element and leaves the rest', () => {
    expect(readFirst(fromHex('020101ffff')).end).toBe(3)
  })
})

describe('values', () => {
  it('survive writing and reading: integers of any size', () => {
    fc.assert(fc.property(fc.bigInt({ min: -(1n << 300n), max: 1n << 300n }), (value) => readBigInteger(readDocument(der.integer(value))) === value))
  })

  it('survive writing and reading: object identifiers', () => {
    const arcs = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 39 }), fc.array(fc.bigInt({ min: 0n, max: 1n << 128n }), { maxLength: 3 }))
    fc.assert(
      fc.property(
        arcs,
        ([root, second, rest]) =>
          readObjectIdentifier(readDocument(der.objectIdentifier([root, second, ...rest].join('.')))) === [root, second, ...rest].join('.'),
      ),
    )
  })

  it('survive writing and reading: named bits and text', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 40 })),
        (bits) => [...readNamedBits(readDocument(der.namedBits(bits)))].join() === bits.toSorted((a, b) => a - b).join(),
      ),
    )
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => readText(readDocument(der.utf8String(text))) === text))
  })

  it.each([
    ['an integer with a needless zero', () => readBigInteger(read('02020001'))],
    ['an empty integer', () => readBigInteger(read('0200'))],
    ['a boolean of 01', () => readBoolean(read('010101'))],
    ['a bit string of eight padding bits', () => readBitString(read('03020800'))],
    ['an object identifier cut off', () => readObjectIdentifier(read('06022a86'))],
    ['an object identifier with a leading zero', () => readObjectIdentifier(read('06032a8001'))],
    ['an object identifier of 65 octets', () => readObjectIdentifier(read(`0641${'2a'.repeat(65)}`))],
    ['UTF-8 that is none', () => readText(read('0c02c328'))],
    ['a time of 30 February', () => readTime(readDocument(concatBytes(fromHex('180f'), utf8('20260230000000Z'))))],
    ['a time without seconds', () => readTime(readDocument(concatBytes(fromHex('170b'), utf8('2602200000Z'))))],
    ['a time with an offset', () => readTime(readDocument(concatBytes(fromHex('1711'), utf8('260220000000+0200'))))],
  ])('refuses %s', (_, attempt) => {
    expect(attempt).toThrow(MalformedError)
  })

  it('place two-digit years from 1950 to 2049, later ones with four digits', () => {
    for (const moment of ['1950-01-01T00:00:00Z', '2049-12-31T23:59:59Z', '2050-01-01T00:00:00Z'].map((text) => new Date(text)))
      expect(readTime(readDocument(der.time(moment)))).toEqual(moment)
    expect([der.time(new Date('2049-12-31T23:59:59Z'))[0], der.time(new Date('2050-01-01T00:00:00Z'))[0]]).toEqual([0x17, 0x18])
  })

  it('sort the members of a SET OF', () => {
    expect(toHex(der.setOf(fromHex('020103'), fromHex('020101')))).toBe('3106020101020103')
  })
})

it('answers any bytes by elements or a MalformedError', () => {
  const walk = (element: Element): void => {
    if ((element.tag & 0x20) !== 0) childrenOf(element).forEach(walk)
  }
  for (const rules of ['DER', 'BER'] as const) {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          walk(readDocument(bytes, { rules }))
        } catch (error) {
          if (!(error instanceof MalformedError)) throw error
        }
      }),
      { numRuns: 2000 },
    )
  }
})
