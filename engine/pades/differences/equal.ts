/** Are two objects the same? References are equal when they name the same object; what stands there is compared on its own. */
import { equalBytes } from '../../bytes/index.ts'
import type { PdfArray, PdfDictionary, PdfObject, PdfView } from '../../pdf/index.ts'

export function sameObject(left: PdfObject | undefined, right: PdfObject | undefined): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return (left ?? null) === (right ?? null)
  if (left.kind === 'name') return right.kind === 'name' && left.value === right.value
  if (left.kind === 'string') return right.kind === 'string' && equalBytes(left.bytes, right.bytes)
  if (left.kind === 'reference') return right.kind === 'reference' && left.number === right.number && left.generation === right.generation
  if (left.kind === 'array')
    return right.kind === 'array' && left.items.length === right.items.length && left.items.every((item, index) => sameObject(item, right.items[index]))
  if (left.kind === 'dictionary') return right.kind === 'dictionary' && left.ambiguous === right.ambiguous && changedKeys(left, right).length === 0
  return false
}

export function changedKeys(left: PdfDictionary, right: PdfDictionary): string[] {
  const keys = new Set([...left.entries.keys(), ...right.entries.keys()])
  return [...keys].filter((key) => !sameObject(left.entries.get(key), right.entries.get(key)))
}

/** Streams too: the same dictionary and the same encoded bytes. */
export async function sameContent(oldView: PdfView, left: PdfObject, newView: PdfView, right: PdfObject): Promise<boolean> {
  if (typeof left !== 'object' || left?.kind !== 'stream' || typeof right !== 'object' || right?.kind !== 'stream') return sameObject(left, right)
  if (left.length !== right.length || !sameObject(left.dictionary, right.dictionary)) return false
  return left.start === right.start || equalBytes(await oldView.encodedBytes(left), await newView.encodedBytes(right))
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
