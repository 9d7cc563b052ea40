import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { StaffRole, Tx } from '../../platform/index.ts'
import type { Account, EmailClaim, PersonName } from '../rules.ts'

export type AccountTables = {
  account: {
    id: string
    given_name: string
    middle_name: string | null
    family_name: string
    phone: string | null
    language: string
    password_hash: string | null
    roles: StaffRole[]
    created_at: Date
  }
  account_email: { id: string; account_id: string; address: string; is_primary: boolean; claimed_at: Date; confirmed_at: Date | null }
  consent: { account_id: string; kind: 'terms' | 'privacy'; version: string; given_at: Date; address: string }
}

type Card = {
  id: string
  email: string
  phone: string | null
  given_name: string
  middle_name: string | null
  family_name: string
  language: string
  roles: StaffRole[]
  confirmed: boolean
}

/** Whoever acts: the function in the migration sees all accounts and shows no secret. */
export async function cardsOf(tx: Tx, ids: readonly string[]): Promise<Account[]> {
  const { rows } = await sql<Card>`select * from account_cards(${[...ids]}::uuid[])`.execute(tx.transaction)
  return rows.map(({ given_name, middle_name, family_name, ...card }) => ({ ...card, name: { given: given_name, middle: middle_name, family: family_name } }))
}

export async function idOfConfirmedEmail(tx: Tx, address: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string | null }>`select account_of_email(${address}) as id`.execute(tx.transaction)
  return rows[0]?.id ?? undefined
}

export async function claimsOf(tx: Tx, address: string): Promise<EmailClaim[]> {
  const rows = await tx.of<AccountTables>().selectFrom('account_email').select(['claimed_at', 'confirmed_at']).where('address', '=', address).execute()
  return rows.map((row) => ({ claimedAt: row.claimed_at, confirmedAt: row.confirmed_at }))
}

export async function idOfPhone(tx: Tx, phone: string): Promise<string | undefined> {
  return (await tx.of<AccountTables>().selectFrom('account').select('id').where('phone', '=', phone).executeTakeFirst())?.id
}

export type NewAccount = {
  readonly id: string
  readonly name: PersonName
  readonly phone: string | null
  readonly language: string
  readonly passwordHash: string | null
  readonly roles?: readonly StaffRole[]
}

export async function insertAccount(tx: Tx, account: NewAccount): Promise<void> {
  const { id, name, phone, language } = account
  const row = {
    id,
    given_name: name.given,
    middle_name: name.middle,
    family_name: name.family,
    phone,
    language,
    password_hash: account.passwordHash,
    roles: [...(account.roles ?? [])],
    created_at: tx.act.now,
  }
  await tx.of<AccountTables>().insertInto('account').values(row).execute()
}

export async function insertEmail(tx: Tx, accountId: string, address: string, confirmedAt: Date | null): Promise<string> {
  const id = randomUUID()
  await tx
    .of<AccountTables>()
    .insertInto('account_email')
    .values({ id, account_id: accountId, address, is_primary: true, claimed_at: tx.act.now, confirmed_at: confirmedAt })
    .execute()
  return id
}

export async function emailById(tx: Tx, id: string): Promise<{ id: string; accountId: string; address: string; confirmedAt: Date | null } | undefined> {
  const row = await tx.of<AccountTables>().selectFrom('account_email').selectAll().where('id', '=', id).executeTakeFirst()
  return row && { id: row.id, accountId: row.account_id, address: row.address, confirmedAt: row.confirmed_at }
}

export async function primaryEmailOf(tx: Tx, accountId: string): Promise<{ id: string; address: string; confirmedAt: Date | null } | undefined> {
  const row = await tx
    .of<AccountTables>()
    .selectFrom('account_email')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('is_primary', '=', true)
    .executeTakeFirst()
  return row && { id: row.id, address: row.address, confirmedAt: row.confirmed_at }
}

export async function markEmailConfirmed(tx: Tx, id: string): Promise<void> {
  await tx.of<AccountTables>().updateTable('account_email').set({ confirmed_at: tx.act.now }).where('id', '=', id).execute()
}

/** The hash to check a password against. */
export async function credentialsOf(tx: Tx, accountId: string): Promise<{ passwordHash: string | null } | undefined> {
  const row = await tx.of<AccountTables>().selectFrom('account').select('password_hash').where('id', '=', accountId).executeTakeFirst()
  return row && { passwordHash: row.password_hash }
}

export async function savePasswordHash(tx: Tx, accountId: string, passwordHash: string): Promise<void> {
  await tx.of<AccountTables>().updateTable('account').set({ password_hash: passwordHash }).where('id', '=', accountId).execute()
}

export async function saveProfile(tx: Tx, accountId: string, change: { readonly language?: string; readonly name?: PersonName }): Promise<void> {
  const set = {
    ...(change.language !== undefined && { language: change.language }),
    ...(change.name && { given_name: change.name.given, middle_name: change.name.middle, family_name: change.name.family }),
  }
  if (Object.keys(set).length > 0) await tx.of<AccountTables>().updateTable('account').set(set).where('id', '=', accountId).execute()
}

export async function insertConsents(tx: Tx, accountId: string, version: string, address: string): Promise<void> {
  const row = { account_id: accountId, version, given_at: tx.act.now, address }
  await tx
    .of<AccountTables>()
    .insertInto('consent')
    .values([
      { ...row, kind: 'terms' },
      { ...row, kind: 'privacy' },
    ])
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
