/** What certificates needs of a decided application, and how it says that the keys are made. */
import {
  application as applicationSchema,
  applicationDigest,
  certificateDecision,
  type Application,
  type CertificateDecision,
} from '@countersign/vault/protocol'
import { audit } from '../../audit/index.ts'
import { fulfilOrder } from '../../orders/index.ts'
import { NotFound, ProblemError, type Tx } from '../../platform/index.ts'
import { authoriseApplicant } from '../policy.ts'
import { applicationLife, factsSchema, type Facts } from '../rules/index.ts'
import { lockApplication, saveApplication, type ApplicationRow } from '../store.ts'

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
  return decidedFrom(authoriseApplicant(tx.act.actor, await lockApplication(tx, id)))
}

/** The same for the job that certifies: whoever made the key was checked then. */
export async function decidedApplication(tx: Tx, id: string): Promise<DecidedApplication> {
  const application = await lockApplication(tx, id)
  if (application === undefined) throw new NotFound('application')
  return decidedFrom(application)
}

/** What the decision calls the application by. */
export function applicationDigestOf(decided: DecidedApplication): string {
  return applicationDigest(decided.dossier)
}

function decidedFrom(application: ApplicationRow): DecidedApplication {
  const { state, dossier, decision, decision_signature: signature, verifier_sha256: verifierSha256 } = application
  if ((state !== 'agreed' && state !== 'issued') || dossier === null || decision === null || signature === null || verifierSha256 === null)
    throw new ProblemError(409, 'application.not-agreed', { state })
  return {
    id: application.id,
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
  const application = await lockApplication(tx, id)
  if (application?.state !== 'agreed') return
  await saveApplication(tx, id, { state: applicationLife.agreed.issue })
  await fulfilOrder(tx, application.order_id)
  await audit.write(tx, 'application.issued', id)
}
