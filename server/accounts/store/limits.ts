import { sql } from 'kysely'
import type { Tx } from '../../platform/index.ts'

type LimitTables = { spent_proof: { signature: string; expires_at: Date }; attempt: { key: Uint8Array; tries: number; since: Date } }

/** False when it was spent before: the primary key decides, whoever comes first. */
export async function spendProof(tx: Tx, signature: string, expiresAt: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .of<LimitTables>()
    .insertInto('spent_proof')
    .values({ signature, expires_at: expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Counts one try and says how many there were within the window. One statement, so parallel tries all count. */
export async function countTry(tx: Tx, key: Uint8Array, within: number): Promise<number> {
  const { now } = tx.act
  const windowStart = new Date(now.getTime() - within)
  const { rows } = await sql<{ tries: number }>`
    insert into attempt (key, tries, since) values (${key}, 1, ${now})
    on conflict (key) do update set tries = case when attempt.since < ${windowStart} then 1 else attempt.tries + 1 end, since = case when attempt.since < ${windowStart} then ${now} else attempt.since end
    returning tries`.execute(tx.transaction)
  return rows[0]?.tries ?? 1
}

export async function forgetTries(tx: Tx, key: Uint8Array): Promise<void> {
  await tx.of<LimitTables>().deleteFrom('attempt').where('key', '=', key).execute()
}

export async function deleteLimitsBefore(tx: Tx, moment: Date): Promise<void> {
  await tx.of<LimitTables>().deleteFrom('spent_proof').where('expires_at', '<', moment).execute()
  await tx.of<LimitTables>().deleteFrom('attempt').where('since', '<', moment).execute()
}
