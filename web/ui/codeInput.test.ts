import { describe, expect, it } from 'vitest'
import { readCode } from './codeInput.ts'

describe('reading a one-time code', () => {
  it.each([
    ['123456', '123456'],
    ['123 456', '123456'],
    ['12-34-56', '123456'],
    ['1 2 3 4 5 6', '123456'],
    ['123\u00a0456', '123456'],
    ['Your Countersign code is 482913. It is good for 5 minutes.', '482913'],
    ['Код: 482 913', '482913'],
    ['1234567', '123456'],
    ['12', '12'],
    ['', ''],
    ['abc', ''],
  ])('takes %j as %j', (typed, code) => {
    expect(readCode(typed, 6)).toBe(code)
  })
})
