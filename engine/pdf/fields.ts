/** Interactive form fields (ISO 32000-1 §12.7.3), walked from the catalog. Budget: 100,000 nodes, depth 64, no node twice. */
import { MalformedError } from '../errors.ts'
import { as, nameOf, textOf, type PdfDictionary, type PdfObject, type PdfReference } from './objects.ts'
import { readCatalog } from './pages.ts'
import type { PdfView } from './view.ts'

export type FormField = {
  /** Absent for a field that stands inside its parent, which is against §12.7.3.1. */
  readonly reference: PdfReference | undefined
  readonly dictionary: PdfDictionary
  /** Fully qualified (§12.7.3.2). */
  readonly name: string
  /** /FT, its own or inherited. */
  readonly type: string | undefined
  /** /V, its own or inherited, unresolved. */
  readonly value: PdfObject | undefined
}

const maximumNodes = 100_000
const maximumDepth = 64

type Node = {
  readonly object: PdfObject
  readonly prefix: string
  readonly type: string | undefined
  readonly value: PdfObject | undefined
  readonly depth: number
}

/** Terminal fields, in document order. */
export async function readFields(view: PdfView): Promise<FormField[]> {
  const form = as('dictionary', await view.get((await readCatalog(view))?.dictionary, 'AcroForm'))
  const roots = as('array', await view.get(form, 'Fields'))?.items ?? []
  const waiting: Node[] = roots.map((object): Node => ({ object, prefix: '', type: undefined, value: undefined, depth: 0 })).toReversed()
  const visited = new Set<number>()
  const fields: FormField[] = []
  for (let node = waiting.pop(), count = 0; node !== undefined; node = waiting.pop(), count++) {
    if (count > maximumNodes) throw new MalformedError('a form with too many fields')
    const reference = as('reference', node.object)
    if (reference !== undefined && visited.has(reference.number)) continue
    if (reference !== undefined) visited.add(reference.number)
    const dictionary = as('dictionary', await view.resolve(node.object))
    if (dictionary === undefined || node.depth > maximumDepth) continue
    const partial = as('string', await view.get(dictionary, 'T'))
    const name = partial === undefined ? node.prefix : node.prefix === '' ? textOf(partial) : `${node.prefix}.${textOf(partial)}`
    const type = nameOf(await view.get(dictionary, 'FT')) ?? node.type
    const value = dictionary.entries.get('V') ?? node.value
    const kids = await fieldKids(view, dictionary)
    if (kids.length === 0) fields.push({ reference, dictionary, name, type, value })
    else for (const object of kids.toReversed()) waiting.push({ object, prefix: name, type, value, depth: node.depth + 1 })
  }
  return fields
}

/** /Kids that are fields themselves; kids without a name are only widgets of this field (§12.7.3.1). */
async function fieldKids(view: PdfView, dictionary: PdfDictionary): Promise<PdfObject[]> {
  const kids = as('array', await view.get(dictionary, 'Kids'))?.items ?? []
  const fields: PdfObject[] = []
  for (const kid of kids) if (as('dictionary', await view.resolve(kid))?.entries.has('T') === true) fields.push(kid)
  return fields
}
