/** The catalog, the trailer and the form as a whole: what may join them after a signature. */
import { as, dictionary, readCatalog, type PdfDictionary } from '../../pdf/index.ts'
import { report, type Comparison } from './comparison.ts'
import { changedKeys, gainedItems, sameObject } from './equal.ts'
import { hadNoTags } from './structure.ts'

export async function judgeCatalog(comparison: Comparison): Promise<void> {
  const { oldView, newView, judged } = comparison
  // The catalog may move to another number: it is compared key by key wherever it stands.
  if (!sameObject(oldView.trailer.entries.get('Encrypt'), newView.trailer.entries.get('Encrypt'))) report(comparison, 'trailer', false)
  const [before, after] = [await readCatalog(oldView), await readCatalog(newView)]
  if (before === undefined || after === undefined) return report(comparison, 'unreadable', false)
  judged.add(before.reference.number)
  if (after.dictionary.ambiguous === true && before.dictionary.ambiguous !== true) report(comparison, 'catalog', false, { object: after.reference.number })
  for (const key of changedKeys(before.dictionary, after.dictionary)) {
    if (key === 'DSS') report(comparison, 'validation-data', true)
    else if (key === 'Metadata' || key === 'Version') report(comparison, 'metadata', true)
    else if (key === 'MarkInfo' && !before.dictionary.entries.has(key)) report(comparison, 'metadata', true)
    else if (key === 'StructTreeRoot' && (await hadNoTags(oldView, before.dictionary.entries.get(key)))) report(comparison, 'metadata', true)
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
    if (key === 'Fields' || key === 'SigFlags') continue
    if (key === 'NeedAppearances' && (await newView.get(after, key)) !== true) continue
    if (key === 'DA' && before?.entries.has(key) !== true) continue
    if (key === 'DR') continue
    report(comparison, 'form', false, { object: place?.number })
  }
  await judgeResources(comparison, before, after)
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

/**
 * Filling in a form or signing it may bring fonts along; it may not change those that are there.
 * /XObject among them is passed over: default appearance strings name fonts and nothing else (§12.7.3.3).
 */
async function judgeResources(comparison: Comparison, before: PdfDictionary | undefined, after: PdfDictionary): Promise<void> {
  const { oldView, newView, judged } = comparison
  const place = as('reference', before?.entries.get('DR'))
  const [old, current] = [as('dictionary', await oldView.get(before, 'DR')), as('dictionary', await newView.get(after, 'DR'))]
  for (const [category, value] of old?.entries ?? []) {
    if (category === 'XObject') continue
    const [had, has] = [as('dictionary', await oldView.resolve(value)), as('dictionary', await newView.get(current, category))]
    const kept =
      had === undefined
        ? sameObject(value, current?.entries.get(category))
        : [...had.entries].every(([key, resource]) => sameObject(resource, has?.entries.get(key)))
    if (!kept) return report(comparison, 'form', false, { object: place?.number })
  }
  if (place !== undefined) judged.add(place.number)
}
