/** Looking: one document whole, and lists. */
import { findAccounts } from '../../accounts/index.ts'
import { audit } from '../../audit/index.ts'
import type { Act, Tx } from '../../platform/index.ts'
import { personOf } from '../policy.ts'
import { decideRecall, whoseTurn, type Document } from '../rules/index.ts'
import { listDocuments, type ListFilter, type ListRow } from '../store.list.ts'
import { findView } from '../store.ts'
import { ownParticipant } from './participate.ts'
import { readable, type View } from './view.ts'

export type Happening = { readonly action: string; readonly at: string; readonly who: string; readonly details: Readonly<Record<string, unknown>> }

export type DocumentPage = {
  readonly document: Document
  readonly initiatorName: string
  readonly view: View
  /** The participant that the reader is. */
  readonly me: { readonly participantId: string; readonly mayAct: boolean } | null
  readonly isInitiator: boolean
  readonly mayRecall: boolean
  readonly history: readonly Happening[]
}

export async function readDocument(act: Act, id: string): Promise<DocumentPage> {
  return act.transaction(async (tx) => {
    const document = await readable(tx, id)
    const me = await ownParticipant(tx, document)
    const view = await findView(tx, id)
    const happenings = await audit.about(tx, id)
    const names = await namesOf(
      tx,
      document,
      happenings.filter(({ actor }) => actor.kind === 'account').map(({ actor }) => actor.id),
    )
    const person = personOf(act.actor)
    return {
      document,
      initiatorName: names.get(document.initiator) ?? '',
      view: { state: view?.state ?? 'failed', reason: view?.reason ?? null },
      me: me === undefined ? null : { participantId: me.id, mayAct: whoseTurn(document).some(({ id: turn }) => turn === me.id) },
      isInitiator: person === document.initiator,
      mayRecall: person !== undefined && decideRecall(document, person).kind === 'allowed',
      // A guest sees who has done what from the participants; the log is for those with an account (F5).
      history: act.actor.kind === 'guest' ? [] : happenings.map(({ action, at, actor, details }) => ({ action, at, who: names.get(actor.id) ?? '', details })),
    }
  })
}

async function namesOf(tx: Tx, document: Document, accountIds: readonly string[]): Promise<Map<string, string>> {
  const accounts = await findAccounts(tx, [...new Set([document.initiator, ...accountIds])])
  const names = new Map(accounts.map((account) => [account.id, `${account.name.given} ${account.name.family}`.trim()]))
  for (const participant of document.participants) names.set(participant.id, participant.name || participant.email)
  return names
}

export const listPageSize = 50

export type DocumentList = { readonly rows: readonly ListRow[]; readonly next: string | null }

/** A page of the reader's documents, last changed first. `after` is the `next` of the page before. */
export async function readList(
  act: Act,
  wanted: { readonly filter: ListFilter; readonly search?: string | undefined; readonly after?: string | undefined; readonly cabinetId?: string | undefined },
): Promise<DocumentList> {
  const rows = await act.transaction((tx) => listDocuments(tx, { ...wanted, after: readCursor(wanted.after), limit: listPageSize + 1 }))
  const page = rows.slice(0, listPageSize)
  const last = page.at(-1)
  return { rows: page, next: rows.length > listPageSize && last !== undefined ? writeCursor(last) : null }
}

function writeCursor(row: ListRow): string {
  return Buffer.from(`${row.changedAt.toISOString()} ${row.id}`).toString('base64url')
}

/** A cursor that was not ours starts from the top. */
function readCursor(text: string | undefined): { readonly changedAt: Date; readonly id: string } | undefined {
  const found = /^(\S+) ([0-9a-f-]{36})$/.exec(Buffer.from(text ?? '', 'base64url').toString())
  const changedAt = new Date(found?.[1] ?? '')
  return found?.[2] === undefined || Number.isNaN(changedAt.getTime()) ? undefined : { changedAt, id: found[2] }
}
