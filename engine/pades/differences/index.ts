/**
 * What changed between the revision that was signed and the file as it is: rebuild both, compare object by object, and let through only what
 * EN 319 142-1 and DocMDP/FieldMDP (ISO 32000-1 §12.8.2) allow. Everything else is a named change, hidden objects included:
 * one that existed, unused, when the signer signed may have been put there to be shown later (the "shadow" attacks of 2021).
 */
import { MalformedError } from '../../errors.ts'
import {
  as,
  certificationLevel,
  dictionaryOf,
  fieldLock,
  nameOf,
  readFields,
  type FieldLock,
  type PdfDictionary,
  type PdfView,
  type XrefSection,
} from '../../pdf/index.ts'
import { findCandidates, typeOf, type Candidate } from './candidates.ts'
import { judgeCatalog } from './catalog.ts'
import type { PdfChange } from './change.ts'
import { report, type Comparison } from './comparison.ts'
import { changedKeys } from './equal.ts'
import { judgeFields } from './fields.ts'
import { onlyGainsTags } from './structure.ts'
import { walkSigned } from './walk.ts'

export type { PdfChange, PdfChangeKind } from './change.ts'

export async function changesBetween(oldView: PdfView, newView: PdfView, newer: readonly XrefSection[]): Promise<PdfChange[]> {
  try {
    const candidates = await findCandidates(oldView, newView, newer)
    const comparison: Comparison = {
      oldView,
      newView,
      certification: await certificationLevel(oldView),
      locks: await locksIn(oldView),
      candidates,
      oldFields: await readFields(oldView),
      newFields: await readFields(newView),
      judged: new Set(),
      addedWidgets: new Set(),
      changes: [],
    }
    await judgeFields(comparison)
    await judgeCatalog(comparison)
    await judgeRest(comparison)
    return comparison.changes
  } catch (error) {
    if (error instanceof MalformedError) return [{ kind: 'unreadable', permitted: false }]
    throw error
  }
}

async function judgeRest(comparison: Comparison): Promise<void> {
  if (comparison.candidates.size === 0) return
  const { protectedNumbers, fillable, validationData } = await walkSigned(comparison)
  const information = as('reference', comparison.oldView.trailer.entries.get('Info'))?.number
  for (const candidate of comparison.candidates.values()) {
    const { number } = candidate
    if (comparison.judged.has(number)) continue
    if (protectedNumbers.has(number) && (isPrivateToTree(candidate) || (await onlyGainsTags(comparison, candidate))))
      report(comparison, 'metadata', true, { object: number })
    else if (protectedNumbers.has(number)) report(comparison, ...refusal(candidate, comparison), { object: number })
    else if (candidate.before === null) continue
    else if (typeOf(candidate.before) === 'ObjStm') report(comparison, 'object-replaced', false, { object: number })
    else if (fillable.has(number)) report(comparison, 'form-field-filled', true, { object: number })
    else if (validationData.has(number)) report(comparison, 'validation-data', true)
    else if (number === information) report(comparison, 'metadata', true, { object: number })
    else report(comparison, candidate.after === null ? 'object-removed' : 'object-replaced', candidate.after === null, { object: number })
  }
}

function refusal(
  { before, after }: Candidate,
  { certification }: Comparison,
): ['object-supplied' | 'object-removed' | 'object-replaced' | 'page' | 'annotation', boolean] {
  if (before === null) return ['object-supplied', false]
  if (after === null) return ['object-removed', false]
  const type = typeOf(before)
  if (type === 'Page' || type === 'Pages') return ['page', false]
  const subtype = nameOf(dictionaryOf(before)?.entries.get('Subtype'))
  if (type === 'Annot' && subtype !== 'Widget') return ['annotation', certification === 3]
  return ['object-replaced', false]
}

/** What a node of the page tree says to its pages (ISO 32000-1 Tables 29 and 30). */
const treeKeys = new Set(['Type', 'Parent', 'Kids', 'Count', 'Resources', 'MediaBox', 'CropBox', 'Rotate'])

/** Some writers leave their name in the page tree; nothing that a page inherits changes by it. */
function isPrivateToTree({ before, after }: Candidate): boolean {
  const [old, current] = [as('dictionary', before), as('dictionary', after)]
  return (
    old !== undefined &&
    current !== undefined &&
    typeOf(old) === 'Pages' &&
    current.ambiguous !== true &&
    changedKeys(old, current).every((key) => !treeKeys.has(key))
  )
}

async function locksIn(view: PdfView): Promise<FieldLock[]> {
  const found: FieldLock[] = []
  for (const field of await readFields(view)) {
    const signature: PdfDictionary | undefined = field.type === 'Sig' ? as('dictionary', await view.resolve(field.value)) : undefined
    const lock = signature === undefined ? undefined : await fieldLock(view, signature)
    if (lock !== undefined) found.push(lock)
  }
  return found
}
