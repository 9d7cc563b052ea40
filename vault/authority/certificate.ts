/**
 * sign, purpose 'certificate': an authority key signs a TBSCertificate only after the vault itself has seen that
 * it is what this key may sign, that it is free of lint, that it says what the application says, and that a verifier decided so.
 */
import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { signatureAlgorithmIdentifier } from '@countersign/engine/algorithms'
import { equalBytes, fromBase64, toHex } from '@countersign/engine/bytes'
import { MalformedError } from '@countersign/engine/errors'
import { assembleSigned, parseCertificate, type Certificate } from '@countersign/engine/x509'
import type { KeyRow } from '../database.ts'
import { withAuthorityKey } from '../keys/store.ts'
import { signerWith } from '../keys/signature.ts'
import { applicationDigest, type Application, type CertificateProfile } from '../protocol/certificates.ts'
import type { KeyKind, signRequest } from '../protocol/requests.ts'
import type { Refusal, SignResponse } from '../protocol/responses.ts'
import { refuse, refuseContent } from '../refusals.ts'
import type { Vault } from '../vault.ts'
import { lintFindings } from './lint.ts'
import { differencesBetween } from './application.ts'
import { ceremonyIsOpen } from './ceremony.ts'
import { faultOfDecision } from './decision.ts'
import { authorityAlgorithm } from './content.ts'

type Asked = Extract<z.infer<typeof signRequest>, { purpose: 'certificate' }>

/** Which key signs for whom. Nothing below the root makes an authority. */
const profilesOf: Partial<Record<KeyKind, readonly CertificateProfile[]>> = {
  root: ['root', 'issuing-authority'],
  'issuing-authority': ['natural-person', 'legal-person', 'ocsp-responder', 'time-stamp-unit'],
}
/** Certificates that speak for this deployment are for keys in this vault only. */
const ownKinds: readonly CertificateProfile[] = ['root', 'issuing-authority', 'ocsp-responder', 'time-stamp-unit']

export async function signCertificate(vault: Vault, key: KeyRow, asked: Asked): Promise<SignResponse> {
  const { application, tbsCertificate } = asked
  if (!profilesOf[key.kind]?.includes(application.profile)) return refuse('wrong-kind')
  const certificate = read(tbsCertificate, signatureAlgorithmIdentifier(authorityAlgorithm(key)))
  if (certificate === undefined) return refuseContent('not a TBSCertificate under this key’s algorithm')
  const fault =
    faultOfIssuer(key, certificate, application.profile) ??
    (await faultOfSubjectKey(vault, certificate, application)) ??
    faultOfContent(tbsCertificate, certificate, application) ??
    (await faultOfConsent(vault, asked))
  if (fault !== undefined) return fault
  return issue(vault, key, asked, certificate)
}

function read(tbs: Uint8Array, algorithm: Uint8Array): Certificate | undefined {
  try {
    const certificate = parseCertificate(assembleSigned(tbs, algorithm, new Uint8Array(1)))
    // Getters parse when first asked; ask now, where a malformed part is still a refusal.
    return certificate.subject && certificate.issuer && certificate.extensions && equalBytes(certificate.tbs, tbs) ? certificate : undefined
  } catch (error) {
    if (error instanceof MalformedError) return undefined
    throw error
  }
}

function faultOfIssuer(key: KeyRow, certificate: Certificate, profile: CertificateProfile): Refusal | undefined {
  const name = profile === 'root' ? certificate.subject.der : key.authority_name
  if (name === null) return refuseContent('this key has no certificate of its own yet, so it has no name to issue under')
  if (!equalBytes(certificate.issuer.der, name)) return refuseContent('the issuer is not the name of this key')
  if (profile === 'root' && !equalBytes(certificate.spki, key.public_key)) return refuseContent('a root certificate is for the root key itself')
  return undefined
}

