/**
 * The structure tree of tagged PDF (ISO 32000-1 §14.7): signing adds a branch for the new widget. Branches may be added; none may change or go.
 * Nothing of the tree is painted on a page.
 */
import { array, as, type PdfArray, type PdfDictionary, type PdfObject, type PdfView } from '../../pdf/index.ts'
import { typeOf, type Candidate } from './candidates.ts'
import type { Comparison } from './comparison.ts'
import { changedKeys, gainedItems } from './equal.ts'

const rootKeys = new Set(['K', 'ParentTree', 'ParentTreeNextKey'])

/** Whether the object is part of the structure tree and only gained new branches. */
export async function onlyGainsTags(comparison: Comparison, { before, after }: Candidate): Promise<boolean> {
  const [old, current] = [as('dictionary', before), as('dictionary', after)]
  if (old === undefined || current === undefined || current.ambiguous === true) return false
  const { oldView, newView } = comparison
  const type = typeOf(old)
  const keys = changedKeys(old, current)
  if (type === 'StructTreeRoot') {
    const tree = keys.includes('ParentTree')
      ? [as('dictionary', await oldView.get(old, 'ParentTree')), as('dictionary', await newView.get(current, 'ParentTree'))]
      : []
    return keys.every((key) => rootKeys.has(key)) && (await gainsBranches(comparison, old, current)) && (tree.length === 0 || gainsNumbers(tree[0], tree[1]))
  }
  if (type === 'StructElem') return keys.every((key) => key === 'K') && gainsBranches(comparison, old, current)
  return type === undefined && isNumberTree(old) && isNumberTree(current) && gainsNumbers(old, current)
}

/** A document without tags may get some. */
export async function hadNoTags(view: PdfView, tree: PdfObject | undefined): Promise<boolean> {
  const root = as('dictionary', await view.resolve(tree))
  return root === undefined || !root.entries.has('K')
}

async function gainsBranches({ oldView, newView, candidates, addedWidgets }: Comparison, old: PdfDictionary, current: PdfDictionary): Promise<boolean> {
  const gained = gainedItems(listOf(await oldView.get(old, 'K'), old.entries.get('K')), listOf(await newView.get(current, 'K'), current.entries.get('K')))
  return (
    gained?.every((item) => {
      const target = as('reference', item) ?? as('reference', as('dictionary', item)?.entries.get('Obj'))
      return target !== undefined && (addedWidgets.has(target.number) || candidates.get(target.number)?.before === null)
    }) ?? false
  )
}

/** /K is one kid or an array of them. */
function listOf(value: PdfObject, written: PdfObject | undefined): PdfArray {
  return as('array', value) ?? (written === undefined ? array() : array(written))
}

function isNumberTree(node: PdfDictionary): boolean {
  return node.entries.has('Nums') && [...node.entries.keys()].every((key) => key === 'Nums' || key === 'Limits')
}

function gainsNumbers(old: PdfDictionary | undefined, current: PdfDictionary | undefined): boolean {
  return gainedItems(as('array', old?.entries.get('Nums')), as('array', current?.entries.get('Nums'))) !== undefined
}
