import type { Tx } from '../../platform/index.ts'
import type { PhoneCode } from '../rules.ts'

type CodeTables = {
  phone_code: {
    id: string
    purpose: string
    subject: string
    phone: string
    code_hash: Uint8Array
    tries: number
    sent_at: Date
    expires_at: Date
    spent_at: Date | null
  }
}

export type StoredCode = PhoneCode & { readonly id: string; readonly phone: string; readonly codeHash: Uint8Array }

export async function insertCode(
  tx: Tx,
  code: {
    readonly id: string
    readonly purpose: string
    readonly subject: string
    readonly phone: string
    readonly codeHash: Uint8Array
    readonly expiresAt: Date
  },
): Promise<void> {
  const { id, purpose, subject, phone } = code
  await tx
    .of<CodeTables>()
    .insertInto('phone_code')
    .values({ id, purpose, subject, phone, code_hash: code.codeHash, sent_at: tx.act.now, expires_at: code.expiresAt, tries: 0, spent_at: null })
    .execute()
}

/** The newest code only: sending another one withdraws those before it. Locked, so two requests never share one try. */
export async function lockNewestCode(tx: Tx, purpose: string, subject: string): Promise<StoredCode | undefined> {
  const row = await tx
    .of<CodeTables>()
    .selectFrom('phone_code')
    .selectAll()
    .where('purpose', '=', purpose)
    .where('subject', '=', subject)
    .orderBy('sent_at', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
  return (
    row && { id: row.id, phone: row.phone, codeHash: row.code_hash, tries: row.tries, sentAt: row.sent_at, expiresAt: row.expires_at, spentAt: row.spent_at }
  )
}

export async function saveTries(tx: Tx, id: string, tries: number): Promise<void> {
  await tx.of<CodeTables>().updateTable('phone_code').set({ tries }).where('id', '=', id).execute()
}

export async function markCodeSpent(tx: Tx, id: string): Promise<void> {
  await tx.of<CodeTables>().updateTable('phone_code').set({ spent_at: tx.act.now }).where('id', '=', id).execute()
}

export async function deleteCodesBefore(tx: Tx, moment: Date): Promise<void> {
  await tx.of<CodeTables>().deleteFrom('phone_code').where('expires_at', '<', moment).execute()
}
