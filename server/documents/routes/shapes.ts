/** What documents look like on the wire. */
import { z } from 'zod'
import type { Actor } from '../../platform/index.ts'
import { documentStates, participantRoles, participantStates, takesPdfSignature, type Document, type Participant, type Signature } from '../rules/index.ts'
import type { DocumentPage, DocumentList } from '../service/read.ts'

export const documentId = z.object({ id: z.uuid() })
const moment = z.iso.datetime()

export const participantShape = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    taxNumber: z.string().nullable(),
    taxCountry: z.string().nullable(),
    role: z.enum(participantRoles),
    order: z.number().int(),
    state: z.enum(participantStates),
    invitedAt: moment.nullable(),
    openedAt: moment.nullable(),
    actedAt: moment.nullable(),
    declineReason: z.string().nullable(),
  })
  .meta({ id: 'Participant' })

export const signatureShape = z
  .object({
    id: z.uuid(),
    participantId: z.uuid(),
    certificateSha256: z.string(),
    name: z.string(),
    personalNumber: z.string().nullable(),
    organisation: z.string().nullable(),
    organisationNumber: z.string().nullable(),
    title: z.string().nullable(),
    issuer: z.string(),
    serialNumber: z.string(),
    validFrom: moment,
    validTo: moment,
    signedAt: moment,
    timestampedAt: moment.nullable(),
    level: z.enum(['B', 'T', 'LT']),
    trouble: z.string().nullable(),
    recalledAt: moment.nullable(),
  })
  .meta({ id: 'DocumentSignature' })

const documentFields = {
  id: z.uuid(),
  cabinetId: z.string(),
  name: z.string(),
  kind: z.enum(['pdf', 'office', 'image', 'other']),
  mediaType: z.string(),
  state: z.enum(documentStates),
  size: z.number().int(),
  sha256: z.string(),
  pages: z.number().int().nullable(),
  /** Can it carry signatures inside itself, besides the ones beside it? */
  takesPdfSignature: z.boolean(),
  pdfFault: z.string().nullable(),
  deadline: moment.nullable(),
  message: z.string(),
  createdAt: moment,
  sentAt: moment.nullable(),
  endedAt: moment.nullable(),
  participants: z.array(participantShape),
  signatures: z.array(signatureShape),
}

export const documentShape = z.object(documentFields).meta({ id: 'Document' })

export const documentPageShape = z
  .object({
    ...documentFields,
    initiator: z.object({ id: z.uuid(), name: z.string() }),
    view: z.object({ state: z.enum(['pending', 'ready', 'failed']), reason: z.string().nullable() }),
    me: z.object({ participantId: z.uuid(), mayAct: z.boolean() }).nullable(),
    isInitiator: z.boolean(),
    mayRecall: z.boolean(),
    history: z.array(z.object({ action: z.string(), at: moment, who: z.string(), details: z.record(z.string(), z.unknown()) })),
  })
  .meta({ id: 'DocumentPage' })

export const documentListShape = z
  .object({
    documents: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        kind: documentFields.kind,
        state: documentFields.state,
        changedAt: moment,
        createdAt: moment,
        deadline: moment.nullable(),
        initiatorId: z.uuid(),
        needsMe: z.boolean(),
        participants: z.array(participantShape.pick({ id: true, name: true, email: true, role: true, state: true })),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'DocumentList' })

/** Whoever came by a link alone sees who else takes part and what they did, not their addresses and numbers. */
export function showDocument(document: Document, viewer: Actor): z.infer<typeof documentShape> {
  const whole = showWhole(document)
  return viewer.kind === 'guest' ? discreet(whole, viewer.participantId) : whole
}

function showWhole(document: Document): z.infer<typeof documentShape> {
  const { id, cabinetId, name, kind, mediaType, state, pages, pdfFault, message } = document
  return {
    id,
    cabinetId,
    name,
    kind,
    mediaType,
    state,
    size: document.original.size,
    sha256: document.original.sha256,
    pages,
    takesPdfSignature: takesPdfSignature(document),
    pdfFault,
    deadline: text(document.deadline),
    message,
    createdAt: document.createdAt.toISOString(),
    sentAt: text(document.sentAt),
    endedAt: text(document.endedAt),
    participants: document.participants.map(showParticipant),
    signatures: document.signatures.map(showSignature),
  }
}

export function showPage(page: DocumentPage, viewer: Actor): z.infer<typeof documentPageShape> {
  const { document, initiatorName, view, me, isInitiator, mayRecall, history } = page
  return {
    ...showDocument(document, viewer),
    initiator: { id: document.initiator, name: initiatorName },
    view,
    me,
    isInitiator,
    mayRecall,
    history: [...history].map((row) => ({ ...row, details: { ...row.details } })),
  }
}

function discreet(document: z.infer<typeof documentShape>, own: string): z.infer<typeof documentShape> {
  return {
    ...document,
    participants: document.participants.map((participant) => (participant.id === own ? participant : { ...participant, email: '', taxNumber: null })),
    signatures: document.signatures.map((signature) => (signature.participantId === own ? signature : { ...signature, personalNumber: null })),
  }
}

export function showList(list: DocumentList): z.infer<typeof documentListShape> {
  return {
    documents: list.rows.map((row) => ({
      ...row,
      changedAt: row.changedAt.toISOString(),
      createdAt: row.createdAt.toISOString(),
      deadline: text(row.deadline),
      participants: [...row.participants],
    })),
    next: list.next,
  }
}

function showParticipant(participant: Participant): z.infer<typeof participantShape> {
  const { id, email, name, taxNumber, taxCountry, role, order, state, declineReason } = participant
  return {
    id,
    email,
    name,
    taxNumber,
    taxCountry,
    role,
    order,
    state,
    declineReason,
    invitedAt: text(participant.invitedAt),
    openedAt: text(participant.openedAt),
    actedAt: text(participant.actedAt),
  }
}

export function showSignature(signature: Signature): z.infer<typeof signatureShape> {
  const { id, participantId, certificateSha256, facts, level, trouble } = signature
  return {
    id,
    participantId,
    certificateSha256,
    ...facts,
    level,
    trouble,
    signedAt: signature.signedAt.toISOString(),
    timestampedAt: text(signature.timestampedAt),
    recalledAt: text(signature.recalledAt),
  }
}

function text(at: Date | null): string | null {
  return at?.toISOString() ?? null
}
