/**
 * sign, purpose 'certificate': an authority key signs a TBSCertificate only after the vault itself has seen that
 * it is what this key may sign, that it is free of lint, that it says what the application says, and that a verifier decided so.
 */
import type { z } from 'zod'
import { signatureAlgorithmIdentifier } from '@countersign/engine/algorithms'
import { equalBytes } from '@countersign/engine/bytes'
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
import { placeOfSubjectKey } from './subject-key.ts'
import { authorityAlgorithm } from './key.ts'

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
  const speaksForUs = ownKinds.includes(application.profile)
  const subjectKey = await placeOfSubjectKey(vault, certificate, application, { speaksForUs, keyBinding: asked.keyBinding })
  if ('fault' in subjectKey) return subjectKey.fault
  const fault =
    faultOfIssuer(key, certificate, application.profile) ??
    faultOfContent(tbsCertificate, certificate, application) ??
    (await faultOfGround(vault, asked.decision, application, certificate))
  return fault ?? issue(vault, key, { application, ground: asked.decision, certificate, speaksForUs, place: subjectKey.place })
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

function faultOfContent(tbs: Uint8Array, certificate: Certificate, application: Application): Refusal | undefined {
  const differences = differencesBetween(certificate, application)
  if (differences.length > 0) return { ok: false, because: 'application-mismatch', differences }
  const findings = lintFindings(tbs, application.profile)
  if (findings.length > 0) return { ok: false, because: 'lint', findings }
  return undefined
}
