/** Every object that later revisions speak of and that is not what it was. */
import { nameOf, dictionaryOf, numbersIn, type PdfObject, type PdfView, type XrefSection } from '../../pdf/index.ts'
import { sameContent } from './equal.ts'

export type Candidate = { readonly number: number; readonly before: PdfObject; readonly after: PdfObject }

export async function findCandidates(oldView: PdfView, newView: PdfView, newer: readonly XrefSection[]): Promise<Map<number, Candidate>> {
  const candidates = new Map<number, Candidate>()
  const seen = new Set<number>()
  for (const section of newer) {
    for (const number of numbersIn(section)) {
      if (seen.has(number)) continue
      seen.add(number)
      const [was, is] = [oldView.entry(number), newView.entry(number)]
      if (was?.kind === is?.kind && was?.first === is?.first && was?.second === is?.second) continue
      const held = await oldView.fetch(number)
      // A number that a cross-reference stream had is not part of the document: some writers use it again.
      const before = typeOf(held) === 'XRef' ? null : held
      const after = await newView.fetch(number)
      if (before === null && after === null) continue
      if (!(await sameContent(oldView, before, newView, after))) candidates.set(number, { number, before, after })
    }
  }
  return candidates
}

export function typeOf(object: PdfObject): string | undefined {
  return nameOf(dictionaryOf(object)?.entries.get('Type'))
}
