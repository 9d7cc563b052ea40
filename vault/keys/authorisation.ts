/**
 * What a holder's secret was given for: one row for each occurrence of a digest, reserved, then consumed, never both.
 * A challenge with rows left may be used again with the same secret for the rest, within its five minutes.
 */
import { toHex } from '@countersign/engine/bytes'
import type { Database, Tx } from '../database.ts'

/** For each wanted digest, in order, the first position of it that is still free. */
export function assignPositions(
  authorised: readonly Uint8Array[],
  consumed: ReadonlySet<number>,
  wanted: readonly Uint8Array[],
): { readonly ok: true; readonly positions: readonly number[] } | { readonly ok: false; readonly because: 'digest-not-authorised' | 'digest-spent' } {
  const free = new Map<string, number[]>()
  authorised.forEach((digest, position) => {
    const places = free.get(toHex(digest)) ?? []
    if (!consumed.has(position)) places.push(position)
    free.set(toHex(digest), places)
  })
  const positions: number[] = []
  for (const digest of wanted) {
    const places = free.get(toHex(digest))
    if (places === undefined) return { ok: false, because: 'digest-not-authorised' }
    const position = places.shift()
    if (position === undefined) return { ok: false, because: 'digest-spent' }
    positions.push(position)
  }
  return { ok: true, positions }
}

export function findAuthorisations(database: Database, challenge: string) {
  return database.selectFrom('authorisation').selectAll().where('challenge', '=', challenge).orderBy('position').execute()
}

type Spending = {
  readonly challenge: string
  readonly keyId: string
  readonly person: string
  readonly authorised: readonly Uint8Array[]
  readonly positions: readonly number[]
  readonly expiresAt: Date
  readonly now: Date
}

export async function reserve(tx: Tx, spending: Omit<Spending, 'positions' | 'now'>): Promise<void> {
  const { challenge, keyId, person, authorised, expiresAt } = spending
  const rows = authorised.map((digest, position) => ({ challenge, position, key_id: keyId, person, digest, state: 'reserved' as const, expires_at: expiresAt }))
  // PostgreSQL takes at most 65,535 parameters a statement.
  for (let start = 0; start < rows.length; start += 5000)
    await tx
      .insertInto('authorisation')
      .values(rows.slice(start, start + 5000))
      .execute()
}

/** False when one of them was not free any more; then the caller rolls back. */
export async function consume(tx: Tx, spending: Pick<Spending, 'challenge' | 'positions' | 'now'>): Promise<boolean> {
  const { challenge, positions, now } = spending
  const done = await tx
    .updateTable('authorisation')
    .set({ state: 'consumed', consumed_at: now })
    .where('challenge', '=', challenge)
    .where('position', 'in', positions)
    .where('state', '=', 'reserved')
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return done.numUpdatedRows === BigInt(positions.length)
}
