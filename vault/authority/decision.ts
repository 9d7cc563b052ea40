/**
 * A verifier's decision: signed with a certificate that this vault has enrolled, over exactly this application, by somebody who
 * neither proved the identity nor is the holder. A server that was taken over has nobody's key to sign one with.
 */
import { signatureAlgorithmIdentifier, verifySignature } from '@countersign/engine/algorithms'
import type { SignatureAlgorithmName } from '@countersign/engine/ports'
import { parseCertificate, type Certificate } from '@countersign/engine/x509'
import type { Database } from '../database.ts'
import { applicationDigest, decisionBytes, type Application, type SignedCertificateDecision, type SignedEnrolmentDecision } from '../protocol/certificates.ts'
import type { Refusal } from '../protocol/responses.ts'

type Reason = Extract<Refusal, { because: 'decision-refused' }>['reason']

/** Why this decision does not carry this application, or `undefined` when it does. */
export async function faultOfDecision(database: Database, signed: SignedCertificateDecision, application: Application, now: Date): Promise<Reason | undefined> {
  const { decision } = signed
  const fault = await faultOfSignature(database, signed, now)
  if (fault !== undefined) return fault
  if (decision.applicationDigest !== applicationDigest(application)) return 'other-application'
  if (decision.outcome !== 'positive') return 'not-positive'
  if (decision.decidedBy === application.agent || decision.decidedBy === application.holder) return 'self-approved'
  return undefined
}

export async function faultOfEnrolment(
  database: Database,
  signed: SignedEnrolmentDecision,
  enrolled: { person: string; certificateSha256: string },
  now: Date,
): Promise<Reason | undefined> {
  const { decision } = signed
  const fault = await faultOfSignature(database, signed, now)
  if (fault !== undefined) return fault
  if (decision.person !== enrolled.person || decision.certificateSha256 !== enrolled.certificateSha256) return 'other-application'
  if (decision.decidedBy === enrolled.person) return 'self-approved'
  return undefined
}

async function faultOfSignature(database: Database, signed: SignedCertificateDecision | SignedEnrolmentDecision, now: Date): Promise<Reason | undefined> {
  const verifier = await database
    .selectFrom('verifier')
    .selectAll()
    .where('certificate_sha256', '=', signed.verifierSha256)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (verifier === undefined) return 'unknown-verifier'
  if (verifier.person !== signed.decision.decidedBy) return 'other-person'
  const certificate = parseCertificate(verifier.certificate)
  if (now < certificate.notBefore || now > certificate.notAfter) return 'verifier-expired'
  const algorithm = algorithmOf(certificate)
  if (algorithm === undefined) return 'signature'
  const good = await verifySignature({
    algorithm: signatureAlgorithmIdentifier(algorithm),
    publicKey: certificate.spki,
    message: decisionBytes(signed.decision),
    signature: signed.signature,
  })
  return good ? undefined : 'signature'
}

/** By the kind of key, so that a decision has no algorithm of its own to lie about. */
export function algorithmOf(certificate: Certificate): SignatureAlgorithmName | undefined {
  const key = certificate.publicKey
  if (key.kind === 'ec') return key.curve === 'p256' ? 'ecdsa-sha256' : key.curve === 'p384' ? 'ecdsa-sha384' : undefined
  if (key.kind === 'rsa') return 'rsa-sha256'
  return key.kind === 'ed25519' ? 'ed25519' : undefined
}
