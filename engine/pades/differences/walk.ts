/**
 * Walks the document as it was signed and finds what may not change: all that is reachable from the catalog,
 * except along the edges that later revisions may redirect. References that led nowhere count too: supplying their target changes what is shown.
 */
import { as, nameOf, readCatalog, type PdfDictionary, type PdfObject } from '../../pdf/index.ts'
import type { Comparison } from './comparison.ts'
import { mayFill, widgetsOf } from './fields.ts'
import { judgePage } from './pages.ts'

export type Reach = {
  /** Numbers that what was signed depends on. */
  readonly protectedNumbers: ReadonlySet<number>
  /** Numbers reached only through values and appearances of fields that may be filled in. */
  readonly fillable: ReadonlySet<number>
  readonly validationData: ReadonlySet<number>
}

const notRoots = new Set(['Root', 'Info', 'Prev', 'XRefStm', 'Size', 'Length', 'Filter', 'DecodeParms'])

export async function walkSigned(comparison: Comparison): Promise<Reach> {
  const { oldView } = comparison
  const catalog = await readCatalog(oldView)
  const skipped = new Map<number, ReadonlySet<string>>()
  if (catalog !== undefined) skipped.set(catalog.reference.number, new Set(['DSS', 'Metadata', 'Extensions']))
  const fillableRoots: PdfObject[] = []
  for (const field of comparison.oldFields) {
    const empty = field.type === 'Sig' && (await oldView.resolve(field.value)) === null
    if (field.reference === undefined || !(empty || (field.type !== 'Sig' && mayFill(comparison, field)))) continue
    for (const { number, dictionary } of [{ number: field.reference.number, dictionary: field.dictionary }, ...(await widgetsOf(oldView, field.dictionary))]) {
      skipped.set(number, new Set(['V', 'AP', 'RV']))
      for (const key of ['V', 'AP', 'RV']) fillableRoots.push(dictionary.entries.get(key) ?? null)
    }
  }
  const protectedNumbers = await reach(comparison, [catalog?.reference ?? null], skipped)
  // Whatever else a trailer names may be shown by somebody. Writers copy such entries along when they lead nowhere, so only what is there counts.
  const roots = [...oldView.trailer.entries].filter(([key]) => !notRoots.has(key)).map(([, value]) => value)
  for (const number of await reach(comparison, roots, skipped, protectedNumbers))
    if (comparison.candidates.get(number)?.before !== null) protectedNumbers.add(number)
  const fillable = await reach(comparison, fillableRoots, skipped, protectedNumbers)
  const validationData = await reach(
    comparison,
    ['DSS', 'Metadata', 'Extensions'].map((key) => catalog?.dictionary.entries.get(key) ?? null),
    skipped,
    protectedNumbers,
  )
  return { protectedNumbers, fillable, validationData }
}

async function reach(
  comparison: Comparison,
  roots: readonly PdfObject[],
  skipped: ReadonlyMap<number, ReadonlySet<string>>,
  stopAt?: ReadonlySet<number>,
): Promise<Set<number>> {
  const reached = new Set<number>()
  const waiting: number[] = []
  const visit = (number: number): void => {
    if (reached.has(number) || stopAt?.has(number) === true) return
    reached.add(number)
    waiting.push(number)
  }
  for (const root of roots) gather(root, undefined, visit)
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    const object = await comparison.oldView.fetch(number)
    const dictionary = as('dictionary', object)
    if (dictionary !== undefined && nameOf(dictionary.entries.get('Type')) === 'Page') await judgePage(comparison, number, dictionary)
    gather(object, skipped.get(number), visit)
  }
  return reached
}

/** Depth is bounded by the parser. */
function gather(object: PdfObject, except: ReadonlySet<string> | undefined, visit: (number: number) => void): void {
  if (typeof object !== 'object' || object === null) return
  if (object.kind === 'reference') visit(object.number)
  else if (object.kind === 'array') for (const item of object.items) gather(item, undefined, visit)
  else if (object.kind === 'dictionary') gatherEntries(object, except, visit)
  else if (object.kind === 'stream') gatherEntries(object.dictionary, except, visit)
}

function gatherEntries(dictionary: PdfDictionary, except: ReadonlySet<string> | undefined, visit: (number: number) => void): void {
  for (const [key, value] of dictionary.entries) if (except?.has(key) !== true) gather(value, undefined, visit)
}
