import { sql } from 'kysely'
import type { Tx } from '../platform/index.ts'
import type { Cabinet, Company, Holder, Membership, Role } from './rules.ts'

type CabinetTables = {
  cabinet: {
    id: string
    kind: 'personal' | 'company'
    holder: Holder | null
    name: string
    country: string | null
    number_scheme: string | null
    tax_number: string | null
    certificate_sha256: string | null
    created_at: Date
  }
  membership: { cabinet_id: string; account_id: string; role: Role; since: Date }
  company_challenge: { id: string; account_id: string; holder: Holder; text: string; expires_at: Date; spent_at: Date | null }
}

/** Whoever acts: the functions in the migration see all and show names and numbers only. */
export async function cabinetCards(tx: Tx, ids: readonly string[]): Promise<Cabinet[]> {
  const { rows } = await sql<{
    id: string
    kind: 'personal' | 'company'
    holder: Holder | null
    name: string
    country: string | null
    tax_number: string | null
  }>`select * from cabinet_cards(${[...ids]}::uuid[])`.execute(tx.transaction)
  return rows.map(({ tax_number, ...card }) => ({ ...card, taxNumber: tax_number }))
}

export async function membershipsOf(tx: Tx, accountId: string): Promise<Membership[]> {
  const { rows } = await sql<{ cabinet_id: string; role: Role }>`select * from memberships_of(${accountId})`.execute(tx.transaction)
  return rows.map((row) => ({ cabinetId: row.cabinet_id, accountId, role: row.role }))
}

/** Held to the end of the transaction: people of one cabinet change one at a time, so the last owner cannot go twice. */
export async function lockCabinet(tx: Tx, id: string): Promise<{ kind: 'personal' | 'company' } | undefined> {
  return tx.of<CabinetTables>().selectFrom('cabinet').select('kind').where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function peopleOf(tx: Tx, cabinetId: string): Promise<(Membership & { since: Date })[]> {
  const rows = await tx
    .of<CabinetTables>()
    .selectFrom('membership')
    .selectAll()
    .where('cabinet_id', '=', cabinetId)
    .orderBy('since')
    .orderBy('account_id')
    .execute()
  return rows.map((row) => ({ cabinetId, accountId: row.account_id, role: row.role, since: row.since }))
}

/** False when the company already has a cabinet: the number decides, whoever comes first. */
export async function insertCompany(
  tx: Tx,
  cabinet: { readonly id: string; readonly holder: Holder; readonly company: Company; readonly certificateSha256: string | null },
): Promise<boolean> {
  const { id, holder, company } = cabinet
  const row = {
    id,
    kind: 'company' as const,
    holder,
    name: company.name,
    country: company.country,
    number_scheme: company.scheme,
    tax_number: company.number,
    certificate_sha256: cabinet.certificateSha256,
    created_at: tx.act.now,
  }
  const { numInsertedOrUpdatedRows } = await tx
    .of<CabinetTables>()
    .insertInto('cabinet')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export async function companyByNumber(tx: Tx, country: string, number: string): Promise<string | undefined> {
  return (await tx.of<CabinetTables>().selectFrom('cabinet').select('id').where('country', '=', country).where('tax_number', '=', number).executeTakeFirst())
    ?.id
}

export async function insertMembership(tx: Tx, membership: Membership): Promise<boolean> {
  const row = { cabinet_id: membership.cabinetId, account_id: membership.accountId, role: membership.role, since: tx.act.now }
  const { numInsertedOrUpdatedRows } = await tx
    .of<CabinetTables>()
    .insertInto('membership')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export async function saveRole(tx: Tx, cabinetId: string, accountId: string, role: Role): Promise<void> {
  await tx.of<CabinetTables>().updateTable('membership').set({ role }).where('cabinet_id', '=', cabinetId).where('account_id', '=', accountId).execute()
}

export async function deleteMembership(tx: Tx, cabinetId: string, accountId: string): Promise<void> {
  await tx.of<CabinetTables>().deleteFrom('membership').where('cabinet_id', '=', cabinetId).where('account_id', '=', accountId).execute()
}

export async function insertChallenge(
  tx: Tx,
  challenge: { readonly id: string; readonly accountId: string; readonly holder: Holder; readonly text: string; readonly expiresAt: Date },
): Promise<void> {
  const { id, holder, text } = challenge
  await tx
    .of<CabinetTables>()
    .insertInto('company_challenge')
    .values({ id, account_id: challenge.accountId, holder, text, expires_at: challenge.expiresAt, spent_at: null })
    .execute()
}

export async function lockChallenge(
  tx: Tx,
  id: string,
): Promise<{ accountId: string; holder: Holder; text: string; expiresAt: Date; spentAt: Date | null } | undefined> {
  const row = await tx.of<CabinetTables>().selectFrom('company_challenge').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row && { accountId: row.account_id, holder: row.holder, text: row.text, expiresAt: row.expires_at, spentAt: row.spent_at }
}

export async function spendChallenge(tx: Tx, id: string): Promise<void> {
  await tx.of<CabinetTables>().updateTable('company_challenge').set({ spent_at: tx.act.now }).where('id', '=', id).execute()
}

export async function deleteChallengesBefore(tx: Tx, moment: Date): Promise<void> {
  await tx.of<CabinetTables>().deleteFrom('company_challenge').where('expires_at', '<', moment).execute()
}
