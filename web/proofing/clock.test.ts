import { describe, expect, it } from 'vitest'
import { urgencyOf, waited } from './clock.ts'

const now = new Date('2026-03-02T12:00:00Z')

describe('the clock of an application', () => {
  it('counts hours and minutes since it was sent, and never backwards', () => {
    expect(waited('2026-03-02T11:48:00Z', now)).toBe('0:12')
    expect(waited('2026-03-01T13:12:00Z', now)).toBe('22:48')
    expect(waited('2026-03-02T12:00:09Z', now)).toBe('0:00')
  })
  it('presses in the last two hours, and is late at the ceiling', () => {
    expect(urgencyOf('2026-03-02T14:00:01Z', now)).toEqual({ kind: 'calm' })
    expect(urgencyOf('2026-03-02T13:12:00Z', now)).toEqual({ kind: 'soon', minutes: 72 })
    expect(urgencyOf('2026-03-02T12:00:00Z', now)).toEqual({ kind: 'late' })
  })
})
