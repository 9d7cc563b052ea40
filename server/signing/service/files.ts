/** Reading what signing made. */
import { createHash } from 'node:crypto'
import type { ByteSource } from '@countersign/engine/ports'
import { readable, takesPdfSignature, type Document } from '../../documents/index.ts'
import { NotFound, type Act, type StoredObject } from '../../platform/index.ts'
import { newestEvidence, revisionsOf } from '../store.ts'
import { pdfSource } from './pdf-file.ts'

/** The PDF as it stood at a revision: 0 is the original. */
export async function openPdfRevision(
  act: Act,
  id: string,
  number: number,
): Promise<{ readonly document: Document; readonly source: ByteSource; readonly tag: string }> {
  const { document, revisions } = await act.transaction(async (tx) => ({ document: await readable(tx, id), revisions: await revisionsOf(tx, id) }))
  const wanted = revisions.filter((revision) => revision.number <= number)
  if (!takesPdfSignature(document) || wanted.length !== number) throw new NotFound('pdf-revision')
  const tag = createHash('sha256')
    .update([document.original, ...wanted.map(({ object }) => object)].map(({ sha256 }) => sha256).join())
    .digest('hex')
  return { document, source: pdfSource(act.platform.storage, document, wanted), tag }
}

export async function openEvidence(
  act: Act,
  id: string,
  signatureId: string,
): Promise<{ readonly document: Document; readonly object: StoredObject; readonly source: ByteSource }> {
  return act.transaction(async (tx) => {
    const document = await readable(tx, id)
    const evidence = document.signatures.some((signature) => signature.id === signatureId) ? await newestEvidence(tx, signatureId) : undefined
    if (evidence === undefined) throw new NotFound('signature')
    return { document, object: evidence.object, source: act.platform.storage.source(evidence.object) }
  })
}
