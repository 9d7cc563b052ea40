/** What signing may write here: the fact of a signature, and how far its evidence has come. Only the signing domain calls these. */
import { audit } from '../../audit/index.ts'
import { events, type Tx } from '../../platform/index.ts'
import { completeDocument, type Document, type Participant, type SignatureLevel, type SignerFacts } from '../rules/index.ts'
import { insertSignature, saveDocument, saveSignature } from '../store.ts'
import { noteDone } from './participate.ts'

export type NewSignature = { readonly id: string; readonly certificateSha256: string; readonly facts: SignerFacts; readonly pdfRevision: number | null }

/** In the transaction that stores the signature itself; the document's row is locked by then. */
export async function recordSignature(tx: Tx, document: Document, participant: Participant, signature: NewSignature): Promise<Document> {
  const { actor, now } = tx.act
  await insertSignature(tx, {
    id: signature.id,
    document_id: document.id,
    participant_id: participant.id,
    account_id: actor.kind === 'account' ? actor.accountId : participant.accountId,
    certificate_sha256: signature.certificateSha256,
    facts: signature.facts,
    signed_at: now,
    timestamped_at: null,
    level: 'B',
    trouble: null,
    recalled_at: null,
  })
  if (signature.pdfRevision !== null) await saveDocument(tx, document.id, { awaits_pdf: true })
  const after = await noteDone(tx, document, participant)
  await events.emit(tx, { type: 'document.signed', documentId: document.id, signatureId: signature.id })
  const { certificateSha256, pdfRevision } = signature
  await audit.write(tx, 'document.signed', document.id, {
    signature: signature.id,
    participant: participant.id,
    certificateSha256,
    sha256: document.original.sha256,
    pdfRevision,
  })
  return after
}

/** The evidence of a signature has grown; the last step may complete the document. */
export async function noteLevel(tx: Tx, raised: { readonly documentId: string; readonly signatureId: string; readonly level: SignatureLevel }): Promise<void> {
  const { documentId, signatureId, level } = raised
  await saveSignature(tx, signatureId, { level, trouble: null, ...(level === 'T' && { timestamped_at: tx.act.now }) })
  if (level === 'LT') await tx.act.platform.jobs.send(tx, completeDocument, { documentId })
  await audit.write(tx, 'signature.raised', documentId, { signature: signatureId, level })
}

/** Why the evidence does not grow for now; people see it, and it is tried again. */
export async function noteTrouble(tx: Tx, signatureId: string, trouble: string): Promise<void> {
  await saveSignature(tx, signatureId, { trouble })
}

/** The signatures inside the PDF have their evidence. */
export async function notePdfRaised(tx: Tx, documentId: string): Promise<void> {
  await saveDocument(tx, documentId, { awaits_pdf: false })
  await tx.act.platform.jobs.send(tx, completeDocument, { documentId })
  await audit.write(tx, 'document.pdf-raised', documentId)
}
