import { accountOf, NotAllowed, NotFound, type Act } from '../platform/index.ts'
import type { HolderKeyRow } from './store.ts'

/** A key is its holder's; to everybody else it does not exist. */
export function authoriseHolder(act: Act, key: HolderKeyRow | undefined): HolderKeyRow {
  if (key === undefined || key.account_id !== accountOf(act.actor)) throw new NotFound('key')
  return key
}

export function holderOf(act: Act): string {
  const accountId = accountOf(act.actor)
  if (accountId === undefined) throw new NotAllowed()
  return accountId
}
