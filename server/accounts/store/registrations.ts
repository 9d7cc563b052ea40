import type { Tx } from '../../platform/index.ts'

export type Registration = {
  readonly id: string
  readonly email: string
  readonly phone: string
  readonly givenName: string
  readonly familyName: string
  readonly language: string
  readonly passwordHash: string
  readonly termsVersion: string
  readonly consentedFrom: string
  readonly createdAt: Date
  /** Set once the phone is confirmed and the account exists. */
  readonly accountId: string | null
}

type RegistrationTables = {
  registration: {
    id: string
    email: string
    phone: string
    given_name: string
    family_name: string
    language: string
    password_hash: string
    terms_version: string
    consented_from: string
    created_at: Date
    account_id: string | null
  }
}

export async function insertRegistration(tx: Tx, registration: Omit<Registration, 'accountId' | 'createdAt'>): Promise<void> {
  const { id, email, phone, language } = registration
  const row = {
    id,
    email,
    phone,
    language,
    given_name: registration.givenName,
    family_name: registration.familyName,
    password_hash: registration.passwordHash,
    terms_version: registration.termsVersion,
    consented_from: registration.consentedFrom,
    created_at: tx.act.now,
    account_id: null,
  }
  await tx.of<RegistrationTables>().insertInto('registration').values(row).execute()
}

export async function lockRegistration(tx: Tx, id: string): Promise<Registration | undefined> {
  const row = await tx.of<RegistrationTables>().selectFrom('registration').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (row === undefined) return undefined
  const { email, phone, language } = row
  return {
    id,
    email,
    phone,
    language,
    givenName: row.given_name,
    familyName: row.family_name,
    passwordHash: row.password_hash,
    termsVersion: row.terms_version,
    consentedFrom: row.consented_from,
    createdAt: row.created_at,
    accountId: row.account_id,
  }
}

/** What is done keeps no second copy of the password's hash. */
export async function closeRegistration(tx: Tx, id: string, accountId: string): Promise<void> {
  await tx.of<RegistrationTables>().updateTable('registration').set({ account_id: accountId, password_hash: '' }).where('id', '=', id).execute()
}

export async function deleteRegistrationsBefore(tx: Tx, moment: Date): Promise<void> {
  await tx.of<RegistrationTables>().deleteFrom('registration').where('created_at', '<', moment).execute()
}
