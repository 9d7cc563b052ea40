/** What certificates needs of a decided application, and how it says that the keys are made. */
import { application as applicationSchema, certificateDecision, type Application, type CertificateDecision } from '@countersign/vault/protocol'
import { audit } from '../../audit/index.ts'
import { fulfilOrder } from '../../orders/index.ts'
import { ProblemError, type Tx } from '../../platform/index.ts'
import { authoriseApplicant } from '../policy.ts'
import { applicationLife, factsSchema, type Facts } from '../rules.ts'
import { lockApplication, saveApplication } from '../store.ts'

export type DecidedApplication = {
  readonly id: string
  readonly accountId: string
  readonly productId: string
  readonly facts: Facts
  readonly dossier: Application
  readonly decision: CertificateDecision
  readonly signature: Uint8Array
  readonly verifierSha256: string
}

/** Only after the agreement is signed, and only for the applicant: that is when keys may be made. */
export async function agreedApplication(tx: Tx, id: string): Promise<DecidedApplication> {
  const application = authoriseApplicant(tx.act.actor, await lockApplication(tx, id))
  const { state, dossier, decision, decision_signature: signature, verifier_sha256: verifierSha256 } = application
  if ((state !== 'agreed' && state !== 'issued') || dossier === null || decision === null || signature === null || verifierSha256 === null) throw new ProblemError(409, 'application.not-agreed', { state })
  return {
    id,
    accountId: application.account_id,
    productId: application.product_id,
    facts: factsSchema.parse(application.facts),
    dossier: applicationSchema.parse(JSON.parse(dossier)),
    decision: certificateDecision.parse(JSON.parse(decision)),
    signature: new Uint8Array(signature),
    verifierSha256,
  }
}

/** Every key of the product has its certificate. */
export async function finishApplication(tx: Tx, id: string): Promise<void> {
  const application = authoriseApplicant(tx.act.actor, await lockApplication(tx, id))
  if (application.state !== 'agreed') return
  await saveApplication(tx, id, { state: applicationLife.agreed.issue })
  await fulfilOrder(tx, application.order_id)
  await audit.write(tx, 'application.issued', id)
}
