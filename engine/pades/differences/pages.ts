/** Pages after a signature: they may gain the widgets of new signatures, and where annotations are allowed, annotations. */
import { as, type PdfDictionary } from '../../pdf/index.ts'
import { report, type Comparison } from './comparison.ts'
import { changedKeys, gainedItems } from './equal.ts'

/** What tagging a new widget adds to a page that had no tags; none of it is shown. */
const taggingKeys = new Set(['StructParents', 'Tabs'])

export async function judgePage(comparison: Comparison, number: number, before: PdfDictionary): Promise<void> {
  const { oldView, newView, judged, addedWidgets, certification } = comparison
  const list = as('reference', before.entries.get('Annots'))
  const touched = comparison.candidates.has(number) || (list !== undefined && comparison.candidates.has(list.number))
  if (!touched || judged.has(number)) return
  judged.add(number)
  if (list !== undefined) judged.add(list.number)
  const after = as('dictionary', await newView.fetch(number))
  const keys = after === undefined ? ['Type'] : changedKeys(before, after)
  if (after === undefined || after.ambiguous === true || keys.some((key) => key !== 'Annots' && !(taggingKeys.has(key) && !before.entries.has(key))))
    return report(comparison, 'page', false, { object: number })
  const gained = gainedItems(as('array', await oldView.get(before, 'Annots')), as('array', await newView.get(after, 'Annots')))
  if (gained === undefined || !gained.every((item) => addedWidgets.has(as('reference', item)?.number ?? -1)))
    report(comparison, 'annotation', certification === 3, { object: number })
}
