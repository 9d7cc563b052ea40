/**
 * The vault's own log: every act a row, each row hashed over the one before, so that a missing or altered row shows.
 * Never a secret and never key bytes. Rows of busy acts (status answers, time-stamps) are written together while the previous
 * write is under way; an answer leaves only after its row is committed.
 */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { toHex } from '@countersign/engine/bytes'
import type { Clock } from '@countersign/engine/ports'
import type { Database, Tx } from './database.ts'
import { canonicalBytes, canonicalJson, type Json } from './protocol/canonical.ts'

export type Entry = { readonly act: string; readonly keyId?: string; readonly person?: string; readonly details?: Readonly<Record<string, Json>> }
export type Log = {
  /** Within the act's own transaction, as its last statement: writers wait here for one another. */
  write(tx: Tx, ...entries: readonly Entry[]): Promise<void>
  /** In a transaction shared with whoever writes at the same time. */
  writeSoon(entry: Entry): Promise<void>
}

const beginning: Uint8Array = new Uint8Array(32)

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
  let previous: Uint8Array = end?.hash ?? beginning
  const rows = entries.map((entry) => {
    position += 1
    const row = {
      position,
      at,
      act: entry.act,
      key_id: entry.keyId ?? null,
      person: entry.person ?? null,
      details: canonicalJson(entry.details ?? {}),
      previous,
    }
    previous = hashOf(row)
    return { ...row, hash: previous }
  })
  await tx.insertInto('log').values(rows).execute()
}

type Hashed = { position: number; at: Date; act: string; key_id: string | null; person: string | null; details: string; previous: Uint8Array }

function hashOf(row: Hashed): Uint8Array {
  const { position, at, act, key_id, person, details } = row
  return createHash('sha256')
    .update(row.previous)
    .update(canonicalBytes({ position, at: at.toISOString(), act, key_id, person, details }))
    .digest()
}

/** The first position at which the chain does not hold, or `undefined`. */
export async function findBreak(database: Database): Promise<number | undefined> {
  let previous = beginning
  let expected = 1
  for (;;) {
    const rows = await database.selectFrom('log').selectAll().where('position', '>=', expected).orderBy('position').limit(1000).execute()
    if (rows.length === 0) return undefined
    for (const row of rows) {
      const position = Number(row.position)
      if (position !== expected || toHex(row.previous) !== toHex(previous) || toHex(hashOf({ ...row, position })) !== toHex(row.hash)) return expected
      previous = row.hash
      expected += 1
    }
  }
}
