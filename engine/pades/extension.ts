/** Says in the catalog that the file uses what PAdES adds to PDF 1.7 (EN 319 142-1 §5.5, ISO 32000-1 §7.12). PDF 2.0 has it all. */
import { as, dictionary, integerOf, name, nameOf, readCatalog, withEntries, type PdfUpdate, type PdfView } from '../pdf/index.ts'

const extensionLevel = 2

export async function declareExtension(view: PdfView, update: PdfUpdate): Promise<void> {
  const catalog = await readCatalog(view)
  if (catalog === undefined) return
  const current = as('dictionary', await update.current(catalog.reference)) ?? catalog.dictionary
  if (nameOf(await view.get(current, 'Version'))?.startsWith('2.') === true || (await headerVersion(view)).startsWith('2.')) return
  const extensions = as('dictionary', await view.get(current, 'Extensions'))
  const declared = as('dictionary', await view.get(extensions, 'ESIC'))
  if ((integerOf(await view.get(declared, 'ExtensionLevel')) ?? 0) >= extensionLevel) return
  const ours = dictionary({ BaseVersion: name('1.7'), ExtensionLevel: extensionLevel })
  // Extensions and what is in it must be direct objects (§7.12.2); in files where they are not, direct ones take their place.
  update.put(catalog.reference, withEntries(current, { Extensions: withEntries(extensions ?? dictionary({}), { ESIC: ours }) }))
}

async function headerVersion(view: PdfView): Promise<string> {
  const head = await view.source.read(0, Math.min(16, view.source.size))
  return String.fromCharCode(...head.subarray(5, 8))
}