async function faultOfSubjectKey(vault: Vault, certificate: Certificate, application: Application): Promise<Refusal | undefined> {
  const differs = (what: string): Refusal => ({ ok: false, because: 'application-mismatch', differences: [what] })
  if (application.publicKey !== undefined && !equalBytes(fromBase64(application.publicKey), certificate.spki)) return differs('the public key differs')
  const held = await vault.database.selectFrom('key').select(['kind', 'person', 'wrapped']).where('public_key', '=', certificate.spki).executeTakeFirst()
  if (ownKinds.includes(application.profile))
    return held?.kind === application.profile && held.wrapped !== null ? undefined : differs('not a key of that kind in this vault')
  if (held !== undefined && (held.kind !== 'cloud' || held.person !== application.holder)) return differs('the key in this vault is not the holder’s')
  if (application.publicKey === undefined && held === undefined) return differs('no public key named, and not a cloud key of the holder')
  return undefined
}

function faultOfContent(tbs: Uint8Array, certificate: Certificate, application: Application): Refusal | undefined {
  const differences = differencesBetween(certificate, application)
  if (differences.length > 0) return { ok: false, because: 'application-mismatch', differences }
  const findings = lintFindings(tbs, application.profile)
  if (findings.length > 0) return { ok: false, because: 'lint', findings }
  return undefined
}

async function faultOfConsent(vault: Vault, { application, decision }: Asked): Promise<Refusal | undefined> {
  // A decision that is given is checked, ceremony or not.
  if (decision === undefined) return (await ceremonyIsOpen(vault.database)) ? undefined : refuse('no-decision')
  const reason = await faultOfDecision(vault.database, decision, application, vault.clock.now())
  return reason === undefined ? undefined : { ok: false, because: 'decision-refused', reason }
}

/** Recorded before it is signed: at most one certificate for an application and for a serial number. The same again is signed again. */
async function issue(vault: Vault, key: KeyRow, asked: Asked, certificate: Certificate): Promise<SignResponse> {
  const { application, decision, tbsCertificate } = asked
  const record = {
    key_id: key.id,
    serial_number: certificate.serialNumber,
    application_digest: applicationDigest(application),
    tbs_sha256: createHash('sha256').update(tbsCertificate).digest('hex'),
    profile: application.profile,
    decided_by: decision?.decision.decidedBy ?? null,
    issued_at: vault.clock.now(),
  }
  const recorded = await vault.database.transaction().execute(async (tx) => {
    await tx
      .insertInto('issued')
      .values(record)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const same = await tx
      .selectFrom('issued')
      .select('tbs_sha256')
      .where('key_id', '=', key.id)
      .where('serial_number', '=', record.serial_number)
      .where('application_digest', '=', record.application_digest)
      .where('tbs_sha256', '=', record.tbs_sha256)
      .executeTakeFirst()
    if (same === undefined) return false
    if (ownKinds.includes(application.profile))
      await tx.updateTable('key').set({ authority_name: certificate.subject.der }).where('public_key', '=', certificate.spki).execute()
    const { serial_number: serialNumber, application_digest: digest, tbs_sha256: tbsSha256, profile } = record
    await vault.log.write(tx, {
      act: 'certificate.signed',
      keyId: key.id,
      person: application.holder,
      details: {
        profile,
        serialNumber,
        applicationDigest: digest,
        tbsSha256,
        subject: certificate.subject.text,
        publicKeySha256: sha256(certificate.spki),
        decidedBy: record.decided_by,
        verifier: decision?.verifierSha256 ?? null,
      },
    })
    return true
  })
  if (!recorded) return refuse('already-issued')
  const signature = await withAuthorityKey(vault, key, (pkcs8) => signerWith({ algorithm: key.algorithm, pkcs8 }, 'sha256').message(tbsCertificate))
  return { ok: true, algorithm: authorityAlgorithm(key), signatures: [signature] }
}

function sha256(bytes: Uint8Array): string {
  return toHex(createHash('sha256').update(bytes).digest())
}
