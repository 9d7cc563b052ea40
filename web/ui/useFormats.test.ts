import { describe, expect, it } from 'vitest'
import { formats } from './useFormats.ts'

describe('formats of a language', () => {
  const now = new Date('2026-03-12T08:02:17Z')
  it('writes a moment with its zone where evidence needs it', () => {
    expect(formats('en-GB', 'Europe/Kyiv').exact(now)).toBe('12 March 2026 at 10:02:17 EET')
    expect(formats('uk', 'Europe/Kyiv').dateTime(now)).toContain('12 березня 2026')
  })
  it('tells how far away a moment is', () => {
    expect(formats('en').relative('2026-03-24T09:00:00Z', now)).toBe('in 12 days')
    expect(formats('en').relative('2026-03-12T08:00:00Z', now)).toBe('2 minutes ago')
  })
  it('writes sizes', () => {
    expect(formats('en').bytes(1_408_211)).toBe('1.4 MB')
    expect(formats('en').bytes(0)).toBe('0 bytes')
  })
})
