import { describe, expect, it } from 'vitest'
import { formatVoucherCode, normaliseVoucherCode, voucherCodeFrom } from './rules.ts'

describe('a voucher code', () => {
  const code = voucherCodeFrom(new Uint8Array(32).map((_, index) => index * 7))

  it('is found again however it was typed', () => {
    expect(normaliseVoucherCode(` ${formatVoucherCode(code).toLowerCase()} `)).toBe(code)
  })

  it('never holds a letter that looks like a digit', () => {
    const many = Array.from({ length: 16 }, (_, start) => voucherCodeFrom(new Uint8Array(16).map((__, index) => start * 16 + index))).join('')
    expect(many).not.toMatch(/[01ILO]/)
  })

  it('is refused when too short or with a foreign letter', () => {
    expect(normaliseVoucherCode(code.slice(1))).toBeUndefined()
    expect(normaliseVoucherCode(`${code.slice(1)}0`)).toBeUndefined()
  })
})
