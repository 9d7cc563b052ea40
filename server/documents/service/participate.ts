/** What the people who were asked may do without a key: approve, acknowledge, decline. Signing is the next domain's. */
import { audit } from '../../audit/index.ts'
import { findAccount, requireConfirmed } from '../../accounts/index.ts'
import { tellByMail } from '../../notifications/index.ts'
import { events, type Act, type Tx } from '../../platform/index.ts'
import { assertParticipant } from '../policy.ts'
import {
  completeDocument,
  decideAct,
  decideRefusal,
  documentLife,
  roleActs,
  titleOf,
  whoseTurn,
  type ActDecision,
  type Document,
  type Participant,
  type RefusalDecision,
} from '../rules/index.ts'
import { findDocument, lockDocument, ownParticipantIds, saveDocument, saveParticipant } from '../store.ts'
import { inviteNext } from './invite.ts'

/** The participant that the actor is in this document: the one whose turn it is, else the first. */
export async function ownParticipant(tx: Tx, document: Document): Promise<Participant | undefined> {
  const ids = new Set(await ownParticipantIds(tx, document.id))
  return whoseTurn(document).find(({ id }) => ids.has(id)) ?? document.participants.find(({ id }) => ids.has(id))
}

export type ParticipationResult = { readonly kind: 'allowed'; readonly document: Document } | Exclude<ActDecision, { kind: 'allowed' }>

export function approve(act: Act, id: string): Promise<ParticipationResult> {
  return participate(act, id, 'approve')
}

export function acknowledge(act: Act, id: string): Promise<ParticipationResult> {
  return participate(act, id, 'acknowledge')
}

async function participate(act: Act, id: string, does: 'approve' | 'acknowledge'): Promise<ParticipationResult> {
  return act.transaction(async (tx) => {
    if (act.actor.kind === 'account') await requireConfirmed(tx)
    const document = await lockDocument(tx, id)
    const participant = await ownParticipant(tx, document)
    assertParticipant(participant)
    const decision = decideAct(document, participant, does)
    if (decision.kind === 'refused') return decision
    const after = await noteDone(tx, document, participant)
    await audit.write(tx, `document.${roleActs[participant.role].done}`, id, { participant: participant.id, sha256: document.original.sha256 })
    return { kind: 'allowed', document: after }
  })
}

/** The participant has done their part: their state, the next people's turn, and the look whether all is complete. */
export async function noteDone(tx: Tx, { id: documentId }: Document, participant: Participant): Promise<Document> {
  const { done } = roleActs[participant.role]
  if (done === null) throw new Error('an observer has nothing to do')
  const { actor } = tx.act
  await saveParticipant(tx, participant.id, { state: done, acted_at: tx.act.now, ...(actor.kind === 'account' && { account_id: actor.accountId }) })
  await saveDocument(tx, documentId, {})
  const document = await inviteNext(tx, await findDocument(tx, documentId))
  await tx.act.platform.jobs.send(tx, completeDocument, { documentId })
  return document
}

export type DeclineResult = { readonly kind: 'allowed'; readonly document: Document } | Exclude<RefusalDecision, { kind: 'allowed' }>

/** One "no" ends the document for everyone; the initiator is told the reason. */
export async function decline(act: Act, id: string, reason: string): Promise<DeclineResult> {
  return act.transaction(async (tx) => {
    const document = await lockDocument(tx, id)
    const participant = await ownParticipant(tx, document)
    assertParticipant(participant)
    const decision = decideRefusal(document, participant)
    if (decision.kind === 'refused') return decision
    await saveParticipant(tx, participant.id, { state: 'declined', acted_at: act.now, decline_reason: reason })
    await saveDocument(tx, id, { state: documentLife.open.decline, ended_at: act.now })
    await tellInitiator(tx, document, participant, reason)
    await events.emit(tx, { type: 'document.declined', documentId: id, participantId: participant.id })
    await audit.write(tx, 'document.declined', id, { participant: participant.id, reason })
    return { kind: 'allowed', document: await findDocument(tx, id) }
  })
}

async function tellInitiator(tx: Tx, document: Document, participant: Participant, reason: string): Promise<void> {
  const initiator = await findAccount(tx, document.initiator)
  if (initiator === undefined) return
  await tellByMail(tx, {
    to: initiator.email,
    language: initiator.language,
    text: 'documents:mails.declined',
    values: { title: titleOf(document.name), who: participant.name || participant.email, reason },
    link: `/documents/${document.id}`,
  })
}
