import type { SignatureLevel } from '../documents/index.ts'
import type { StoredObject, Tx } from '../platform/index.ts'

type SigningTables = {
  signature_evidence: { signature_id: string; level: SignatureLevel; object: StoredObject; made_at: Date }
  pdf_revision: { document_id: string; number: number; kind: 'signature' | 'evidence'; signature_id: string | null; object: StoredObject; made_at: Date }
  signature: { id: string; document_id: string; level: SignatureLevel; recalled_at: Date | null; signed_at: Date }
  document: { id: string; awaits_pdf: boolean; changed_at: Date }
}

export type Evidence = { readonly level: SignatureLevel; readonly object: StoredObject }
export type Revision = { readonly number: number; readonly kind: 'signature' | 'evidence'; readonly object: StoredObject }

/** False when this level was reached before: somebody else did the same work. */
export async function insertEvidence(tx: Tx, signatureId: string, evidence: Evidence): Promise<boolean> {
  const inserted = await tx
    .of<SigningTables>()
    .insertInto('signature_evidence')
    .values({ signature_id: signatureId, ...evidence, made_at: tx.act.now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n
}

const ladder: readonly SignatureLevel[] = ['B', 'T', 'LT']

/** The signature with the most evidence it has so far. */
export async function newestEvidence(tx: Tx, signatureId: string): Promise<Evidence | undefined> {
  const rows = await tx.of<SigningTables>().selectFrom('signature_evidence').select(['level', 'object']).where('signature_id', '=', signatureId).execute()
  return rows.toSorted((left, right) => ladder.indexOf(right.level) - ladder.indexOf(left.level))[0]
}

export async function documentOfSignature(tx: Tx, signatureId: string): Promise<string | undefined> {
  const row = await tx.of<SigningTables>().selectFrom('signature').select('document_id').where('id', '=', signatureId).executeTakeFirst()
  return row?.document_id
}

export async function revisionsOf(tx: Tx, documentId: string): Promise<Revision[]> {
  return tx
    .of<SigningTables>()
    .selectFrom('pdf_revision')
    .select(['number', 'kind', 'object'])
    .where('document_id', '=', documentId)
    .orderBy('number')
    .execute()
}

/** False when the number is taken: the file has moved on. */
export async function insertRevision(tx: Tx, documentId: string, revision: Revision, signatureId: string | null): Promise<boolean> {
  const inserted = await tx
    .of<SigningTables>()
    .insertInto('pdf_revision')
    .values({ document_id: documentId, signature_id: signatureId, ...revision, made_at: tx.act.now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Signatures and documents whose evidence has been wanting since before a moment. */
export async function unfinishedBefore(tx: Tx, moment: Date, limit: number): Promise<{ readonly signatures: string[]; readonly documents: string[] }> {
  const tables = tx.of<SigningTables>()
  const signatures = await tables
    .selectFrom('signature')
    .select('id')
    .where('level', '<>', 'LT')
    .where('recalled_at', 'is', null)
    .where('signed_at', '<', moment)
    .limit(limit)
    .execute()
  const documents = await tables.selectFrom('document').select('id').where('awaits_pdf', '=', true).where('changed_at', '<', moment).limit(limit).execute()
  return { signatures: signatures.map(({ id }) => id), documents: documents.map(({ id }) => id) }
}
