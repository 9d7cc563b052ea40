import { sql } from 'kysely'
import type { StoredObject, Tx } from '../platform/index.ts'
import type { ApplicationState, Checklist, Facts } from './rules/index.ts'

export type ApplicationRow = {
  id: string
  order_id: string
  account_id: string
  product_id: string
  state: ApplicationState
  facts: Facts
  agent_id: string | null
  checklist: Checklist | null
  dossier: string | null
  decision: string | null
  decision_signature: Buffer | null
  verifier_sha256: string | null
  reason: string | null
  submitted_at: Date | null
  decided_at: Date | null
  created_at: Date
  changed_at: Date
}
export type DocumentRow = {
  id: string
  application_id: string
  slot: string
  media_type: string
  object: StoredObject
  state: 'waiting' | 'accepted' | 'rejected'
  rejected_because: string | null
  added_at: Date
}
export type AgreementRow = {
  application_id: string
  object: StoredObject
  sha256: string
  signed_at: Date | null
  signed_phone: string | null
}
type ProofingTables = { application: ApplicationRow; application_document: DocumentRow; issuing_agreement: AgreementRow }

export async function insertApplication(tx: Tx, row: Pick<ApplicationRow, 'id' | 'order_id' | 'account_id' | 'product_id'>): Promise<void> {
  const { now } = tx.act
  await tx
    .of<ProofingTables>()
    .insertInto('application')
    .values({
      ...row,
      state: 'draft',
      facts: sql`'{}'`,
      agent_id: null,
      checklist: null,
      dossier: null,
      decision: null,
      decision_signature: null,
      verifier_sha256: null,
      reason: null,
      submitted_at: null,
      decided_at: null,
      created_at: now,
      changed_at: now,
    } as never)
    .execute()
}

export async function findApplication(tx: Tx, id: string): Promise<ApplicationRow | undefined> {
  return tx.of<ProofingTables>().selectFrom('application').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The row stays locked to the end of the transaction: two people cannot decide one application. */
export async function lockApplication(tx: Tx, id: string): Promise<ApplicationRow | undefined> {
  return tx.of<ProofingTables>().selectFrom('application').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function applicationsOf(tx: Tx, accountId: string): Promise<ApplicationRow[]> {
  return tx.of<ProofingTables>().selectFrom('application').selectAll().where('account_id', '=', accountId).orderBy('created_at', 'desc').execute()
}

export async function applicationsIn(tx: Tx, states: readonly ApplicationState[]): Promise<ApplicationRow[]> {
  return tx.of<ProofingTables>().selectFrom('application').selectAll().where('state', 'in', states).orderBy('submitted_at').limit(200).execute()
}

export async function saveApplication(
  tx: Tx,
  id: string,
  change: Partial<Omit<ApplicationRow, 'id' | 'facts' | 'checklist'>> & { facts?: Facts; checklist?: Checklist },
): Promise<void> {
  const { facts, checklist, ...rest } = change
  await tx
    .of<ProofingTables>()
    .updateTable('application')
    .set({
      ...rest,
      ...(facts && { facts: JSON.stringify(facts) }),
      ...(checklist && { checklist: JSON.stringify(checklist) }),
      changed_at: tx.act.now,
    } as never)
    .where('id', '=', id)
    .execute()
}

export async function documentsOf(tx: Tx, applicationId: string): Promise<DocumentRow[]> {
  return tx.of<ProofingTables>().selectFrom('application_document').selectAll().where('application_id', '=', applicationId).orderBy('added_at').execute()
}

export async function findDocument(tx: Tx, applicationId: string, id: string): Promise<DocumentRow | undefined> {
  return tx
    .of<ProofingTables>()
    .selectFrom('application_document')
    .selectAll()
    .where('application_id', '=', applicationId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** One picture a slot: a new one takes the place of the old. Returns what was replaced. */
export async function replaceDocument(tx: Tx, row: Omit<DocumentRow, 'state' | 'rejected_because' | 'added_at'>): Promise<StoredObject | undefined> {
  const db = tx.of<ProofingTables>()
  const old = await db
    .deleteFrom('application_document')
    .where('application_id', '=', row.application_id)
    .where('slot', '=', row.slot)
    .returning('object')
    .executeTakeFirst()
  await db
    .insertInto('application_document')
    .values({ ...row, object: JSON.stringify(row.object), state: 'waiting', rejected_because: null, added_at: tx.act.now } as never)
    .execute()
  return old?.object
}

export async function reviewDocument(tx: Tx, id: string, review: { readonly accepted: boolean; readonly because: string | null }): Promise<void> {
  await tx
    .of<ProofingTables>()
    .updateTable('application_document')
    .set({ state: review.accepted ? 'accepted' : 'rejected', rejected_because: review.because })
    .where('id', '=', id)
    .execute()
}

export async function insertAgreement(tx: Tx, applicationId: string, object: StoredObject): Promise<void> {
  await tx
    .of<ProofingTables>()
    .insertInto('issuing_agreement')
    .values({ application_id: applicationId, object: JSON.stringify(object), sha256: object.sha256 } as never)
    .onConflict((conflict) => conflict.column('application_id').doNothing())
    .execute()
}

export async function lockAgreement(tx: Tx, applicationId: string): Promise<AgreementRow | undefined> {
  return tx.of<ProofingTables>().selectFrom('issuing_agreement').selectAll().where('application_id', '=', applicationId).forUpdate().executeTakeFirst()
}

export async function saveAgreement(tx: Tx, applicationId: string, change: Partial<Omit<AgreementRow, 'object' | 'application_id'>>): Promise<void> {
  await tx.of<ProofingTables>().updateTable('issuing_agreement').set(change).where('application_id', '=', applicationId).execute()
}
