import { sql } from 'kysely'
import type { Tx } from '../../platform/index.ts'
import type { Identity } from '../rules.ts'

type Row = {
  id: string
  account_id: string
  scheme: string
  country: string
  value: string
  common_name: string
  given_name: string | null
  family_name: string | null
  certificate_sha256: string
  confirmed_at: Date
}
type IdentityTables = { account_identity: Row }

/** False when the number already belongs to an account. */
export async function insertIdentity(tx: Tx, identity: Identity): Promise<boolean> {
  const { id, scheme, country, value } = identity
  const row = {
    id,
    account_id: identity.accountId,
    scheme,
    country,
    value,
    common_name: identity.commonName,
    given_name: identity.givenName,
    family_name: identity.familyName,
    certificate_sha256: identity.certificateSha256,
    confirmed_at: identity.confirmedAt,
  }
  const { numInsertedOrUpdatedRows } = await tx
    .of<IdentityTables>()
    .insertInto('account_identity')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Whoever acts: the function in the migration sees all. */
export async function identitiesOfAccount(tx: Tx, accountId: string): Promise<Identity[]> {
  const { rows } = await sql<Row>`select * from identities_of_account(${accountId})`.execute(tx.transaction)
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    scheme: row.scheme,
    country: row.country,
    value: row.value,
    commonName: row.common_name,
    givenName: row.given_name,
    familyName: row.family_name,
    certificateSha256: row.certificate_sha256,
    confirmedAt: row.confirmed_at,
  }))
}
