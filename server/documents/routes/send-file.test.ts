import { describe, expect, it } from 'vitest'
import { disposition, rangeOf } from './send-file.ts'

describe('the range that is asked for', () => {
  it.each([
    [undefined, { start: 0, end: 100 }],
    ['bytes=0-', { start: 0, end: 100 }],
    ['bytes=10-19', { start: 10, end: 20 }],
    ['bytes=90-500', { start: 90, end: 100 }],
    ['bytes=-5', { start: 95, end: 100 }],
    ['bytes=-500', { start: 0, end: 100 }],
    ['bytes=1-2,4-5', { start: 0, end: 100 }],
    ['lines=1-2', { start: 0, end: 100 }],
    ['bytes=100-', undefined],
    ['bytes=20-10', undefined],
  ])('%s', (header, range) => {
    expect(rangeOf(header, 100)).toEqual(range)
  })
})

describe('a name in a header', () => {
  it('cannot break out of it and is exact for readers of today', () => {
    expect(disposition('attachment', 'a"b\\c%\r\nїж.pdf')).toBe(`attachment; filename="a_b_c_____.pdf"; filename*=UTF-8''a%22b%5Cc%25%0D%0A%D1%97%D0%B6.pdf`)
    expect(disposition('inline', "it's (1).pdf")).toBe(`inline; filename="it's (1).pdf"; filename*=UTF-8''it%27s%20%281%29.pdf`)
  })
})
