import { sql, type Selectable, type Updateable } from 'kysely'
import type { StoredObject, Tx } from '../platform/index.ts'
import { NotFound } from '../platform/index.ts'
import { participantLife } from './rules/index.ts'
import type {
  ContentsKind,
  Document,
  DocumentState,
  Participant,
  ParticipantRole,
  ParticipantState,
  PersonId,
  Signature,
  SignatureLevel,
  SignerFacts,
} from './rules/index.ts'

export type DocumentTable = {
  id: string
  cabinet_id: string
  initiator_id: string
  name: string
  kind: ContentsKind
  media_type: string
  state: DocumentState
  original: StoredObject
  pages: number | null
  pdf_fault: string | null
  deadline: Date | null
  message: string
  reminded_at: Date | null
  created_at: Date
  changed_at: Date
  sent_at: Date | null
  ended_at: Date | null
  awaits_pdf: boolean
}

export type ParticipantTable = {
  id: string
  document_id: string
  account_id: string | null
  email: string
  name: string
  language: string
  tax_number: string | null
  tax_country: string | null
  role: ParticipantRole
  order: number
  state: ParticipantState
  invited_at: Date | null
  opened_at: Date | null
  seen_at: Date | null
  acted_at: Date | null
  decline_reason: string | null
}

export type SignatureTable = {
  id: string
  document_id: string
  participant_id: string
  account_id: string | null
  certificate_sha256: string
  facts: SignerFacts
  signed_at: Date
  timestamped_at: Date | null
  level: SignatureLevel
  trouble: string | null
  recalled_at: Date | null
}

export type ViewTable = {
  document_id: string
  state: 'pending' | 'ready' | 'failed'
  reason: string | null
  object: StoredObject | null
  drawn_at: Date | null
}

export type DocumentTables = { document: DocumentTable; participant: ParticipantTable; signature: SignatureTable; document_view: ViewTable }

export async function insertDocument(
  tx: Tx,
  row: Omit<DocumentTable, 'deadline' | 'message' | 'reminded_at' | 'created_at' | 'changed_at' | 'sent_at' | 'ended_at' | 'awaits_pdf'>,
): Promise<void> {
  await tx
    .of<DocumentTables>()
    .insertInto('document')
    .values({
      ...row,
      message: '',
      deadline: null,
      reminded_at: null,
      created_at: tx.act.now,
      changed_at: tx.act.now,
      sent_at: null,
      ended_at: null,
      awaits_pdf: false,
    })
    .execute()
}

/** The document with everyone in it; its row stays locked to the end of the transaction. */
export async function lockDocument(tx: Tx, id: string): Promise<Document> {
  const row = await tx.of<DocumentTables>().selectFrom('document').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return gather(tx, row)
}

export async function findDocument(tx: Tx, id: string): Promise<Document> {
  const row = await tx.of<DocumentTables>().selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst()
  return gather(tx, row)
}

async function gather(tx: Tx, row: Selectable<DocumentTable> | undefined): Promise<Document> {
  if (row === undefined) throw new NotFound('document')
  const tables = tx.of<DocumentTables>()
  const participants = await tables
    .selectFrom('participant')
    .selectAll()
    .where('document_id', '=', row.id)
    .orderBy('order')
    .orderBy('email')
    .orderBy('id')
    .execute()
  const signatures = await tables.selectFrom('signature').selectAll().where('document_id', '=', row.id).orderBy('signed_at').orderBy('id').execute()
  return toDocument(row, participants.map(toParticipant), signatures.map(toSignature))
}

export async function saveDocument(tx: Tx, id: string, changes: Updateable<DocumentTable>): Promise<void> {
  await tx
    .of<DocumentTables>()
    .updateTable('document')
    .set({ ...changes, changed_at: tx.act.now })
    .where('id', '=', id)
    .execute()
}

export async function replaceParticipants(tx: Tx, documentId: string, rows: readonly ParticipantTable[]): Promise<void> {
  await tx.of<DocumentTables>().deleteFrom('participant').where('document_id', '=', documentId).execute()
  if (rows.length > 0)
    await tx
      .of<DocumentTables>()
      .insertInto('participant')
      .values([...rows])
      .execute()
}

export async function saveParticipant(tx: Tx, id: string, changes: Updateable<ParticipantTable>): Promise<void> {
  await tx.of<DocumentTables>().updateTable('participant').set(changes).where('id', '=', id).execute()
}

