/** import: a verifier's certificate, by whose signature the vault then lets itself be told; a standing rule; an authority key that was made elsewhere. */
import { randomUUID } from 'node:crypto'
import { MalformedError } from '@countersign/engine/errors'
import { parseCertificate, type Certificate } from '@countersign/engine/x509'
import { ceremonyIsOpen } from '../authority/ceremony.ts'
import { faultOfEnrolment } from '../authority/decision.ts'
import { enactRule } from '../authority/rule.ts'
import { algorithmOf } from '../authority/verifier.ts'
import { recognise } from '../keys/foreign.ts'
import { wrapAuthorityKey } from '../keys/store.ts'
import type { ImportRequest } from '../protocol/requests.ts'
import type { ImportResponse } from '../protocol/responses.ts'
import { refuse, refuseContent } from '../refusals.ts'
import type { Vault } from '../vault.ts'
import { keep } from './create.ts'

export async function importInto(vault: Vault, asked: ImportRequest): Promise<ImportResponse> {
  if (asked.what === 'rule') return enactRule(vault, asked)
  return asked.what === 'verifier' ? enrolVerifier(vault, asked) : importKey(vault, asked)
}

async function enrolVerifier(vault: Vault, { person, certificate: bytes, enrolment }: Extract<ImportRequest, { what: 'verifier' }>): Promise<ImportResponse> {
  const certificate = readVerifier(bytes)
  if (certificate === undefined) return refuseContent('not a certificate whose key can sign decisions')
  const { sha256 } = certificate
  const now = vault.clock.now()
  if (enrolment === undefined) {
    if (!(await ceremonyIsOpen(vault))) return refuse('no-decision')
  } else {
    const reason = await faultOfEnrolment(vault.database, enrolment, { person, certificateSha256: sha256 }, now)
    if (reason !== undefined) return { ok: false, because: 'decision-refused', reason }
  }
  const enrolledBy = enrolment?.decision.decidedBy ?? null
  return vault.database.transaction().execute(async (tx): Promise<ImportResponse> => {
    const known = await tx.selectFrom('verifier').select('withdrawn_at').where('certificate_sha256', '=', sha256).forUpdate().executeTakeFirst()
    // The signature that enrolled somebody once must not bring them back after they were withdrawn.
    if (known?.withdrawn_at && !(enrolment !== undefined && new Date(enrolment.decision.decidedAt) > known.withdrawn_at))
      return { ok: false, because: 'decision-refused', reason: 'withdrawn-since' }
    const row = { certificate: bytes, person, enrolled_by: enrolledBy, enrolled_at: now }
    await tx
      .insertInto('verifier')
      .values({ certificate_sha256: sha256, ...row })
      .onConflict((conflict) => conflict.column('certificate_sha256').doUpdateSet({ ...row, withdrawn_at: null }))
      .execute()
    await vault.log.write(tx, { act: 'verifier.enrolled', person, details: { certificateSha256: sha256, subject: certificate.subject.text, enrolledBy } })
    return { ok: true, what: 'verifier', certificateSha256: sha256 }
  })
}

function readVerifier(bytes: Uint8Array): Certificate | undefined {
  try {
    const certificate = parseCertificate(bytes)
    return algorithmOf(certificate) === undefined || certificate.subject.text === '' ? undefined : certificate
  } catch (error) {
    if (error instanceof MalformedError) return undefined
    throw error
  }
}

async function importKey(vault: Vault, { kind, privateKey }: Extract<ImportRequest, { what: 'key' }>): Promise<ImportResponse> {
  try {
    if (!(await ceremonyIsOpen(vault))) return refuse('ceremony-closed')
    const known = recognise(privateKey)
    if (known === undefined) return refuseContent('not a PKCS #8 key that this vault works with')
    const id = randomUUID()
    const wrapped = await wrapAuthorityKey(vault, { id, kind }, privateKey)
    const row = { id, kind, algorithm: known.algorithm, public_key: known.publicKey, wrapped, person: null, salt: null, created_at: vault.clock.now() }
    return { ...(await keep(vault, row, 'key.imported')), what: 'key' }
  } finally {
    privateKey.fill(0)
  }
}
