/** Lists of documents: last changed first, a page at a time by key, so the millionth is as near as the first. */
import { sql, type SqlBool, type RawBuilder } from 'kysely'
import type { Tx } from '../platform/index.ts'
import type { ContentsKind, DocumentState, ParticipantRole, ParticipantState } from './rules/index.ts'

export const listFilters = ['all', 'needs-me', 'waiting', 'done', 'declined', 'recalled', 'expired', 'draft'] as const
export type ListFilter = (typeof listFilters)[number]

export type ListRow = {
  readonly id: string
  readonly name: string
  readonly kind: ContentsKind
  readonly state: DocumentState
  readonly changedAt: Date
  readonly createdAt: Date
  readonly deadline: Date | null
  readonly initiatorId: string
  readonly needsMe: boolean
  readonly participants: readonly {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly role: ParticipantRole
    readonly state: ParticipantState
  }[]
}

type Wanted = {
  readonly filter: ListFilter
  readonly search?: string | undefined
  readonly cabinetId?: string | undefined
  readonly after: { readonly changedAt: Date; readonly id: string } | undefined
  readonly limit: number
}

const asksMe = sql<SqlBool>`(d.state = 'open' and d.id in (select document_id from mine where part <> 'observer' and part_state in ('invited', 'opened')))`

const conditions: Readonly<Record<ListFilter, RawBuilder<SqlBool>>> = {
  all: sql`d.state <> 'discarded'`,
  'needs-me': asksMe,
  waiting: sql`d.state = 'open' and not (${asksMe})`,
  done: sql`d.state = 'completed'`,
  declined: sql`d.state = 'declined'`,
  recalled: sql`d.state in ('recalled', 'voided')`,
  expired: sql`d.state = 'expired'`,
  draft: sql`d.state = 'draft'`,
}

/**
 * Each way in which a document can be somebody's gives its own first page along its own index; the list is the first page of these pages.
 * One query over all ways at once would walk through everybody's documents.
 */
export async function listDocuments(tx: Tx, wanted: Wanted): Promise<ListRow[]> {
  const page = sql`${conditionsOf(wanted)} order by d.changed_at desc, d.id desc limit ${wanted.limit}`
  const invited = sql`(select d.id, d.changed_at from document d where d.id in (select document_id from mine) ${page})`
  const own = sql`(select d.id, d.changed_at from document d where d.initiator_id = acting_account() ${page})`
  const overseen = sql`(select d.id, d.changed_at from membership m cross join lateral
    (select d.id, d.changed_at from document d where d.cabinet_id = m.cabinet_id and d.state <> 'draft' ${page}) d
    where m.account_id = acting_account() and m.role in ('owner', 'administrator'))`
  const ways = wanted.filter === 'needs-me' ? invited : wanted.filter === 'draft' ? own : sql`${invited} union ${own} union ${overseen}`
  const { rows } = await sql<ListRow>`
    with mine as materialized (select * from parts_of_actor()), page as (select id from (${ways}) way order by changed_at desc, id desc limit ${wanted.limit})
    select d.id, d.name, d.kind, d.state, d.changed_at as "changedAt", d.created_at as "createdAt", d.deadline, d.initiator_id as "initiatorId", ${asksMe} as "needsMe",
      (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'email', p.email, 'role', p.role, 'state', p.state) order by p."order", p.email), '[]')
       from participant p where p.document_id = d.id) as participants
    from page join document d on d.id = page.id
    order by d.changed_at desc, d.id desc`.execute(tx.transaction)
  return rows
}

function conditionsOf({ filter, cabinetId, search, after }: Wanted): RawBuilder<unknown> {
  return sql`and ${conditions[filter]}
    ${cabinetId === undefined ? sql`` : sql`and (d.cabinet_id = ${cabinetId} or d.id in (select document_id from mine))`}
    ${search === undefined || search.trim() === '' ? sql`` : found(search.trim())}
    ${after === undefined ? sql`` : sql`and (d.changed_at, d.id) < (${after.changedAt}, ${after.id}::uuid)`}`
}

/** By title, by a counterparty's name or address, by tax number. */
function found(search: string): RawBuilder<unknown> {
  const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  return sql`and (d.name ilike ${like} or exists (select 1 from participant p where p.document_id = d.id and (p.name ilike ${like} or p.email ilike ${like} or p.tax_number = ${search.replace(/\s/g, '')})))`
}
