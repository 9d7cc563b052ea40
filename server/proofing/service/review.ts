/** The identification agent's part: take from the queue, check pictures and data, recommend. */
import { canonicalJson } from '@countersign/vault/protocol'
import { findAccount } from '../../accounts/index.ts'
import { audit } from '../../audit/index.ts'
import { findProduct } from '../../catalogue/index.ts'
import { tellByMail } from '../../notifications/index.ts'
import { accountOf, NotAcceptable, NotFound, ProblemError, type Act, type Tx } from '../../platform/index.ts'
import { authoriseReview } from '../policy.ts'
import {
  applicationLife,
  checklistItems,
  decideRecommendation,
  factsSchema,
  subjectOf,
  type Checklist,
  type Outcome,
  type Recommendation,
} from '../rules/index.ts'
import { applicationsIn, documentsOf, lockApplication, reviewDocument, saveApplication, type ApplicationRow, type DocumentRow } from '../store.ts'

/** Waiting for an agent, oldest first; and what this agent has taken. */
export async function reviewQueue(act: Act): Promise<ApplicationRow[]> {
  const own = accountOf(act.actor)
  const rows = await act.transaction((tx) => applicationsIn(tx, ['submitted', 'in-review']))
  return rows.filter((row) => row.account_id !== own && (row.state === 'submitted' || row.agent_id === own))
}

export async function takeApplication(act: Act, id: string): Promise<void> {
  await act.transaction(async (tx) => {
    const application = authoriseReview(act.actor, await lockApplication(tx, id))
    if (application.state === 'in-review') return
    if (application.state !== 'submitted') throw new ProblemError(409, 'application.not-waiting', { state: application.state })
    await saveApplication(tx, id, { state: applicationLife.submitted.take, agent_id: accountOf(act.actor) ?? null })
    await audit.write(tx, 'application.taken', id)
  })
}

export type Review = {
  readonly outcome: Outcome
  readonly checklist: Checklist
  readonly pictures: readonly { readonly id: string; readonly accepted: boolean; readonly because: string | null }[]
  readonly reason: string
}

/** A positive recommendation freezes the dossier: the very text that the verifier signs over and the vault compares with the certificate. */
export async function recommend(act: Act, id: string, review: Review): Promise<Recommendation> {
  return act.transaction(async (tx) => {
    const application = authoriseReview(act.actor, await lockApplication(tx, id))
    if (application.state !== 'in-review') throw new ProblemError(409, 'application.not-in-review', { state: application.state })
    const documents = await documentsOf(tx, id)
    const judged = documents.map((document) => judgementOf(document, review))
    const decision = decideRecommendation(review.outcome, review.checklist, judged, review.reason)
    if (decision.kind !== 'allowed') return decision
    for (const { document, accepted, because } of judged) await reviewDocument(tx, document.id, { accepted, because })
    const next = applicationLife['in-review']
    if (review.outcome === 'positive') {
      const dossier = await dossierOf(tx, application, documents, accountOf(act.actor) ?? '', review.checklist)
      await saveApplication(tx, id, { state: next.recommend, checklist: review.checklist, dossier, reason: null })
    } else {
      await saveApplication(tx, id, { state: review.outcome === 'negative' ? next.refuse : next.defer, checklist: review.checklist, reason: review.reason })
      await tellApplicant(tx, application, review.outcome, review.reason)
    }
    await audit.write(tx, 'application.reviewed', id, { outcome: review.outcome, checklist: review.checklist, reason: review.reason })
    return decision
  })
}

function judgementOf(document: DocumentRow, review: Review): { document: DocumentRow; accepted: boolean; because: string | null } {
  const picture = review.pictures.find((candidate) => candidate.id === document.id)
  if (picture === undefined) throw new NotAcceptable('pictures', 'unjudged')
  return { document, accepted: picture.accepted, because: picture.accepted ? null : picture.because }
}

async function dossierOf(tx: Tx, application: ApplicationRow, documents: readonly DocumentRow[], agentId: string, checklist: Checklist): Promise<string> {
  const product = await findProduct(tx, application.product_id)
  if (product === undefined) throw new NotFound('product')
  const facts = factsSchema.parse(application.facts)
  return canonicalJson({
    profile: product.holder === 'seal' ? 'legal-person' : 'natural-person',
    holder: application.account_id,
    agent: agentId,
    subject: subjectOf(product.holder, facts),
    applicationId: application.id,
    productId: product.id,
    birthDate: facts.person?.birthDate,
    identityDocument: facts.document,
    pictures: documents.map((document) => ({ slot: document.slot, sha256: document.object.sha256 })),
    checklist: checklistItems.filter((item) => checklist[item]),
  })
}

/** Positive, negative or deferred: told by mail in the person's language, with what comes next. */
export async function tellApplicant(tx: Tx, application: ApplicationRow, outcome: Outcome, reason: string): Promise<void> {
  // The applicant's address: staff may decide over it but row-level security does not show it to them.
  const account = await tx.asSystem(() => findAccount(tx, application.account_id))
  if (account === undefined) return
  await tellByMail(tx, {
    to: account.email,
    language: account.language,
    text: `proofing:mails.${outcome}`,
    values: { reason },
    link: `/applications/${application.id}`,
  })
}
