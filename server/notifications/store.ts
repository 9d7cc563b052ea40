import type { Tx } from '../platform/index.ts'
import type { Message } from './rules.ts'

type NotificationTables = { message: Message & { created_at: Date; sent_at: Date | null } }

export async function insertMessage(tx: Tx, message: Message): Promise<void> {
  await tx
    .of<NotificationTables>()
    .insertInto('message')
    .values({ ...message, created_at: tx.act.now, sent_at: null })
    .execute()
}

/** Locks the row, so two workers never send one message twice at once. */
export async function lockUnsentMessage(tx: Tx, id: string): Promise<Message | undefined> {
  return tx.of<NotificationTables>().selectFrom('message').selectAll().where('id', '=', id).where('sent_at', 'is', null).forUpdate().executeTakeFirst()
}

export async function markSent(tx: Tx, id: string, options: { readonly forget: boolean }): Promise<void> {
  await tx
    .of<NotificationTables>()
    .updateTable('message')
    .set({ sent_at: tx.act.now, ...(options.forget && { body: '', link: null }) })
    .where('id', '=', id)
    .execute()
}

export async function deleteMessagesBefore(tx: Tx, moment: Date): Promise<void> {
  await tx.of<NotificationTables>().deleteFrom('message').where('created_at', '<', moment).execute()
}

export async function newestMessages(tx: Tx, limit: number): Promise<(Message & { created_at: Date })[]> {
  return tx.of<NotificationTables>().selectFrom('message').selectAll().orderBy('created_at', 'desc').limit(limit).execute()
}
