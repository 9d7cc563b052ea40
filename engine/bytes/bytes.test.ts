import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareBytes, concatBytes, equalBytes, fromBase64, fromHex, latin1, toBase64, toHex } from './index.ts'

const bytes = fc.uint8Array({ maxLength: 300 })

describe('bytes', () => {
  it('survive hexadecimal and base64', () => {
    fc.assert(fc.property(bytes, (value) => equalBytes(fromHex(toHex(value)), value) && equalBytes(fromBase64(toBase64(value)), value)))
  })

  it('are spelt in base64 by the megabyte', () => {
    expect(toBase64(new Uint8Array(3 << 20))).toHaveLength(4 << 20)
    expect(latin1(new Uint8Array(1 << 20))).toHaveLength(1 << 20)
  })

  it('are read from either base64 alphabet, broken into lines or not', () => {
    expect(toHex(fromBase64('-_\n8'))).toBe('fbff')
    expect(toHex(fromBase64('+/8='))).toBe('fbff')
    expect(() => fromBase64('not base64!')).toThrow('not base64')
    expect(() => fromHex('0g')).toThrow('not hexadecimal')
    expect(() => fromHex('abc')).toThrow('not hexadecimal')
  })

  it('are ordered octet by octet, a prefix first', () => {
    fc.assert(
      fc.property(
        bytes,
        bytes,
        (left, right) => Math.sign(compareBytes(left, right)) === Math.sign(toHex(left) < toHex(right) ? -1 : toHex(left) > toHex(right) ? 1 : 0),
      ),
    )
    fc.assert(fc.property(bytes, bytes, (left, right) => compareBytes(left, concatBytes(left, right)) <= 0))
  })
})
