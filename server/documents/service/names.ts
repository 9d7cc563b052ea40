/** How people are called in letters and lists. */
import { findAccount } from '../../accounts/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { Document } from '../rules/index.ts'

export async function initiatorName(tx: Tx, document: Pick<Document, 'initiator'>): Promise<string> {
  const account = await findAccount(tx, document.initiator)
  return account === undefined ? '' : `${account.name.given} ${account.name.family}`.trim()
}
