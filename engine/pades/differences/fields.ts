/** Form fields after a signature: signed, filled in, added. A signed field stays as it is for ever. */
import { as, locks, nameOf, type FormField, type PdfDictionary, type PdfView } from '../../pdf/index.ts'
import { typeOf } from './candidates.ts'
import { report, type Comparison } from './comparison.ts'
import { changedKeys } from './equal.ts'

/** What signing or filling in a field touches in its dictionary and its widgets. */
const fillKeys = new Set(['V', 'AP', 'AS', 'I', 'RV', 'M', 'DA'])
/** Signing may also lock the widget (/F). */
const signKeys = new Set(['V', 'AP', 'AS', 'M', 'F'])

export async function judgeFields(comparison: Comparison): Promise<void> {
  const { oldFields, newFields, judged, addedWidgets } = comparison
  const current = new Map(newFields.map((field) => [field.reference?.number, field]))
  const former = new Set(oldFields.map((field) => field.reference?.number))
  for (const field of newFields) if (!former.has(field.reference?.number)) await judgeAddedField(comparison, field)
  for (const field of oldFields) {
    const number = field.reference?.number
    if (number === undefined) continue
    judged.add(number)
    const now = current.get(number)
    if (now === undefined || now.name !== field.name || now.type !== field.type) report(comparison, 'form', false, { object: number, field: field.name })
    else await judgeField(comparison, field, now)
  }
  for (const number of addedWidgets) judged.add(number)
}

async function judgeField(comparison: Comparison, before: FormField, after: FormField): Promise<void> {
  const keys = new Set(changedKeys(before.dictionary, after.dictionary))
  const widgets = await widgetsOf(comparison.oldView, before.dictionary)
  for (const { number, dictionary } of widgets) {
    comparison.judged.add(number)
    const now = as('dictionary', await comparison.newView.fetch(number))
    if (now === undefined) keys.add('Kids')
    else for (const key of changedKeys(dictionary, now)) keys.add(key)
  }
  if (keys.size === 0) return
  const object = before.reference?.number
  const where = { object, field: before.name }
  const ambiguous = after.dictionary.ambiguous === true && before.dictionary.ambiguous !== true
  if (ambiguous || [...keys].some((key) => !(before.type === 'Sig' ? signKeys : fillKeys).has(key))) return report(comparison, 'form', false, where)
  const signed = before.type === 'Sig' && (await comparison.oldView.resolve(before.value)) !== null
  if (signed) return report(comparison, 'form', false, where)
  const locked = comparison.locks.some((lock) => locks(lock, before.name))
  if (before.type === 'Sig') {
    // Some forms list a field that no page shows yet; signing brings its widget to the page.
    if (object !== undefined) comparison.addedWidgets.add(object)
    const isTimestamp = typeOf(await comparison.newView.resolve(after.value)) === 'DocTimeStamp'
    return report(comparison, isTimestamp ? 'document-timestamp' : 'signature', isTimestamp || (comparison.certification !== 1 && !locked), where)
  }
  report(comparison, 'form-field-filled', mayFill(comparison, before), where)
}

export function mayFill(comparison: Comparison, field: FormField): boolean {
  return comparison.certification !== 1 && !comparison.locks.some((lock) => locks(lock, field.name))
}

/**
 * A new field must be a signature's. On a certified document it may not show anything, unless annotations are allowed:
 * a visible one can cover what was certified (the "sneaky signature" of 2021).
 */
async function judgeAddedField(comparison: Comparison, field: FormField): Promise<void> {
  const { newView, certification, addedWidgets } = comparison
  const object = field.reference?.number
  const where = { object, field: field.name }
  if (field.type !== 'Sig' || object === undefined) return report(comparison, 'form', false, where)
  const widgets = [{ number: object, dictionary: field.dictionary }, ...(await widgetsOf(newView, field.dictionary))]
  for (const { number } of widgets) if (comparison.candidates.get(number)?.before === null) addedWidgets.add(number)
  const visible = (await Promise.all(widgets.map(({ dictionary }) => showsSomething(newView, dictionary)))).some(Boolean)
  const hidden = !visible || certification === undefined || certification === 3
  const value = await newView.resolve(field.value)
  if (typeOf(value) === 'DocTimeStamp' && nameOf(await newView.get(as('dictionary', value), 'SubFilter')) === 'ETSI.RFC3161')
    return report(comparison, 'document-timestamp', hidden, where)
  report(comparison, value === null ? 'signature-field-added' : 'signature', hidden && certification !== 1, where)
}

/** Kids without a name are widgets of the field. */
export async function widgetsOf(view: PdfView, field: PdfDictionary): Promise<{ number: number; dictionary: PdfDictionary }[]> {
  const widgets: { number: number; dictionary: PdfDictionary }[] = []
  for (const kid of as('array', await view.get(field, 'Kids'))?.items ?? []) {
    const target = as('reference', kid)
    const dictionary = as('dictionary', await view.resolve(kid))
    if (target !== undefined && dictionary !== undefined && !dictionary.entries.has('T')) widgets.push({ number: target.number, dictionary })
  }
  return widgets
}

async function showsSomething(view: PdfView, widget: PdfDictionary): Promise<boolean> {
  const rectangle = as('array', await view.get(widget, 'Rect'))?.items ?? []
  const [left, bottom, right, top] = await Promise.all(rectangle.map((item) => view.resolve(item)))
  return widget.entries.has('AP') && !(left === right || bottom === top)
}