/** From invited to opened; any other state stays. */
export async function openParticipant(tx: Tx, id: string): Promise<void> {
  await tx
    .of<DocumentTables>()
    .updateTable('participant')
    .set({ state: participantLife.invited.open, opened_at: tx.act.now })
    .where('id', '=', id)
    .where('state', '=', 'invited')
    .execute()
}

/** Which participants of this document the actor is; by the same rule that lets the actor see it. */
export async function ownParticipantIds(tx: Tx, documentId: string): Promise<string[]> {
  const { rows } = await sql<{ participant_id: string }>`select participant_id from parts_of_actor() where document_id = ${documentId}`.execute(tx.transaction)
  return rows.map((row) => row.participant_id)
}

export async function insertSignature(tx: Tx, row: SignatureTable): Promise<void> {
  await tx.of<DocumentTables>().insertInto('signature').values(row).execute()
}

export async function saveSignature(
  tx: Tx,
  id: string,
  changes: Pick<Updateable<SignatureTable>, 'level' | 'timestamped_at' | 'trouble' | 'recalled_at'>,
): Promise<void> {
  await tx.of<DocumentTables>().updateTable('signature').set(changes).where('id', '=', id).execute()
}

/** Open documents whose deadline has passed. */
export async function overdueDocumentIds(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx
    .of<DocumentTables>()
    .selectFrom('document')
    .select('id')
    .where('state', '=', 'open')
    .where('deadline', '<=', tx.act.now)
    .orderBy('deadline')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** When it last reminded, for the pause between two reminders. */
export async function remindedAt(tx: Tx, id: string): Promise<Date | null> {
  const row = await tx.of<DocumentTables>().selectFrom('document').select('reminded_at').where('id', '=', id).executeTakeFirst()
  return row?.reminded_at ?? null
}

/** When a participant last fetched the contents, for not writing one reading down many times. */
export async function seenAt(tx: Tx, participantId: string): Promise<Date | null> {
  const row = await tx.of<DocumentTables>().selectFrom('participant').select('seen_at').where('id', '=', participantId).executeTakeFirst()
  return row?.seen_at ?? null
}

export async function insertView(tx: Tx, row: ViewTable): Promise<void> {
  await tx.of<DocumentTables>().insertInto('document_view').values(row).execute()
}

export async function findView(tx: Tx, documentId: string): Promise<ViewTable | undefined> {
  return tx.of<DocumentTables>().selectFrom('document_view').selectAll().where('document_id', '=', documentId).executeTakeFirst()
}

export async function saveView(tx: Tx, documentId: string, changes: Updateable<ViewTable>): Promise<void> {
  await tx.of<DocumentTables>().updateTable('document_view').set(changes).where('document_id', '=', documentId).execute()
}

function toDocument(row: Selectable<DocumentTable>, participants: Participant[], signatures: Signature[]): Document {
  return {
    id: row.id,
    cabinetId: row.cabinet_id,
    initiator: row.initiator_id as PersonId,
    name: row.name,
    kind: row.kind,
    mediaType: row.media_type,
    state: row.state,
    original: row.original,
    pages: row.pages,
    pdfFault: row.pdf_fault,
    deadline: row.deadline,
    message: row.message,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    endedAt: row.ended_at,
    awaitsPdf: row.awaits_pdf,
    participants,
    signatures,
  }
}

export function toParticipant(row: Selectable<ParticipantTable>): Participant {
  const { id, email, name, language, role, order, state } = row
  return {
    id,
    email,
    name,
    language,
    role,
    order,
    state,
    accountId: row.account_id,
    taxNumber: row.tax_number,
    taxCountry: row.tax_country,
    invitedAt: row.invited_at,
    openedAt: row.opened_at,
    actedAt: row.acted_at,
    declineReason: row.decline_reason,
  }
}

function toSignature(row: Selectable<SignatureTable>): Signature {
  return {
    id: row.id,
    participantId: row.participant_id,
    signer: (row.account_id ?? row.participant_id) as PersonId,
    certificateSha256: row.certificate_sha256,
    facts: row.facts,
    signedAt: row.signed_at,
    timestampedAt: row.timestamped_at,
    level: row.level,
    trouble: row.trouble,
    recalledAt: row.recalled_at,
  }
}

export async function documentIdOfParticipant(tx: Tx, participantId: string): Promise<string> {
  const row = await tx.of<DocumentTables>().selectFrom('participant').select('document_id').where('id', '=', participantId).executeTakeFirst()
  if (row === undefined) throw new NotFound('participant')
  return row.document_id
}
