/**
 * News for the domains further right: written in the transaction that made them true, delivered as jobs.
 * A domain to the left never calls one to the right; it says what happened.
 */
import type { Tx } from './act.ts'

/** Every event there is. Ids only: a subscriber reads the state that holds when it runs. */
export type Event =
  | { readonly type: 'account.confirmed'; readonly accountId: string }
  | { readonly type: 'identity.linked'; readonly accountId: string; readonly certificateId: string }
  | { readonly type: 'order.placed'; readonly orderId: string }
  | { readonly type: 'application.decided'; readonly applicationId: string }
  | { readonly type: 'agreement.signed'; readonly applicationId: string }
  | { readonly type: 'certificate.issued'; readonly certificateId: string }
  | { readonly type: 'certificate.revoked'; readonly certificateId: string }
  | { readonly type: 'document.added'; readonly documentId: string }
  | { readonly type: 'document.sent'; readonly documentId: string }
  | { readonly type: 'document.turn'; readonly documentId: string; readonly participantId: string }
  | { readonly type: 'document.signed'; readonly documentId: string; readonly signatureId: string }
  | { readonly type: 'document.declined'; readonly documentId: string; readonly participantId: string }
  | { readonly type: 'document.completed'; readonly documentId: string }

export type EventType = Event['type']

export const events = {
  /** One job for each subscriber, inside the transaction. */
  async emit(tx: Tx, event: Event): Promise<void> {
    const { jobs } = tx.act.platform
    const { type, ...data } = event
    for (const job of jobs.subscribersOf(type)) await jobs.send(tx, job, data)
  },
}
