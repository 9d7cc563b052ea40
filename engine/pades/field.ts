/**
 * Gives a signature its field (ISO 32000-1 §12.7.4.5): an empty one of that name, or a new invisible one on the first page,
 * with the form and the page brought up to date in whichever way they stand in the file, direct or indirect.
 */
import { MalformedError, MisuseError } from '../errors.ts'
import {
  array,
  as,
  dictionary,
  firstPage,
  integerOf,
  name,
  readCatalog,
  readFields,
  textString,
  withEntries,
  type PdfArray,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  type PdfUpdate,
  type PdfView,
} from '../pdf/index.ts'

/** Print and Locked (Table 165): as PAdES and every reader expects of an invisible signature. */
const widgetFlags = 132
/** SignaturesExist and AppendOnly (Table 219). */
const signatureFlags = 3

/** Returns the /Lock of the field, if it has one: the signature must then say the same. */
export async function giveField(
  view: PdfView,
  update: PdfUpdate,
  signature: PdfReference,
  fieldName: string | undefined,
  base = 'Signature',
): Promise<PdfDictionary | undefined> {
  const fields = await readFields(view)
  const existing = fieldName === undefined ? undefined : fields.find((field) => field.name === fieldName)
  if (existing !== undefined) {
    if (existing.type !== 'Sig' || existing.reference === undefined || (await view.resolve(existing.value)) !== null)
      throw new MisuseError(`"${fieldName}" is no empty signature field`)
    update.put(existing.reference, withEntries(existing.dictionary, { V: signature }))
    await updateForm(view, update, undefined)
    return as('dictionary', await view.get(existing.dictionary, 'Lock'))
  }
  if (fieldName !== undefined && (fieldName === '' || fieldName.includes('.'))) throw new MisuseError('a field name is neither empty nor has dots')
  const names = new Set(fields.map((field) => field.name.split('.')[0]))
  const page = await firstPage(view)
  if (page === undefined) throw new MalformedError('a PDF without a page')
  const widget = update.add(
    dictionary({
      Type: name('Annot'),
      Subtype: name('Widget'),
      FT: name('Sig'),
      T: textString(fieldName ?? freeName(names, base)),
      V: signature,
      Rect: array(0, 0, 0, 0),
      F: widgetFlags,
      P: page.reference,
    }),
  )
  await appendTo(view, update, page.dictionary, 'Annots', widget, (changed) => update.put(page.reference, changed))
  await updateForm(view, update, widget)
  return undefined
}

function freeName(names: ReadonlySet<string | undefined>, base: string): string {
  for (let n = 1; ; n++) if (!names.has(`${base}${n}`)) return `${base}${n}`
}

async function updateForm(view: PdfView, update: PdfUpdate, field: PdfReference | undefined): Promise<void> {
  const catalog = await readCatalog(view)
  if (catalog === undefined) throw new MalformedError('a PDF without a catalog')
  const formReference = as('reference', catalog.dictionary.entries.get('AcroForm'))
  const found = as('dictionary', await view.resolve(catalog.dictionary.entries.get('AcroForm')))
  const flags = (integerOf(await view.get(found, 'SigFlags')) ?? 0) | signatureFlags
  const form = withEntries(found ?? dictionary({ Fields: array() }), { SigFlags: flags })
  const save = async (changed: PdfDictionary): Promise<void> => {
    if (found !== undefined && formReference !== undefined) return update.put(formReference, changed)
    // Another part of this update may have changed the catalog already.
    const current = as('dictionary', await update.current(catalog.reference)) ?? catalog.dictionary
    update.put(catalog.reference, withEntries(current, { AcroForm: found === undefined ? update.add(changed) : changed }))
  }
  if (field === undefined) await save(form)
  else if (!(await appendTo(view, update, form, 'Fields', field, save))) await save(form)
}

/** Adds to the array under `key`: in the array's own object if it has one, else by changing its holder. True if the holder was saved. */
async function appendTo(
  view: PdfView,
  update: PdfUpdate,
  holder: PdfDictionary,
  key: string,
  item: PdfReference,
  saveHolder: (holder: PdfDictionary) => void | Promise<void>,
): Promise<boolean> {
  const present: PdfObject | undefined = holder.entries.get(key)
  const list: PdfArray | undefined = as('array', await view.resolve(present))
  const longer = array(...(list?.items ?? []), item)
  const indirect = as('reference', present)
  if (list !== undefined && indirect !== undefined) {
    update.put(indirect, longer)
    return false
  }
  await saveHolder(withEntries(holder, { [key]: longer }))
  return true
}
