import { describe, expect, it } from 'vitest'
import { keepsPromise, showRow } from './row.ts'

describe('a measurement', () => {
  it('keeps or breaks its promise', () => {
    expect(keepsPromise({ name: 'signatures', value: 10, unit: '/s' })).toBe(true)
    expect(keepsPromise({ name: 'signatures', value: 10, unit: '/s', limit: { value: 11, side: 'at least' } })).toBe(false)
    expect(keepsPromise({ name: 'start', value: 10, unit: 's', limit: { value: 11, side: 'at most' } })).toBe(true)
  })
  it('shows a broken promise', () => {
    expect(showRow({ name: 'start', value: 12, unit: 's', limit: { value: 5, side: 'at most' } })).toContain('12 s  at most 5  BROKEN')
  })
})
