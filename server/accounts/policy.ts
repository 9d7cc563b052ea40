/** Who may do what with accounts, as sentences. */
import { NotAllowed } from '../platform/index.ts'
import type { Account } from './rules.ts'

/** Until the address is confirmed the cabinet can be seen, but nothing goes out under the person's name (A1). */
export function assertConfirmed(account: Account | undefined): asserts account is Account {
  if (account === undefined) throw new NotAllowed('sign-in-first')
  if (!account.confirmed) throw new NotAllowed('email.unconfirmed')
}
