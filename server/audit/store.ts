import { sql } from 'kysely'
import type { Database, Tx } from '../platform/index.ts'
import type { Entry } from './rules.ts'

type AuditTables = {
  audit_entry: {
    number: number
    payload: string
    previous_hash: string
    hash: string
    at: Date
    action: string | null
    actor: string | null
    subject: string | null
  }
}

/** Held to the end of the transaction: the chain has one writer at a time. Write audit rows last, so it is held briefly. */
export async function lockHead(tx: Tx): Promise<Pick<Entry, 'number' | 'hash'> | undefined> {
  await sql`select pg_advisory_xact_lock(7031002)`.execute(tx.transaction)
  return tx.of<AuditTables>().selectFrom('audit_entry').select(['number', 'hash']).orderBy('number', 'desc').limit(1).executeTakeFirst()
}

export async function append(tx: Tx, entry: Entry): Promise<void> {
  const { number, payload, previousHash, hash, at } = entry
  await tx.of<AuditTables>().insertInto('audit_entry').values({ number, payload, previous_hash: previousHash, hash, at }).execute()
}

const pageSize = 1_000

export async function* allEntries(database: Database): AsyncGenerator<Entry> {
  const rows = database.withTables<AuditTables>().selectFrom('audit_entry').select(['number', 'payload', 'previous_hash', 'hash', 'at']).orderBy('number')
  for (let last = 0; ;) {
    const page = await rows.where('number', '>', last).limit(pageSize).execute()
    for (const row of page) yield { number: row.number, payload: row.payload, previousHash: row.previous_hash, hash: row.hash, at: row.at }
    const end = page.at(-1)
    if (end === undefined) return
    last = end.number
  }
}

/** Newest first. */
export async function entriesAbout(tx: Tx, subject: string, limit: number): Promise<{ payload: string }[]> {
  return tx.of<AuditTables>().selectFrom('audit_entry').select('payload').where('subject', '=', subject).orderBy('number', 'desc').limit(limit).execute()
}

/** Newest first, below a number. */
export async function entriesBefore(tx: Tx, before: number | undefined, limit: number): Promise<{ number: number; payload: string; hash: string }[]> {
  const rows = tx.of<AuditTables>().selectFrom('audit_entry').select(['number', 'payload', 'hash']).orderBy('number', 'desc').limit(limit)
  return before === undefined ? rows.execute() : rows.where('number', '<', before).execute()
}
