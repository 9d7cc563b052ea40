/** What the rules share while two revisions are compared: both views, what changed, what has been judged, and what was found. */
import type { CertificationLevel, FieldLock, FormField, PdfView } from '../../pdf/index.ts'
import type { Candidate } from './candidates.ts'
import type { PdfChange, PdfChangeKind } from './change.ts'

export type Comparison = {
  readonly oldView: PdfView
  readonly newView: PdfView
  readonly certification: CertificationLevel | undefined
  readonly locks: readonly FieldLock[]
  readonly candidates: ReadonlyMap<number, Candidate>
  readonly oldFields: readonly FormField[]
  readonly newFields: readonly FormField[]
  /** Objects whose change some rule has looked at as a whole. */
  readonly judged: Set<number>
  /** Fields and widgets of signatures added since: what a page's /Annots and a form's /Fields may gain. */
  readonly addedWidgets: Set<number>
  readonly changes: PdfChange[]
}

/** More than anybody reads. */
const maximumChanges = 1000

export function report(
  comparison: Comparison,
  kind: PdfChangeKind,
  permitted: boolean,
  where: { readonly object?: number | undefined; readonly field?: string } = {},
): void {
  const known = comparison.changes.some(
    (change) => change.kind === kind && change.permitted === permitted && change.object === where.object && change.field === where.field,
  )
  if (known || comparison.changes.length > maximumChanges) return
  if (comparison.changes.length === maximumChanges) {
    comparison.changes.push({ kind: 'unreadable', permitted: false })
    return
  }
  comparison.changes.push({
    kind,
    permitted,
    ...(where.object === undefined ? {} : { object: where.object }),
    ...(where.field === undefined ? {} : { field: where.field }),
  })
}
