/** A document with everyone in it, as the rules see it. */
import type { StoredObject } from '../../platform/index.ts'
import type { DocumentState, ParticipantRole, ParticipantState } from './life.ts'

/** What the bytes are, judged by the bytes. */
export type ContentsKind = 'pdf' | 'office' | 'image' | 'other'

/** An account, or a participant who came by a link and has none. */
export type PersonId = string & { readonly brand: 'person' }

export type Participant = {
  readonly id: string
  readonly accountId: string | null
  readonly email: string
  readonly name: string
  readonly language: string
  /** Only a certificate with this number may sign for this participant. */
  readonly taxNumber: string | null
  readonly taxCountry: string | null
  readonly role: ParticipantRole
  /** Those with one number act side by side; a lower number acts before a higher one of the same role. */
  readonly order: number
  readonly state: ParticipantState
  readonly invitedAt: Date | null
  readonly openedAt: Date | null
  readonly actedAt: Date | null
  readonly declineReason: string | null
}

/** How far the evidence of a signature has come: signed, time-stamped, complete for the long term. */
export type SignatureLevel = 'B' | 'T' | 'LT'

/** What a certificate says of its holder; shown on the seal, the sheet and in the archive. */
export type SignerFacts = {
  readonly name: string
  readonly personalNumber: string | null
  readonly organisation: string | null
  readonly organisationNumber: string | null
  readonly title: string | null
  readonly issuer: string
  readonly serialNumber: string
  readonly validFrom: string
  readonly validTo: string
}

export type Signature = {
  readonly id: string
  readonly participantId: string
  readonly signer: PersonId
  readonly certificateSha256: string
  readonly facts: SignerFacts
  readonly signedAt: Date
  readonly timestampedAt: Date | null
  readonly level: SignatureLevel
  /** Why the evidence is not complete yet, where a service did not answer; it is asked again. */
  readonly trouble: string | null
  readonly recalledAt: Date | null
}

export type Document = {
  readonly id: string
  readonly cabinetId: string
  readonly initiator: PersonId
  readonly name: string
  readonly kind: ContentsKind
  readonly mediaType: string
  readonly state: DocumentState
  readonly original: StoredObject
  readonly pages: number | null
  /** Why this PDF can take no signature inside itself; it still takes one beside it. */
  readonly pdfFault: string | null
  readonly deadline: Date | null
  readonly message: string
  readonly createdAt: Date
  readonly sentAt: Date | null
  readonly endedAt: Date | null
  /** A signature inside the PDF waits for its evidence. */
  readonly awaitsPdf: boolean
  readonly participants: readonly Participant[]
  readonly signatures: readonly Signature[]
}

export function participantOf(document: Document, id: string): Participant | undefined {
  return document.participants.find((participant) => participant.id === id)
}

/** May this document carry signatures inside itself? */
export function takesPdfSignature(document: Pick<Document, 'kind' | 'pdfFault'>): boolean {
  return document.kind === 'pdf' && document.pdfFault === null
}
