/**
 * The verifier's part: a second person decides, and a positive decision carries that person's own signature.
 * The signature is made by the verifier's cloud key in the vault, over the decision's canonical bytes; the vault checks it again before it issues.
 */
import {
  applicationDigest,
  application as applicationSchema,
  certificateDecision,
  decisionBytes,
  type Application,
  type CertificateDecision,
} from '@countersign/vault/protocol'
import { audit } from '../../audit/index.ts'
import { accountOf, events, NotAllowed, ProblemError, type Act } from '../../platform/index.ts'
import { authoriseDecision } from '../policy.ts'
import { applicationLife } from '../rules/index.ts'
import { applicationsIn, findApplication, lockApplication, saveApplication, type ApplicationRow } from '../store.ts'
import { tellApplicant } from './review.ts'

/** Recommended by somebody else, oldest first. */
export async function decisionQueue(act: Act): Promise<ApplicationRow[]> {
  const own = accountOf(act.actor)
  const rows = await act.transaction((tx) => applicationsIn(tx, ['recommended']))
  return rows.filter((row) => row.account_id !== own && row.agent_id !== own)
}

/** The decision as it would be signed. The page shows it, hashes its canonical bytes and seals the PIN for that digest. */
export async function draftDecision(act: Act, id: string): Promise<{ dossier: Application; decision: CertificateDecision; bytes: Uint8Array }> {
  const application = authoriseDecision(act.actor, await act.transaction((tx) => findApplication(tx, id)))
  const dossier = dossierOf(application)
  const decision: CertificateDecision = {
    type: 'countersign/certificate-decision/1',
    applicationDigest: applicationDigest(dossier),
    outcome: 'positive',
    decidedBy: verifierOf(act),
    decidedAt: act.now.toISOString(),
  }
  return { dossier, decision, bytes: decisionBytes(decision) }
}

export type SignedApproval = {
  readonly decision: CertificateDecision
  /** Which cloud key of the verifier signs, and the certificate that the vault enrolled. */
  readonly keyId: string
  readonly verifierSha256: string
  readonly challenge: string
  readonly sealedSecret: string
}

export type Approval = { readonly kind: 'approved' } | { readonly kind: 'refused'; readonly because: string; readonly attemptsLeft?: number }

/** Signs the decision in the vault and records it. The wrong PIN changes nothing here; the vault has counted it. */
export async function approve(act: Act, id: string, approval: SignedApproval): Promise<Approval> {
  const application = authoriseDecision(act.actor, await act.transaction((tx) => findApplication(tx, id)))
  const decision = certificateDecision.parse(approval.decision)
  const dossier = dossierOf(application)
  if (decision.applicationDigest !== applicationDigest(dossier) || decision.decidedBy !== verifierOf(act) || decision.outcome !== 'positive')
    throw new ProblemError(409, 'decision.stale')
  const message = decisionBytes(decision)
  const answer = await act.platform.vault.sign({
    purpose: 'sign',
    keyId: approval.keyId,
    person: verifierOf(act),
    challenge: approval.challenge,
    sealedSecret: approval.sealedSecret,
    authorised: [new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(message)))],
    items: [{ message }],
  })
  if (!answer.ok) return { kind: 'refused', because: answer.because, ...('attemptsLeft' in answer && { attemptsLeft: answer.attemptsLeft }) }
  const [signature] = answer.signatures
  if (signature === undefined) throw new Error('the vault gave no signature')
  await act.transaction(async (tx) => {
    const locked = authoriseDecision(act.actor, await lockApplication(tx, id))
    if (locked.state !== 'recommended' || locked.dossier !== application.dossier) throw new ProblemError(409, 'decision.stale')
    await saveApplication(tx, id, {
      state: applicationLife.recommended.approve,
      decision: JSON.stringify(decision),
      decision_signature: Buffer.from(signature),
      verifier_sha256: approval.verifierSha256,
      decided_at: act.now,
    })
    await tellApplicant(tx, locked, 'positive', '')
    await events.emit(tx, { type: 'application.decided', applicationId: id })
    await audit.write(tx, 'application.decided', id, {
      outcome: 'positive',
      applicationDigest: decision.applicationDigest,
      verifierSha256: approval.verifierSha256,
    })
  })
  return { kind: 'approved' }
}

/** Negative or deferred: needs a reason that the applicant reads, and no signature, since nothing can be issued from it. */
export async function turnDown(act: Act, id: string, outcome: 'negative' | 'deferred', reason: string): Promise<void> {
  await act.transaction(async (tx) => {
    const application = authoriseDecision(act.actor, await lockApplication(tx, id))
    if (application.state !== 'recommended') throw new ProblemError(409, 'application.not-recommended', { state: application.state })
    const next = applicationLife.recommended
    await saveApplication(tx, id, { state: outcome === 'negative' ? next.refuse : next.defer, reason, decided_at: act.now })
    await tellApplicant(tx, application, outcome, reason)
    await events.emit(tx, { type: 'application.decided', applicationId: id })
    await audit.write(tx, 'application.decided', id, { outcome, reason })
  })
}

/** An older dossier may still be there after a deferral; a signature over it must never come to be. */
function dossierOf(application: ApplicationRow): Application {
  if (application.state !== 'recommended' || application.dossier === null)
    throw new ProblemError(409, 'application.not-recommended', { state: application.state })
  return applicationSchema.parse(JSON.parse(application.dossier))
}

function verifierOf(act: Act): string {
  const accountId = accountOf(act.actor)
  if (accountId === undefined) throw new NotAllowed()
  return accountId
}
