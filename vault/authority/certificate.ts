/**
 * sign, purpose 'certificate': an authority key signs a TBSCertificate only after the vault itself has seen that
 * it is what this key may sign, that it is free of lint, that it says what the application says, and that a verifier decided so.
 */
import type { z } from 'zod'
import { signatureAlgorithmIdentifier } from '@countersign/engine/algorithms'
import { equalBytes, fromBase64 } from '@countersign/engine/bytes'
import { MalformedError } from '@countersign/engine/errors'
import { assembleSigned, parseCertificate, type Certificate } from '@countersign/engine/x509'
import type { KeyRow } from '../database.ts'
import type { Application, CertificateProfile } from '../protocol/certificates.ts'
import type { KeyKind, signRequest } from '../protocol/requests.ts'
import type { Refusal, SignResponse } from '../protocol/responses.ts'
import { refuse, refuseContent } from '../refusals.ts'
import type { Vault } from '../vault.ts'
import { lintFindings } from './lint.ts'
import { differencesBetween } from './application.ts'
import { faultOfGround } from './ground.ts'
import { issue } from './issue.ts'
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
    (await faultOfGround(vault, asked.decision, application, certificate))
  if (fault !== undefined) return fault
  return issue(vault, key, { application, ground: asked.decision, certificate, speaksForUs: ownKinds.includes(application.profile) })
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
