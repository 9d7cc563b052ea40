import { describe, expect, it } from 'vitest'
import { codeTries, decideCode, isTaken, maskedPhone, nextCodeAt, passwordFaults, sessionHolds } from './rules.ts'

const noon = new Date('2026-03-01T12:00:00Z')
const later = (minutes: number): Date => new Date(noon.getTime() + minutes * 60_000)

describe('a password', () => {
  it('needs eight characters, both Latin cases, a digit and a special character', () => {
    expect(passwordFaults('Aa1!')).toEqual(['password.too-short'])
    expect(passwordFaults('AAAAAA1!')).toEqual(['password.no-lower-case'])
    expect(passwordFaults('aaaaaa1!')).toEqual(['password.no-upper-case'])
    expect(passwordFaults('Aaaaaaa!')).toEqual(['password.no-digit'])
    expect(passwordFaults('Aaaaaaa1')).toEqual(['password.no-special'])
    expect(passwordFaults('Кириця1!')).toEqual(['password.no-lower-case', 'password.no-upper-case'])
    expect(passwordFaults('Long enough 1!')).toEqual([])
  })
  it('may not be one that everybody tries first', () => {
    expect(passwordFaults('Password1!')).toEqual(['password.known'])
    expect(passwordFaults('Long enough 1!', () => true)).toEqual(['password.known'])
  })
})

describe('a code by text message', () => {
  const code = { tries: 1, sentAt: noon, expiresAt: later(10), spentAt: null }
  it('opens once, within ten minutes', () => {
    expect(decideCode(code, true, later(9))).toEqual({ kind: 'right' })
    expect(decideCode(code, true, later(10))).toEqual({ kind: 'expired' })
    expect(decideCode({ ...code, spentAt: later(1) }, true, later(2))).toEqual({ kind: 'spent' })
  })
  it('bears five tries, and the right digits are no use after them', () => {
    expect(decideCode({ ...code, tries: 4 }, false, later(1))).toEqual({ kind: 'wrong', triesLeft: 1 })
    expect(decideCode({ ...code, tries: codeTries }, true, later(1))).toEqual({ kind: 'right' })
    expect(decideCode({ ...code, tries: codeTries }, false, later(1))).toEqual({ kind: 'spent' })
    expect(decideCode({ ...code, tries: codeTries + 1 }, true, later(1))).toEqual({ kind: 'spent' })
  })
  it('is followed by another after a minute', () => {
    expect(nextCodeAt(noon)).toEqual(later(1))
  })
})

describe('an address', () => {
  it('is taken by whoever confirmed it, for ever', () => {
    expect(isTaken([{ claimedAt: noon, confirmedAt: noon }], later(60 * 24 * 400))).toBe(true)
  })
  it('is blocked for a day by a claim that nobody confirms', () => {
    expect(isTaken([{ claimedAt: noon, confirmedAt: null }], later(60 * 24 - 1))).toBe(true)
    expect(isTaken([{ claimedAt: noon, confirmedAt: null }], later(60 * 24))).toBe(false)
  })
})

describe('a session', () => {
  const session = { startedAt: noon, seenAt: noon, endedAt: null }
  it('ends after twelve idle hours', () => {
    expect(sessionHolds(session, later(12 * 60 - 1))).toBe(true)
    expect(sessionHolds(session, later(12 * 60))).toBe(false)
  })
  it('ends after thirty days, however busy', () => {
    const days = 30 * 24 * 60
    expect(sessionHolds({ ...session, seenAt: later(days - 1) }, later(days - 1))).toBe(true)
    expect(sessionHolds({ ...session, seenAt: later(days) }, later(days))).toBe(false)
  })
  it('ends when its holder ends it', () => {
    expect(sessionHolds({ ...session, endedAt: later(1) }, later(2))).toBe(false)
  })
})

describe('a phone number shown to a guesser', () => {
  it('hides its middle', () => {
    expect(maskedPhone('+380501234567')).toBe('+380 ••• 4567')
  })
})
