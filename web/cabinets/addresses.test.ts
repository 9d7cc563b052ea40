import { describe, expect, it } from 'vitest'
import { readAddresses } from './addresses.ts'

describe('addresses to invite', () => {
  it('are read however they are pasted, each once', () => {
    expect(readAddresses('a@example.com, B@example.com;\n a@example.com\tc@example.com')).toEqual({
      good: ['a@example.com', 'b@example.com', 'c@example.com'],
      wrong: [],
    })
  })
  it('are read with the names that mail programs put before them', () => {
    expect(readAddresses('Olena Kovalenko <olena@example.com>, "Shevchuk, Andrii" <andrii@example.com>').good).toEqual(
      expect.arrayContaining(['olena@example.com', 'andrii@example.com']),
    )
  })
  it('that cannot be addresses are named, not dropped', () => {
    expect(readAddresses('olena@example, andrii@example.com')).toEqual({ good: ['andrii@example.com'], wrong: ['olena@example'] })
  })
})
