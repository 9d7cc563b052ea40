import type { Tx } from '../../platform/index.ts'
import type { LinkPurpose } from '../rules.ts'

type LinkTables = {
  one_time_link: {
    token_hash: Uint8Array
    purpose: LinkPurpose
    account_id: string
    email_id: string | null
    created_at: Date
    expires_at: Date
    spent_at: Date | null
  }
}

export type StoredLink = {
  readonly tokenHash: Uint8Array
  readonly purpose: LinkPurpose
  readonly accountId: string
  readonly emailId: string | null
  readonly expiresAt: Date
  readonly spentAt: Date | null
}

export async function insertLink(tx: Tx, link: Omit<StoredLink, 'spentAt'>): Promise<void> {
  const row = {
    token_hash: link.tokenHash,
    purpose: link.purpose,
    account_id: link.accountId,
    email_id: link.emailId,
    created_at: tx.act.now,
    expires_at: link.expiresAt,
    spent_at: null,
  }
  await tx.of<LinkTables>().insertInto('one_time_link').values(row).execute()
}

/** Locked, so a link opened twice at once works once. */
export async function lockLink(tx: Tx, purpose: LinkPurpose, tokenHash: Uint8Array): Promise<StoredLink | undefined> {
  const row = await tx
    .of<LinkTables>()
    .selectFrom('one_time_link')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('purpose', '=', purpose)
    .forUpdate()
    .executeTakeFirst()
  return (
    row && {
      tokenHash: row.token_hash,
      purpose: row.purpose,
      accountId: row.account_id,
      emailId: row.email_id,
      expiresAt: row.expires_at,
      spentAt: row.spent_at,
    }
  )
}

export async function newestLinkAt(tx: Tx, purpose: LinkPurpose, accountId: string): Promise<Date | undefined> {
  const row = await tx
    .of<LinkTables>()
    .selectFrom('one_time_link')
    .select('created_at')
    .where('account_id', '=', accountId)
    .where('purpose', '=', purpose)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.created_at
}

/** One use spends every link of that purpose: an older letter must not work afterwards. */
export async function spendLinks(tx: Tx, purpose: LinkPurpose, accountId: string): Promise<void> {
  await tx
    .of<LinkTables>()
    .updateTable('one_time_link')
    .set({ spent_at: tx.act.now })
    .where('account_id', '=', accountId)
    .where('purpose', '=', purpose)
    .where('spent_at', 'is', null)
    .execute()
}

export async function deleteLinksBefore(tx: Tx, moment: Date): Promise<void> {
  await tx.of<LinkTables>().deleteFrom('one_time_link').where('expires_at', '<', moment).execute()
}
