/**
 * Whose turn it is. Approvers act before signers, signers before those who acknowledge;
 * within a role a lower order number before a higher one, equal numbers side by side. Observers see everything from the sending on.
 */
import type { Document, Participant } from './document.ts'
import { roleActs, type ParticipantAct, type ParticipantRole } from './life.ts'

const stages: readonly ParticipantRole[] = ['approver', 'signer', 'acknowledger']

export function isDone(participant: Pick<Participant, 'role' | 'state'>): boolean {
  const { done } = roleActs[participant.role]
  return done === null || participant.state === done
}

/** Participants who may act now. Empty when everyone has, or when the document is not open. */
export function whoseTurn(document: Pick<Document, 'state' | 'participants'>): Participant[] {
  if (document.state !== 'open') return []
  for (const role of stages) {
    const left = document.participants.filter((participant) => participant.role === role && !isDone(participant))
    if (left.length === 0) continue
    const first = Math.min(...left.map((participant) => participant.order))
    return left.filter((participant) => participant.order === first)
  }
  return []
}

/** Participants to whom the invitation goes now: those whose turn has come, and observers. */
export function toInvite(document: Pick<Document, 'state' | 'participants'>): Participant[] {
  const turn = new Set(whoseTurn(document).map(({ id }) => id))
  return document.participants.filter(
    (participant) => participant.state === 'waiting' && (turn.has(participant.id) || (document.state === 'open' && participant.role === 'observer')),
  )
}

export type ActDecision =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'refused'; readonly because: 'document-not-open' | 'not-your-turn' | 'already-done' | 'not-your-role' }

/** May this participant approve, sign or acknowledge now? */
export function decideAct(document: Pick<Document, 'state' | 'participants'>, participant: Participant, act: ParticipantAct): ActDecision {
  if (document.state !== 'open') return { kind: 'refused', because: 'document-not-open' }
  if (roleActs[participant.role].act !== act) return { kind: 'refused', because: 'not-your-role' }
  if (isDone(participant)) return { kind: 'refused', because: 'already-done' }
  return whoseTurn(document).some(({ id }) => id === participant.id) ? { kind: 'allowed' } : { kind: 'refused', because: 'not-your-turn' }
}

export type RefusalDecision =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'refused'; readonly because: 'document-not-open' | 'not-your-turn' | 'already-done' | 'not-your-role' }

/** May this participant decline the document? Whoever is asked to act may say no until they have acted. */
export function decideRefusal(document: Pick<Document, 'state' | 'participants'>, participant: Participant): RefusalDecision {
  const { act } = roleActs[participant.role]
  return act === null ? { kind: 'refused', because: 'not-your-role' } : decideAct(document, participant, act)
}

/** Has everyone who was asked to act done so, and is every signature's evidence complete? */
export function isReadyToComplete(document: Pick<Document, 'state' | 'participants' | 'signatures' | 'awaitsPdf'>): boolean {
  if (document.state !== 'open' || document.awaitsPdf || !document.participants.every(isDone)) return false
  return document.signatures.every((signature) => signature.recalledAt !== null || signature.level === 'LT')
}
