import { sql } from 'kysely'
import type { Tx } from '../platform/index.ts'
import type { AuthorityKind, RevocationReason } from './rules.ts'

export type AuthorityCertificateRow = { kind: AuthorityKind; vault_key_id: string; serial_number: string; der: Buffer; issued_at: Date }
export type IssuedCertificateRow = {
  id: string
  serial_number: string
  sha256: string
  der: Buffer
  profile: string
  application_id: string
  key_sha256: string
  shard: number
  not_before: Date
  not_after: Date
  status: 'good' | 'revoked'
  revoked_at: Date | null
  revocation_reason: RevocationReason | null
  issued_at: Date
}
export type ListRow = { issuer: AuthorityKind; shard: number; number: number; this_update: Date; next_update: Date; der: Buffer }
/** A certificate that is about to be signed: its exact bytes, so that a second try asks for the same. */
export type PromiseRow = { id: string; application_id: string; key_sha256: string; serial_number: string; tbs_certificate: Buffer; promised_at: Date }
type AuthorityTables = {
  certificate_promise: PromiseRow
  authority_certificate: AuthorityCertificateRow
  issued_certificate: IssuedCertificateRow
  revocation_list: ListRow
}

export async function authorityCertificates(tx: Tx): Promise<AuthorityCertificateRow[]> {
  return tx.of<AuthorityTables>().selectFrom('authority_certificate').selectAll().execute()
}

export async function insertAuthorityCertificate(tx: Tx, row: AuthorityCertificateRow): Promise<void> {
  await tx.of<AuthorityTables>().insertInto('authority_certificate').values(row).execute()
}

export async function insertIssuedCertificate(tx: Tx, row: Omit<IssuedCertificateRow, 'status' | 'revoked_at' | 'revocation_reason'>): Promise<void> {
  await tx
    .of<AuthorityTables>()
    .insertInto('issued_certificate')
    .values({ ...row, status: 'good', revoked_at: null, revocation_reason: null })
    .execute()
}

export async function issuedBySerial(tx: Tx, serialNumber: string): Promise<IssuedCertificateRow | undefined> {
  return tx.of<AuthorityTables>().selectFrom('issued_certificate').selectAll().where('serial_number', '=', serialNumber).executeTakeFirst()
}

export async function issuedById(tx: Tx, id: string): Promise<IssuedCertificateRow | undefined> {
  return tx.of<AuthorityTables>().selectFrom('issued_certificate').selectAll().where('id', '=', id).executeTakeFirst()
}

/** False when it was revoked before: the first revocation's time and reason stand. */
export async function markRevoked(tx: Tx, id: string, reason: RevocationReason): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .of<AuthorityTables>()
    .updateTable('issued_certificate')
    .set({ status: 'revoked', revoked_at: tx.act.now, revocation_reason: reason })
    .where('id', '=', id)
    .where('status', '=', 'good')
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

export async function revokedIn(tx: Tx, shard: number): Promise<Pick<IssuedCertificateRow, 'serial_number' | 'revoked_at' | 'revocation_reason'>[]> {
  return tx
    .of<AuthorityTables>()
    .selectFrom('issued_certificate')
    .select(['serial_number', 'revoked_at', 'revocation_reason'])
    .where('shard', '=', shard)
    .where('status', '=', 'revoked')
    .orderBy('revoked_at')
    .execute()
}

/** One maker of a list at a time: a list that was begun before a revocation must not take the number of one that knows it. */
export async function lockList(tx: Tx, issuer: AuthorityKind, shard: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`revocation-list ${issuer} ${shard}`}))`.execute(tx.transaction)
}

export async function listOf(tx: Tx, issuer: AuthorityKind, shard: number): Promise<ListRow | undefined> {
  return tx.of<AuthorityTables>().selectFrom('revocation_list').selectAll().where('issuer', '=', issuer).where('shard', '=', shard).executeTakeFirst()
}

export async function saveList(tx: Tx, row: ListRow): Promise<void> {
  await tx
    .of<AuthorityTables>()
    .insertInto('revocation_list')
    .values(row)
    .onConflict((conflict) => conflict.columns(['issuer', 'shard']).doUpdateSet(row).where('revocation_list.number', '<', row.number))
    .execute()
}

export async function issuedFor(tx: Tx, applicationId: string, keySha256: string): Promise<IssuedCertificateRow | undefined> {
  return tx
    .of<AuthorityTables>()
    .selectFrom('issued_certificate')
    .selectAll()
    .where('application_id', '=', applicationId)
    .where('key_sha256', '=', keySha256)
    .executeTakeFirst()
}

export async function findPromise(tx: Tx, applicationId: string, keySha256: string): Promise<PromiseRow | undefined> {
  return tx
    .of<AuthorityTables>()
    .selectFrom('certificate_promise')
    .selectAll()
    .where('application_id', '=', applicationId)
    .where('key_sha256', '=', keySha256)
    .executeTakeFirst()
}

/** The first promise stands: a second maker gets it back. */
export async function keepPromise(tx: Tx, row: PromiseRow): Promise<PromiseRow> {
  await tx
    .of<AuthorityTables>()
    .insertInto('certificate_promise')
    .values(row)
    .onConflict((conflict) => conflict.columns(['application_id', 'key_sha256']).doNothing())
    .execute()
  return (await findPromise(tx, row.application_id, row.key_sha256)) ?? row
}
