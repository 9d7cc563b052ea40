/**
 * The vault's own log: every act a row, each row hashed over the one before, so that a missing or altered row shows.
 * Never a secret and never key bytes. Rows of busy acts (status answers, time-stamps) are written together while the previous
 * write is under way; an answer leaves only after its row is committed.
 */
import { sql } from 'kysely'
import { fromHex, toHex } from '@countersign/engine/bytes'
import type { Clock } from '@countersign/engine/ports'
import type { Database, Tx } from './database.ts'
import { canonicalJson, logHash, type Json } from './protocol/canonical.ts'
import type { LogEntry } from './protocol/responses.ts'

export type Entry = { readonly act: string; readonly keyId?: string; readonly person?: string; readonly details?: Readonly<Record<string, Json>> }
export type Log = {
  /** Within the act's own transaction, as its last statement: writers wait here for one another. */
  write(tx: Tx, ...entries: readonly Entry[]): Promise<void>
  /** In a transaction shared with whoever writes at the same time. */
  writeSoon(entry: Entry): Promise<void>
}

const beginning = '0'.repeat(64)

export function openLog(database: Database, clock: Clock): Log {
  let pending: Entry[] = []
  let next: Promise<void> | undefined
  let current: Promise<void> = Promise.resolve()

  async function flushAfter(previous: Promise<void>): Promise<void> {
    await previous.catch(() => {})
    const entries = pending
    pending = []
    next = undefined
    current = database.transaction().execute((tx) => append(tx, clock.now(), entries))
    return current
  }

  return {
    write: (tx, ...entries) => append(tx, clock.now(), entries),
    writeSoon(entry) {
      pending.push(entry)
      next ??= flushAfter(current)
      return next
    },
  }
}

async function append(tx: Tx, at: Date, entries: readonly Entry[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('countersign-vault-log'))`.execute(tx)
  const end = await tx.selectFrom('log').select(['position', 'hash']).orderBy('position', 'desc').limit(1).executeTakeFirst()
  let position = Number(end?.position ?? 0)
  let previous = end === undefined ? beginning : toHex(end.hash)
  const rows = entries.map((entry) => {
    position += 1
    const fact = { position, act: entry.act, key_id: entry.keyId ?? null, person: entry.person ?? null, details: canonicalJson(entry.details ?? {}) }
    const hash = logHash({ ...fact, at: at.toISOString(), previous })
    const row = { ...fact, at, previous: fromHex(previous), hash: fromHex(hash) }
    previous = hash
    return row
  })
  await tx.insertInto('log').values(rows).execute()
}

/** The entries after a position, oldest first. */
export async function readLog(database: Database, after: number, limit: number): Promise<LogEntry[]> {
  const rows = await database.selectFrom('log').selectAll().where('position', '>', after).orderBy('position').limit(limit).execute()
  return rows.map(({ position, at, previous, hash, ...row }) => ({
    ...row,
    position: Number(position),
    at: at.toISOString(),
    previous: toHex(previous),
    hash: toHex(hash),
  }))
}

/** The first position at which the chain does not hold, or `undefined`. */
export async function findBreak(database: Database): Promise<number | undefined> {
  let previous = beginning
  let expected = 1
  for (;;) {
    const entries = await readLog(database, expected - 1, 1000)
    if (entries.length === 0) return undefined
    for (const entry of entries) {
      if (entry.position !== expected || entry.previous !== previous || logHash(entry) !== entry.hash) return expected
      previous = entry.hash
      expected += 1
    }
  }
}
