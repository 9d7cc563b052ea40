/** When a document may be taken back (F6). */
import type { Document, PersonId } from './document.ts'

export type RecallDecision =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'needs-consent'; readonly of: readonly PersonId[] }
  | { readonly kind: 'refused'; readonly because: 'not-open' | 'not-initiator' }

type Recallable = Pick<Document, 'state' | 'initiator'> & { readonly signatures: readonly Pick<Document['signatures'][number], 'signer' | 'recalledAt'>[] }

/**
 * May `person` take the whole document back?
 *
 * Freely, while nobody but the initiator has signed. After that only together with everyone who signed:
 * they sign a recall agreement, which is a document of its own.
 */
export function decideRecall(document: Recallable, person: PersonId): RecallDecision {
  if (person !== document.initiator) return { kind: 'refused', because: 'not-initiator' }
  if (document.state !== 'open' && document.state !== 'completed') return { kind: 'refused', because: 'not-open' }
  const others = standingSigners(document).filter((signer) => signer !== person)
  if (others.length > 0) return { kind: 'needs-consent', of: others }
  return document.state === 'open' ? { kind: 'allowed' } : { kind: 'refused', because: 'not-open' }
}

function standingSigners(document: Recallable): PersonId[] {
  return document.signatures.filter((signature) => signature.recalledAt === null).map((signature) => signature.signer)
}
