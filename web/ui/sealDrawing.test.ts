import { describe, expect, it } from 'vitest'
import { drawSeal } from './sealDrawing.ts'

const one = '822b33ad87c148a0a20a5ba7cd5ebcaa68d36a18e7aad165554903f52ca82757'
const other = 'f44e64e75f3948e9f73f8dfa94721c4ce8cbb4f265c4790c702b2d41cfbf2753'

describe('the rosette of a certificate', () => {
  it('is the same each time, however the fingerprint is written', () => {
    expect(drawSeal(one)).toEqual(drawSeal(one))
    expect(drawSeal(one.toUpperCase().replace(/(..)(?!$)/g, '$1:'))).toEqual(drawSeal(one))
  })
  it('differs between two certificates', () => {
    expect(drawSeal(one).outer).not.toEqual(drawSeal(other).outer)
  })
  it('differs when any of its seven bytes does', () => {
    const drawn = Array.from({ length: 7 }, (_, place) => {
      const bytes = one.match(/../g)?.map((byte, index) => (index === place ? (Number.parseInt(byte, 16) ^ 0x5b).toString(16).padStart(2, '0') : byte))
      return JSON.stringify(drawSeal(bytes?.join('') ?? ''))
    })
    expect(new Set([JSON.stringify(drawSeal(one)), ...drawn]).size).toBe(8)
  })
  it('stays inside its ring', () => {
    const { size, ring, outer, inner } = drawSeal(other)
    const points = [...outer, ...inner].flatMap((path) =>
      [...path.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => Math.hypot(Number(x) - size / 2, Number(y) - size / 2)),
    )
    expect(points.length).toBeGreaterThan(1000)
    expect(Math.max(...points)).toBeLessThan(ring)
  })
  it('is refused for something that is no fingerprint', () => {
    expect(() => drawSeal('seal')).toThrow(RangeError)
  })
})
