import type { StoredObject, Tx } from '../platform/index.ts'

type ArchiveTables = { archive: { document_id: string; object: StoredObject; built_at: Date } }

export async function findArchive(tx: Tx, documentId: string): Promise<StoredObject | undefined> {
  const row = await tx.of<ArchiveTables>().selectFrom('archive').select('object').where('document_id', '=', documentId).executeTakeFirst()
  return row?.object
}

/** False when one was kept before. */
export async function insertArchive(tx: Tx, documentId: string, object: StoredObject): Promise<boolean> {
  const inserted = await tx
    .of<ArchiveTables>()
    .insertInto('archive')
    .values({ document_id: documentId, object, built_at: tx.act.now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n
}
