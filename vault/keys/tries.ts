/**
 * Five tries. A try is counted in a committed transaction before it is made, so neither a crash nor any number of
 * requests at once gives more of them. The fifth wrong one destroys what is wrapped: locked for ever.
 */
import { sql } from 'kysely'
import type { Tx } from '../database.ts'
import type { Refusal } from '../protocol/responses.ts'
import { refuse } from '../refusals.ts'
import type { Vault } from '../vault.ts'
import { maximumAttempts } from './store.ts'

/** The number of this try, or `undefined` when there is none left. Commit before trying. */
export async function countTry(tx: Tx, keyId: string): Promise<number | undefined> {
  const counted = await tx
    .updateTable('key')
    .set({ attempts: sql<number>`attempts + 1` })
    .where('id', '=', keyId)
    .where('attempts', '<', maximumAttempts)
    .where('wrapped', 'is not', null)
    .returning('attempts')
    .executeTakeFirst()
  return counted?.attempts
}

/** After a right secret, in the transaction that makes its use known. */
export async function forgiveTries(tx: Tx, keyId: string): Promise<void> {
  await tx.updateTable('key').set({ attempts: 0 }).where('id', '=', keyId).where('locked_at', 'is', null).execute()
}

export async function afterWrongSecret(vault: Vault, keyId: string, person: string, attempt: number): Promise<Refusal> {
  if (attempt >= maximumAttempts) {
    await lockForEver(vault, keyId, person)
    return refuse('locked')
  }
  await vault.log.writeSoon({ act: 'key.wrong-secret', keyId, person, details: { attempt } })
  return { ok: false, because: 'wrong-secret', attemptsLeft: maximumAttempts - attempt }
}

/** Also the end of a key whose last try was cut off by a crash. */
export async function lockForEver(vault: Vault, keyId: string, person: string): Promise<void> {
  await vault.database.transaction().execute(async (tx) => {
    const locked = await tx
      .updateTable('key')
      .set({ locked_at: vault.clock.now(), wrapped: null })
      .where('id', '=', keyId)
      .where('locked_at', 'is', null)
      .where('destroyed_at', 'is', null)
      .executeTakeFirst()
    if (locked.numUpdatedRows > 0n) await vault.log.write(tx, { act: 'key.locked', keyId, person })
  })
}
