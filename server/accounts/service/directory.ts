/** What other domains ask about people. These work inside any act: they show no secret and change nothing. */
import type { Tx } from '../../platform/index.ts'
import { assertConfirmed } from '../policy.ts'
import { normalEmail, type Account, type Identity } from '../rules.ts'
import { cardsOf, idOfConfirmedEmail } from '../store/accounts.ts'
import { identitiesOfAccount } from '../store/identities.ts'

export async function findAccount(tx: Tx, id: string): Promise<Account | undefined> {
  return (await cardsOf(tx, [id]))[0]
}

export async function findAccounts(tx: Tx, ids: readonly string[]): Promise<Account[]> {
  return ids.length === 0 ? [] : cardsOf(tx, ids)
}

/** By a confirmed address: a mere claim proves nothing. */
export async function findAccountByEmail(tx: Tx, email: string): Promise<Account | undefined> {
  const id = await idOfConfirmedEmail(tx, normalEmail(email))
  return id === undefined ? undefined : findAccount(tx, id)
}

/** The identities that certificates proved, of any account. */
export async function identitiesOf(tx: Tx, accountId: string): Promise<Identity[]> {
  return identitiesOfAccount(tx, accountId)
}

/** The acting account, or a refusal: sending and signing wait until the address is confirmed (A1). */
export async function requireConfirmed(tx: Tx): Promise<Account> {
  const { actor } = tx.act
  const account = actor.kind === 'account' ? await findAccount(tx, actor.accountId) : undefined
  assertConfirmed(account)
  return account
}
