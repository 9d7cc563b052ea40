/** Challenges: random, for one person, key and purpose, good once within five minutes. */
import { randomBytes } from 'node:crypto'
import type { Tx } from '../database.ts'
import type { HandedOutChallenge } from '../protocol/responses.ts'
import type { Vault } from '../vault.ts'

export const challengeLife = 5 * 60_000
const forgottenAfter = 24 * 60 * 60_000

type Bound = { readonly purpose: 'create-key' | 'sign'; readonly keyId: string; readonly person: string }

export async function handOutChallenge(vault: Vault, bound: Bound): Promise<HandedOutChallenge> {
  const now = vault.clock.now().getTime()
  const challenge = randomBytes(32).toString('base64url')
  const expiresAt = new Date(now + challengeLife)
  await vault.database
    .deleteFrom('challenge')
    .where('expires_at', '<', new Date(now - forgottenAfter))
    .execute()
  await vault.database
    .insertInto('challenge')
    .values({ challenge, purpose: bound.purpose, key_id: bound.keyId, person: bound.person, expires_at: expiresAt })
    .execute()
  return { keyId: bound.keyId, challenge, transportKey: vault.transport.publicKey, expiresAt }
}

/** Whether it was good and unspent; it is spent now, if the transaction commits. Gives its expiry. */
export async function spendChallenge(tx: Tx, challenge: string, bound: Bound, now: Date): Promise<Date | undefined> {
  const spent = await tx
    .updateTable('challenge')
    .set({ spent_at: now })
    .where('challenge', '=', challenge)
    .where('purpose', '=', bound.purpose)
    .where('key_id', '=', bound.keyId)
    .where('person', '=', bound.person)
    .where('spent_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('expires_at')
    .executeTakeFirst()
  return spent?.expires_at
}
