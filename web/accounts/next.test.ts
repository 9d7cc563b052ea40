import { describe, expect, it } from 'vitest'
import { safeNext } from './next.ts'

describe('where one goes after signing in', () => {
  it('is an address of ours', () => {
    expect(safeNext('/documents?list=done')).toBe('/documents?list=done')
  })
  it('is never somebody else’s', () => {
    for (const elsewhere of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '', null])
      expect(safeNext(elsewhere)).toBeUndefined()
  })
})
