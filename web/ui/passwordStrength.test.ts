import { describe, expect, it } from 'vitest'
import { passwordStrength } from './passwordStrength.ts'

describe('the strength of a password', () => {
  it('names every rule that is not met', () => {
    expect(passwordStrength('').unmet).toEqual(['length', 'upper', 'lower', 'digit', 'special'])
    expect(passwordStrength('winter').unmet).toEqual(['length', 'upper', 'digit', 'special'])
    expect(passwordStrength('Winter2026').unmet).toEqual(['special'])
    expect(passwordStrength('Winter-2026').unmet).toEqual([])
  })
  it('counts only Latin letters as capital and small', () => {
    expect(passwordStrength('Пароль-2026').unmet).toEqual(['upper', 'lower'])
  })
  it('does not take a space for a special character', () => {
    expect(passwordStrength('Winter 2026').unmet).toEqual(['special'])
  })
  it('counts an emoji as one character', () => {
    expect(passwordStrength('Aa1!🔑🔑').unmet).toEqual(['length'])
  })
  it('calls a short one fair and a long, varied one strong', () => {
    expect(passwordStrength('Aa1!aaaa').level).toBe('fair')
    expect(passwordStrength('correct-Horse7-battery').level).toBe('strong')
  })
  it('is not impressed by a row of the same character', () => {
    expect(passwordStrength('Aa1!aaaaaaaaaaaaaaaaaaaaaaaa').level).toBe('fair')
  })
})
