/**
 * A verifier's decision: signed with a certificate that this vault has enrolled, over exactly this application, by somebody who
 * neither proved the identity nor is the holder. A server that was taken over has nobody's key to sign one with.
 */
import type { Database } from '../database.ts'
import { applicationDigest, decisionBytes, type Application, type SignedCertificateDecision, type SignedEnrolmentDecision } from '../protocol/certificates.ts'
import { verifierBehind, type Reason } from './verifier.ts'

/** Why this decision does not carry this application, or `undefined` when it does. */
export async function faultOfDecision(database: Database, signed: SignedCertificateDecision, application: Application, now: Date): Promise<Reason | undefined> {
  const { decision } = signed
  const fault = await faultOfSignature(database, signed, now)
  if (fault !== undefined) return fault
  if (decision.applicationDigest !== applicationDigest(application)) return 'other-application'
  if (decision.outcome !== 'positive') return 'not-positive'
  return decision.decidedBy === application.agent || decision.decidedBy === application.holder ? 'self-approved' : undefined
}

type Enrolled = { readonly person: string; readonly certificateSha256: string }

export async function faultOfEnrolment(database: Database, signed: SignedEnrolmentDecision, enrolled: Enrolled, now: Date): Promise<Reason | undefined> {
  const { decision } = signed
  const fault = await faultOfSignature(database, signed, now)
  if (fault !== undefined) return fault
  if (decision.person !== enrolled.person || decision.certificateSha256 !== enrolled.certificateSha256) return 'other-application'
  return decision.decidedBy === enrolled.person ? 'self-approved' : undefined
}

async function faultOfSignature(database: Database, signed: SignedCertificateDecision | SignedEnrolmentDecision, now: Date): Promise<Reason | undefined> {
  const verifier = await verifierBehind(database, signed, decisionBytes(signed.decision), now)
  if ('fault' in verifier) return verifier.fault
  return verifier.person === signed.decision.decidedBy ? undefined : 'other-person'
}
