/** The catalog, the trailer and the form as a whole: what may join them after a signature. */
import { as, dictionary, readCatalog, type PdfArray, type PdfDictionary, type PdfObject, type PdfView } from '../../pdf/index.ts'
import { report, type Comparison } from './comparison.ts'
import { changedKeys, sameObject } from './equal.ts'

export async function judgeCatalog(comparison: Comparison): Promise<void> {
  const { oldView, newView, judged } = comparison
  for (const key of ['Root', 'Encrypt'])
    if (!sameObject(oldView.trailer.entries.get(key), newView.trailer.entries.get(key))) report(comparison, 'trailer', false)
  const [before, after] = [await readCatalog(oldView), await readCatalog(newView)]
  if (before === undefined || after === undefined) return report(comparison, 'unreadable', false)
  judged.add(before.reference.number)
  if (after.dictionary.ambiguous === true && before.dictionary.ambiguous !== true) report(comparison, 'catalog', false, { object: after.reference.number })
  for (const key of changedKeys(before.dictionary, after.dictionary)) {
    if (key === 'DSS') report(comparison, 'validation-data', true)
    else if (key === 'Metadata' || key === 'Version') report(comparison, 'metadata', true)
    else if (key !== 'AcroForm' && key !== 'Extensions') report(comparison, 'catalog', false, { object: after.reference.number })
  }
  await judgeForm(comparison, before.dictionary, after.dictionary)
}

async function judgeForm(comparison: Comparison, oldCatalog: PdfDictionary, newCatalog: PdfDictionary): Promise<void> {
  const { oldView, newView, judged } = comparison
  const place = as('reference', oldCatalog.entries.get('AcroForm'))
  if (place !== undefined) judged.add(place.number)
  const before = as('dictionary', await oldView.get(oldCatalog, 'AcroForm'))
  const after = as('dictionary', await newView.get(newCatalog, 'AcroForm'))
  if (before !== undefined && after === undefined) return report(comparison, 'form', false, { object: place?.number })
  if (after === undefined) return
  if (after.ambiguous === true && before?.ambiguous !== true) report(comparison, 'form', false)
  await judgeFieldList(comparison, before, after)
  for (const key of changedKeys(before ?? dictionary({}), after)) {
    // A form that is new has no fields to dress up yet: its resources and defaults harm nobody.
    const harmless = before === undefined && (key === 'DR' || key === 'DA')
    if (key === 'Fields' || key === 'SigFlags' || harmless) continue
    if (key === 'NeedAppearances' && (await newView.get(after, key)) !== true) continue
    if (key === 'DR' && comparison.certification !== 1 && (await keepsResources(oldView, before, newView, after))) continue
    report(comparison, 'form', false, { object: place?.number })
  }
}

async function judgeFieldList(comparison: Comparison, before: PdfDictionary | undefined, after: PdfDictionary): Promise<void> {
  const { oldView, newView, judged, addedWidgets } = comparison
  const place = as('reference', before?.entries.get('Fields'))
  if (place !== undefined) judged.add(place.number)
  const [oldList, newList] = [as('array', await oldView.get(before, 'Fields')), as('array', await newView.get(after, 'Fields'))]
  const gained = gainedItems(oldList, newList)
  if (gained === undefined || !gained.every((item) => addedWidgets.has(as('reference', item)?.number ?? -1)))
    report(comparison, 'form', false, { object: place?.number })
}

/** What the new list has beyond the old, which must be there whole and in order; undefined if it is not. */
export function gainedItems(before: PdfArray | undefined, after: PdfArray | undefined): PdfObject[] | undefined {
  const old = before?.items ?? []
  const gained: PdfObject[] = []
  let next = 0
  for (const item of after?.items ?? []) {
    if (next < old.length && sameObject(old[next], item)) next += 1
    else gained.push(item)
  }
  return next === old.length ? gained : undefined
}

/** Filling in a form may bring fonts along; it may not change those that are there. */
async function keepsResources(oldView: PdfView, before: PdfDictionary | undefined, newView: PdfView, after: PdfDictionary): Promise<boolean> {
  const [old, current] = [as('dictionary', await oldView.get(before, 'DR')), as('dictionary', await newView.get(after, 'DR'))]
  for (const [category, value] of old?.entries ?? []) {
    const [had, has] = [as('dictionary', await oldView.resolve(value)), as('dictionary', await newView.get(current, category))]
    if (
      had === undefined
        ? !sameObject(value, current?.entries.get(category))
        : [...had.entries].some(([key, resource]) => !sameObject(resource, has?.entries.get(key)))
    )
      return false
  }
  return true
}
