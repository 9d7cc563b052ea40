import type { KeyPlace } from '../catalogue/index.ts'
import type { Tx } from '../platform/index.ts'

export type HolderKeyRow = {
  id: string
  account_id: string
  application_id: string
  place: KeyPlace
  algorithm: string
  public_key: Buffer
  vault_key_id: string | null
  binding_signature: Buffer | null
  certificate_id: string | null
  created_at: Date
}
type IssuedColumns = {
  id: string
  der: Buffer
  sha256: string
  serial_number: string
  not_before: Date
  not_after: Date
  status: 'good' | 'revoked'
  revoked_at: Date | null
  revocation_reason: string | null
}
type CertificatesTables = { holder_key: HolderKeyRow; issued_certificate: IssuedColumns }

export type HolderCertificate = Omit<IssuedColumns, 'id'> & { readonly id: string; readonly key: HolderKeyRow }

export async function insertKey(tx: Tx, row: Omit<HolderKeyRow, 'certificate_id' | 'created_at'>): Promise<void> {
  await tx
    .of<CertificatesTables>()
    .insertInto('holder_key')
    .values({ ...row, certificate_id: null, created_at: tx.act.now })
    .execute()
}

export async function findKey(tx: Tx, id: string): Promise<HolderKeyRow | undefined> {
  return tx.of<CertificatesTables>().selectFrom('holder_key').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function keysOfApplication(tx: Tx, applicationId: string): Promise<HolderKeyRow[]> {
  return tx.of<CertificatesTables>().selectFrom('holder_key').selectAll().where('application_id', '=', applicationId).execute()
}

export async function setCertificate(tx: Tx, keyId: string, certificateId: string): Promise<void> {
  await tx.of<CertificatesTables>().updateTable('holder_key').set({ certificate_id: certificateId }).where('id', '=', keyId).execute()
}

export async function certificatesOf(tx: Tx, accountId: string): Promise<HolderCertificate[]> {
  const rows = await tx
    .of<CertificatesTables>()
    .selectFrom('holder_key')
    .innerJoin('issued_certificate', 'issued_certificate.id', 'holder_key.certificate_id')
    .selectAll('holder_key')
    .select([
      'issued_certificate.der',
      'issued_certificate.sha256',
      'issued_certificate.serial_number',
      'issued_certificate.not_before',
      'issued_certificate.not_after',
      'issued_certificate.status',
      'issued_certificate.revoked_at',
      'issued_certificate.revocation_reason',
    ])
    .where('holder_key.account_id', '=', accountId)
    .orderBy('issued_certificate.not_after', 'desc')
    .execute()
  return rows.map(({ der, sha256, serial_number, not_before, not_after, status, revoked_at, revocation_reason, ...key }) => ({
    id: key.certificate_id ?? key.id,
    der,
    sha256,
    serial_number,
    not_before,
    not_after,
    status,
    revoked_at,
    revocation_reason,
    key,
  }))
}

export async function fingerprintOf(tx: Tx, certificateId: string): Promise<string | undefined> {
  const row = await tx.of<CertificatesTables>().selectFrom('issued_certificate').select('sha256').where('id', '=', certificateId).executeTakeFirst()
  return row?.sha256
}
