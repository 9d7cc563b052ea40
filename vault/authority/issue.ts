/**
 * A certificate is recorded, then signed: at most one for an application and place, one for a serial number. The same again is signed again,
 * so an answer that was lost on the way can be asked for once more.
 */
import { createHash } from 'node:crypto'
import type { Certificate } from '@countersign/engine/x509'
import type { KeyRow } from '../database.ts'
import { applicationDigest, type Application, type Ground } from '../protocol/certificates.ts'
import type { Refusal, SignResponse } from '../protocol/responses.ts'
import { refuse } from '../refusals.ts'
import type { Vault } from '../vault.ts'
import { answerableFor } from './ground.ts'
import { authorityAlgorithm, signWithAuthorityKey } from './key.ts'
import { hasRoom } from './rule.ts'
import type { Place } from './subject-key.ts'

type Issuing = {
  readonly application: Application
  readonly ground: Ground | undefined
  readonly certificate: Certificate
  readonly speaksForUs: boolean
  readonly place: Place
}

export async function issue(vault: Vault, key: KeyRow, issuing: Issuing): Promise<SignResponse> {
  const { tbs } = issuing.certificate
  const refusal = await record(vault, key, issuing)
  if (refusal !== undefined) return refusal
  const signature = await signWithAuthorityKey(vault, key, tbs)
  return { ok: true, algorithm: authorityAlgorithm(key), signatures: [signature] }
}

class NoRoom extends Error {}

async function record(vault: Vault, key: KeyRow, { application, ground, certificate, speaksForUs, place }: Issuing): Promise<Refusal | undefined> {
  const answerable = answerableFor(ground, application)
  const now = vault.clock.now()
  const row = {
    key_id: key.id,
    serial_number: certificate.serialNumber,
    application_digest: applicationDigest(application),
    tbs_sha256: sha256(certificate.tbs),
    profile: application.profile,
    holder: application.holder,
    place,
    public_key_sha256: sha256(certificate.spki),
    decided_by: answerable.decidedBy,
    rule_sha256: answerable.rule,
    issued_at: now,
  }
  const work = vault.database.transaction().execute(async (tx) => {
    const inserted = await tx
      .insertInto('issued')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    const same = await tx
      .selectFrom('issued')
      .select('tbs_sha256')
      .where('key_id', '=', row.key_id)
      .where('serial_number', '=', row.serial_number)
      .where('application_digest', '=', row.application_digest)
      .where('tbs_sha256', '=', row.tbs_sha256)
      .executeTakeFirst()
    if (same === undefined) return refuse('already-issued')
    if (answerable.rule !== null && (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n && !(await hasRoom(tx, answerable.rule, now))) throw new NoRoom()
    if (speaksForUs) await tx.updateTable('key').set({ authority_name: certificate.subject.der }).where('public_key', '=', certificate.spki).execute()
    const { profile, serial_number: serialNumber, application_digest: digest, tbs_sha256: tbsSha256 } = row
    const subject = certificate.subject.text
    const details = { profile, serialNumber, applicationDigest: digest, tbsSha256, subject, publicKeySha256: row.public_key_sha256, by: answerable.by }
    await vault.log.write(tx, { act: 'certificate.signed', keyId: key.id, person: application.holder, details })
    return undefined
  })
  return work.catch((error: unknown) => {
    if (error instanceof NoRoom) return { ok: false, because: 'decision-refused', reason: 'rule-exhausted' } as const
    throw error
  })
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
