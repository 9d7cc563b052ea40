import type { Tx } from '../platform/index.ts'
import type { Role } from './rules.ts'

type InvitationTables = {
  invitation: {
    id: string
    cabinet_id: string
    address: string
    role: Role
    language: string
    token_hash: Uint8Array
    invited_by: string
    sent_at: Date
    expires_at: Date
    accepted_at: Date | null
    accepted_by: string | null
    withdrawn_at: Date | null
  }
}

export type Invitation = {
  readonly id: string
  readonly cabinetId: string
  readonly address: string
  readonly role: Role
  readonly language: string
  readonly invitedBy: string
  readonly sentAt: Date
  readonly expiresAt: Date
  readonly acceptedAt: Date | null
  readonly withdrawnAt: Date | null
}

/** False when an invitation to that address is open already. */
export async function insertInvitation(
  tx: Tx,
  invitation: Omit<Invitation, 'sentAt' | 'acceptedAt' | 'withdrawnAt'> & { readonly tokenHash: Uint8Array },
): Promise<boolean> {
  const { id, address, role, language } = invitation
  const row = {
    id,
    cabinet_id: invitation.cabinetId,
    address,
    role,
    language,
    token_hash: invitation.tokenHash,
    invited_by: invitation.invitedBy,
    sent_at: tx.act.now,
    expires_at: invitation.expiresAt,
    accepted_at: null,
    accepted_by: null,
    withdrawn_at: null,
  }
  const { numInsertedOrUpdatedRows } = await tx
    .of<InvitationTables>()
    .insertInto('invitation')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export async function openInvitationsOf(tx: Tx, cabinetId: string): Promise<Invitation[]> {
  const rows = await tx
    .of<InvitationTables>()
    .selectFrom('invitation')
    .selectAll()
    .where('cabinet_id', '=', cabinetId)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .orderBy('sent_at', 'desc')
    .execute()
  return rows.map(fromRow)
}

export async function lockInvitation(tx: Tx, id: string): Promise<Invitation | undefined> {
  const row = await tx.of<InvitationTables>().selectFrom('invitation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

export async function lockInvitationByToken(tx: Tx, tokenHash: Uint8Array): Promise<Invitation | undefined> {
  const row = await tx.of<InvitationTables>().selectFrom('invitation').selectAll().where('token_hash', '=', tokenHash).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

/** Another letter, another link: the one before works no more. */
export async function renewInvitation(tx: Tx, id: string, tokenHash: Uint8Array, expiresAt: Date): Promise<void> {
  await tx
    .of<InvitationTables>()
    .updateTable('invitation')
    .set({ token_hash: tokenHash, sent_at: tx.act.now, expires_at: expiresAt })
    .where('id', '=', id)
    .execute()
}

export async function markWithdrawn(tx: Tx, id: string): Promise<void> {
  await tx.of<InvitationTables>().updateTable('invitation').set({ withdrawn_at: tx.act.now }).where('id', '=', id).execute()
}

export async function markAccepted(tx: Tx, id: string, accountId: string): Promise<void> {
  await tx.of<InvitationTables>().updateTable('invitation').set({ accepted_at: tx.act.now, accepted_by: accountId }).where('id', '=', id).execute()
}

function fromRow(row: InvitationTables['invitation']): Invitation {
  const { id, address, role, language } = row
  return {
    id,
    address,
    role,
    language,
    cabinetId: row.cabinet_id,
    invitedBy: row.invited_by,
    sentAt: row.sent_at,
    expiresAt: row.expires_at,
    acceptedAt: row.accepted_at,
    withdrawnAt: row.withdrawn_at,
  }
}
