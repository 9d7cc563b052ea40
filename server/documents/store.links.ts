import type { Tx } from '../platform/index.ts'
import type { InvitationLink } from './rules/index.ts'

type LinkTables = {
  invitation_link: { token_hash: string; participant_id: string; created_at: Date; expires_at: Date; spent_at: Date | null }
  guest_session: { token_hash: string; participant_id: string; document_id: string; started_at: Date; expires_at: Date }
}

export async function insertLink(tx: Tx, link: { readonly tokenHash: string; readonly participantId: string; readonly expiresAt: Date }): Promise<void> {
  await tx
    .of<LinkTables>()
    .insertInto('invitation_link')
    .values({ token_hash: link.tokenHash, participant_id: link.participantId, created_at: tx.act.now, expires_at: link.expiresAt, spent_at: null })
    .execute()
}

/** Locked, so that one link opens one session however many requests race for it. */
export async function lockLink(tx: Tx, tokenHash: string): Promise<InvitationLink | undefined> {
  const row = await tx.of<LinkTables>().selectFrom('invitation_link').selectAll().where('token_hash', '=', tokenHash).forUpdate().executeTakeFirst()
  return row && { participantId: row.participant_id, spentAt: row.spent_at, expiresAt: row.expires_at }
}

export async function spendLink(tx: Tx, tokenHash: string): Promise<void> {
  await tx.of<LinkTables>().updateTable('invitation_link').set({ spent_at: tx.act.now }).where('token_hash', '=', tokenHash).execute()
}

/** When the newest link of a participant was made. */
export async function newestLinkAt(tx: Tx, participantId: string): Promise<Date | undefined> {
  const row = await tx
    .of<LinkTables>()
    .selectFrom('invitation_link')
    .select('created_at')
    .where('participant_id', '=', participantId)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.created_at
}

export async function insertGuestSession(
  tx: Tx,
  session: { readonly tokenHash: string; readonly participantId: string; readonly documentId: string; readonly expiresAt: Date },
): Promise<void> {
  const { tokenHash, participantId, documentId, expiresAt } = session
  await tx
    .of<LinkTables>()
    .insertInto('guest_session')
    .values({ token_hash: tokenHash, participant_id: participantId, document_id: documentId, started_at: tx.act.now, expires_at: expiresAt })
    .execute()
}

export async function findGuestSessions(tx: Tx, tokenHashes: readonly string[]): Promise<{ readonly participantId: string; readonly documentId: string }[]> {
  const rows = await tx
    .of<LinkTables>()
    .selectFrom('guest_session')
    .selectAll()
    .where('token_hash', 'in', [...tokenHashes])
    .where('expires_at', '>', tx.act.now)
    .orderBy('started_at')
    .execute()
  return rows.map((row) => ({ participantId: row.participant_id, documentId: row.document_id }))
}

export async function deleteOldLinks(tx: Tx, before: Date): Promise<void> {
  await tx.of<LinkTables>().deleteFrom('guest_session').where('expires_at', '<', before).execute()
  await tx.of<LinkTables>().deleteFrom('invitation_link').where('expires_at', '<', before).execute()
}
