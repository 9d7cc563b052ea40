import type { StaffRole, Tx } from '../../platform/index.ts'
import type { AccountTables } from './accounts.ts'

type SessionTables = Pick<AccountTables, 'account'> & {
  session: {
    id: string
    token_hash: Uint8Array
    account_id: string
    cabinet_id: string | null
    address: string
    user_agent: string
    started_at: Date
    seen_at: Date
    ended_at: Date | null
  }
}

export type Session = {
  readonly id: string
  readonly accountId: string
  readonly cabinetId: string | null
  readonly roles: readonly StaffRole[]
  readonly startedAt: Date
  readonly seenAt: Date
  readonly endedAt: Date | null
}

export async function insertSession(tx: Tx, session: { readonly id: string; readonly tokenHash: Uint8Array; readonly accountId: string }): Promise<void> {
  const { origin, now } = tx.act
  const row = {
    id: session.id,
    token_hash: session.tokenHash,
    account_id: session.accountId,
    cabinet_id: null,
    address: origin.address,
    user_agent: origin.userAgent,
    started_at: now,
    seen_at: now,
    ended_at: null,
  }
  await tx.of<SessionTables>().insertInto('session').values(row).execute()
}

export async function sessionByToken(tx: Tx, tokenHash: Uint8Array): Promise<Session | undefined> {
  const row = await tx
    .of<SessionTables>()
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .select(['session.id', 'session.account_id', 'session.cabinet_id', 'session.started_at', 'session.seen_at', 'session.ended_at', 'account.roles'])
    .where('session.token_hash', '=', tokenHash)
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      accountId: row.account_id,
      cabinetId: row.cabinet_id,
      roles: row.roles,
      startedAt: row.started_at,
      seenAt: row.seen_at,
      endedAt: row.ended_at,
    }
  )
}

export async function noteSeen(tx: Tx, id: string): Promise<void> {
  await tx.of<SessionTables>().updateTable('session').set({ seen_at: tx.act.now }).where('id', '=', id).execute()
}

export async function endSession(tx: Tx, id: string): Promise<void> {
  await tx.of<SessionTables>().updateTable('session').set({ ended_at: tx.act.now }).where('id', '=', id).where('ended_at', 'is', null).execute()
}

export async function endSessionsOf(tx: Tx, accountId: string): Promise<void> {
  await tx.of<SessionTables>().updateTable('session').set({ ended_at: tx.act.now }).where('account_id', '=', accountId).where('ended_at', 'is', null).execute()
}

export async function saveCabinet(tx: Tx, sessionId: string, cabinetId: string | null): Promise<void> {
  await tx.of<SessionTables>().updateTable('session').set({ cabinet_id: cabinetId }).where('id', '=', sessionId).execute()
}

export async function clearCabinet(tx: Tx, accountId: string, cabinetId: string): Promise<void> {
  await tx
    .of<SessionTables>()
    .updateTable('session')
    .set({ cabinet_id: null })
    .where('account_id', '=', accountId)
    .where('cabinet_id', '=', cabinetId)
    .execute()
}

export async function deleteSessionsBefore(tx: Tx, moment: Date): Promise<void> {
  await tx.of<SessionTables>().deleteFrom('session').where('started_at', '<', moment).execute()
}
