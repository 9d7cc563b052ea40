/** How a document ends: taken back, thrown away, out of time, complete. */
import { findAccounts } from '../../accounts/index.ts'
import { audit } from '../../audit/index.ts'
import { tellByMail } from '../../notifications/index.ts'
import { events, type Act, type Tx } from '../../platform/index.ts'
import { assertInitiator } from '../policy.ts'
import { decideRecall, documentLife, isReadyToComplete, titleOf, type Document, type RecallDecision } from '../rules/index.ts'
import { lockDocument, overdueDocumentIds, saveDocument } from '../store.ts'

/** Takes a document back. The row stays locked to the end, so a signature cannot slip in between. */
export async function recallDocument(act: Act, id: string): Promise<RecallDecision> {
  return act.transaction(async (tx) => {
    const document = await lockDocument(tx, id)
    assertInitiator(act.actor, document)
    const decision = decideRecall(document, document.initiator)
    if (decision.kind !== 'allowed') return decision
    await saveDocument(tx, id, { state: documentLife.open.recall, ended_at: act.now })
    await tellInvited(tx, document, 'recalled')
    await audit.write(tx, 'document.recalled', id)
    return decision
  })
}

export type DiscardDecision = { readonly kind: 'allowed' } | { readonly kind: 'refused'; readonly because: 'not-a-draft' }

/** Throws a draft away. */
export async function discardDocument(act: Act, id: string): Promise<DiscardDecision> {
  return act.transaction(async (tx) => {
    const document = await lockDocument(tx, id)
    assertInitiator(act.actor, document)
    if (document.state !== 'draft') return { kind: 'refused', because: 'not-a-draft' }
    await saveDocument(tx, id, { state: documentLife.draft.discard, ended_at: act.now })
    await audit.write(tx, 'document.discarded', id)
    return { kind: 'allowed' }
  })
}

/** Completes the document if nothing is left to do. Safe to ask at any time. */
export async function completeIfReady(act: Act, id: string): Promise<void> {
  await act.transaction(async (tx) => {
    const document = await lockDocument(tx, id)
    if (!isReadyToComplete(document)) return
    await saveDocument(tx, id, { state: documentLife.open.complete, ended_at: act.now })
    await tellInvited(tx, document, 'completed')
    await tellInitiator(tx, document, 'completed')
    await events.emit(tx, { type: 'document.completed', documentId: id })
    await audit.write(tx, 'document.completed', id, { sha256: document.original.sha256, signatures: document.signatures.map((signature) => signature.id) })
  })
}

const batch = 200

/** Ends what nobody finished in time; each document in a transaction of its own. */
export async function expireOverdue(act: Act): Promise<void> {
  const ids = await act.transaction((tx) => overdueDocumentIds(tx, batch))
  for (const id of ids) {
    await act.transaction(async (tx) => {
      const document = await lockDocument(tx, id)
      if (document.state !== 'open' || document.deadline === null || document.deadline > act.now) return
      await saveDocument(tx, id, { state: documentLife.open.expire, ended_at: act.now })
      await tellInitiator(tx, document, 'expired')
      await audit.write(tx, 'document.expired', id)
    })
  }
}

async function tellInvited(tx: Tx, document: Document, letter: 'recalled' | 'completed'): Promise<void> {
  for (const participant of document.participants) {
    if (participant.state === 'waiting' || participant.accountId === document.initiator) continue
    await tellByMail(tx, {
      to: participant.email,
      language: participant.language,
      text: `documents:mails.${letter}`,
      values: { title: titleOf(document.name) },
      link: `/documents/${document.id}`,
    })
  }
}

async function tellInitiator(tx: Tx, document: Document, letter: 'completed' | 'expired'): Promise<void> {
  const [initiator] = await findAccounts(tx, [document.initiator])
  if (initiator === undefined) return
  await tellByMail(tx, {
    to: initiator.email,
    language: initiator.language,
    text: `documents:mails.${letter}`,
    values: { title: titleOf(document.name) },
    link: `/documents/${document.id}`,
  })
}
