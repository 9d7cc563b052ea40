/** Who may do what with a document, as sentences. Whoever may not even see it is told that it does not exist. */
import { NotAllowed, NotFound, type Actor } from '../platform/index.ts'
import type { Document, Participant, PersonId } from './rules/index.ts'

/** The person behind an act, as documents know people. */
export function personOf(actor: Actor): PersonId | undefined {
  if (actor.kind === 'account') return actor.accountId as PersonId
  return actor.kind === 'guest' ? (actor.participantId as PersonId) : undefined
}

/** Only the initiator prepares, sends, reminds and takes back. */
export function assertInitiator(actor: Actor, document: Pick<Document, 'initiator'>): void {
  if (personOf(actor) !== document.initiator) throw new NotAllowed('document.not-yours')
}

/** Only somebody whom the document asks may answer it. */
export function assertParticipant(participant: Participant | undefined): asserts participant is Participant {
  if (participant === undefined) throw new NotAllowed('document.not-a-participant')
}

/** A guest sees the one document of their link. */
export function assertGuestsOwn(actor: Actor, documentId: string): void {
  if (actor.kind === 'guest' && actor.documentId !== documentId) throw new NotFound('document')
}

/** A draft is nobody's business but its initiator's. */
export function assertSent(document: Pick<Document, 'state' | 'initiator'>, actor: Actor): void {
  if (document.state === 'draft' && personOf(actor) !== document.initiator) throw new NotFound('document')
}
