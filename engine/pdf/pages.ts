/** The page tree (ISO 32000-1 §7.7.3), odd ones included. Budget: depth 64, and no node twice. */
import { as, dictionaryOf, integerOf, nameOf, reference, type PdfDictionary, type PdfReference } from './objects.ts'
import type { PdfView } from './view.ts'

const maximumDepth = 64

/** The catalog and its reference. */
export async function readCatalog(view: PdfView): Promise<{ reference: PdfReference; dictionary: PdfDictionary } | undefined> {
  const root = as('reference', view.trailer.entries.get('Root'))
  const dictionary = as('dictionary', await view.resolve(root))
  return root === undefined || dictionary === undefined ? undefined : { reference: root, dictionary }
}

/** The first page that is an indirect object, as every page must be (§7.7.3.2). */
export async function firstPage(view: PdfView): Promise<{ reference: PdfReference; dictionary: PdfDictionary } | undefined> {
  const catalog = await readCatalog(view)
  const root = as('reference', catalog?.dictionary.entries.get('Pages'))
  if (root === undefined) return undefined
  const visited = new Set<number>()
  const waiting = [{ node: root, depth: 0 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth } = next
    if (depth > maximumDepth || visited.has(node.number)) continue
    visited.add(node.number)
    const page = as('dictionary', await view.resolve(node))
    if (page === undefined) continue
    const kids = as('array', await view.get(page, 'Kids'))
    if (kids === undefined) {
      if (nameOf(page.entries.get('Type')) !== 'Pages') return { reference: reference(node.number, node.generation), dictionary: page }
    } else {
      const references = kids.items.flatMap((kid) => as('reference', kid) ?? [])
      for (const kid of references.toReversed()) waiting.push({ node: kid, depth: depth + 1 })
    }
  }
  return undefined
}

/** The number of pages the root of the tree claims. */
export async function pageCount(view: PdfView): Promise<number> {
  const catalog = await readCatalog(view)
  return integerOf(await view.get(dictionaryOf(await view.get(catalog?.dictionary, 'Pages')), 'Count')) ?? 0
}
