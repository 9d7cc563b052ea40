import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalDigest, canonicalJson, type Json } from './canonical.ts'

describe('canonical JSON', () => {
  it('sorts names by UTF-16 code units, at every depth (RFC 8785 §3.2.3)', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u00f6': 6, a: { z: [], b: null } }
    expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"a":{"b":null,"z":[]},"\u00f6":6,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}')
  })

  it('leaves out what is undefined, and refuses fractions, infinities and lone surrogates', () => {
    expect(canonicalJson({ a: undefined, b: true })).toBe('{"b":true}')
    for (const value of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '\ud800']) expect(() => canonicalJson(value)).toThrow(TypeError)
  })

  it('does not depend on the order in which members were written, and reads back as it was', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean())), (value) => {
        const reversed: Json = Object.fromEntries(Object.entries(value).toReversed())
        expect(canonicalDigest(reversed)).toBe(canonicalDigest(value))
        expect(JSON.parse(canonicalJson(value))).toEqual({ ...value })
      }),
    )
  })
})
