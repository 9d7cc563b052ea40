import { describe, expect, it } from 'vitest'
import { findInPage } from './pdfFind.ts'

describe('finding words in a page', () => {
  it('finds them whatever their letter case, also across the pieces that a page is made of', () => {
    expect(findInPage(['The Sup', 'plier deli', 'vers'], 'supplier', 3)).toEqual([{ page: 3, start: 4, end: 12 }])
  })
  it('does not mind how words are spaced', () => {
    expect(findInPage(['ten', ' ', 'days', 'ten  days'], 'ten days', 1)).toHaveLength(2)
  })
  it('takes the typed characters as they are', () => {
    expect(findInPage(['sum (net) 1.50'], '(net) 1.5', 1)).toHaveLength(1)
    expect(findInPage(['sum net 1x50'], '1.5', 1)).toEqual([])
  })
  it('finds Ukrainian words', () => {
    expect(findInPage(['Договір ПОСТАЧАННЯ'], 'постачання', 1)).toHaveLength(1)
  })
})
