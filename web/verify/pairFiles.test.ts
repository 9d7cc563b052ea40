import { describe, expect, it } from 'vitest'
import { pairFiles } from './pairFiles.ts'

const file = (name: string) => ({ name })
const paired = (...names: string[]) => pairFiles(names.map(file)).map(({ input, content }) => [input.name, content?.name])

describe('which files belong together', () => {
  it('checks a PDF or an archive by itself', () => {
    expect(paired('contract.pdf', 'archive.zip')).toEqual([
      ['contract.pdf', undefined],
      ['archive.zip', undefined],
    ])
  })
  it('puts a signature with the document that it names', () => {
    expect(paired('b.docx', 'a.docx', 'a.docx.p7s', 'B.p7s')).toEqual([
      ['a.docx.p7s', 'a.docx'],
      ['B.p7s', 'b.docx'],
    ])
  })
  it('takes the only document for all signatures beside it', () => {
    expect(paired('signature-1.p7s', 'contract.pdf', 'signature-2.p7s')).toEqual([
      ['signature-1.p7s', 'contract.pdf'],
      ['signature-2.p7s', 'contract.pdf'],
    ])
  })
  it('leaves a signature alone when two documents could be meant', () => {
    expect(paired('x.p7s', 'a.pdf', 'b.pdf')).toEqual([
      ['x.p7s', undefined],
      ['a.pdf', undefined],
      ['b.pdf', undefined],
    ])
  })
})
