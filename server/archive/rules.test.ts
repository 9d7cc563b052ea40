import { describe, expect, it } from 'vitest'
import { documentFileName, signatureFileName } from './rules.ts'

describe('names in the archive', () => {
  it('keep the document’s own, without what a shell would act upon', () => {
    expect(documentFileName('Договір № 14.pdf')).toBe('Договір № 14.pdf')
    expect(documentFileName('x$(rm -rf ~)`id`".pdf')).toBe('x-(rm -rf ~)-id--.pdf')
    expect(documentFileName('-out.pdf')).toBe('out.pdf')
    expect(documentFileName('README.txt')).toBe('document-README.txt')
  })
  it('number the signatures and keep the surname', () => {
    expect(signatureFileName(0, { name: "Об'єднаний Петро" })).toBe("01-Об'єднаний")
    expect(signatureFileName(11, { name: '../../etc' })).toBe('12-etc')
    expect(signatureFileName(1, { name: '…' })).toBe('02-signature')
  })
})
