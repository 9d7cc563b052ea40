/** Taking a file in: streamed to storage first, judged by its bytes, then one row. The original is what will be signed. */
import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { audit } from '../../audit/index.ts'
import { requireConfirmed } from '../../accounts/index.ts'
import { cabinetForNew } from '../cabinet.ts'
import { events, NotAcceptable, type Act, type StoredObject } from '../../platform/index.ts'
import { recogniseContents, type Contents } from '../contents/magic.ts'
import { examinePdf } from '../contents/pdf.ts'
import { cleanName, type Document } from '../rules/index.ts'
import { findDocument, insertDocument, insertView } from '../store.ts'

export async function addDocument(
  act: Act,
  given: { readonly name: string; readonly contents: Readable; readonly cabinetId?: string | undefined },
): Promise<Document> {
  const name = cleanName(given.name)
  if (name === '') throw new NotAcceptable('name', 'empty')
  // Asked before the upload, so that nobody sends a gigabyte in vain.
  const cabinetId = await act.transaction(async (tx) => {
    await requireConfirmed(tx)
    return cabinetForNew(tx, given.cabinetId)
  })
  const { storage, config } = act.platform
  const original = await storage.put(given.contents, { maximumBytes: config.MAXIMUM_UPLOAD_BYTES })
  try {
    return await keepDocument(act, { name, cabinetId, original })
  } catch (error) {
    await storage.remove(original)
    throw error
  }
}

async function keepDocument(act: Act, file: { readonly name: string; readonly cabinetId: string; readonly original: StoredObject }): Promise<Document> {
  const { original } = file
  if (original.size === 0) throw new NotAcceptable('contents', 'empty')
  const contents = await recogniseContents(act.platform.storage.source(original))
  const pdf = contents.kind === 'pdf' ? await examinePdf(act.platform.storage.source(original)) : { pages: null, fault: null }
  if (pdf.fault === 'damaged') throw new NotAcceptable('contents', 'damaged-pdf')
  const id = randomUUID()
  return act.transaction(async (tx) => {
    const account = await requireConfirmed(tx)
    const { kind, mediaType } = contents
    await insertDocument(tx, {
      id,
      cabinet_id: file.cabinetId,
      initiator_id: account.id,
      name: file.name,
      kind,
      media_type: mediaType,
      state: 'draft',
      original,
      pages: pdf.pages,
      pdf_fault: pdf.fault,
    })
    await insertView(tx, { document_id: id, ...firstView(contents, pdf.fault) })
    await events.emit(tx, { type: 'document.added', documentId: id })
    await audit.write(tx, 'document.added', id, { name: file.name, sha256: original.sha256, size: original.size })
    return findDocument(tx, id)
  })
}

/** A PDF is its own view; office files and images get one drawn; the rest is only downloaded. */
function firstView(contents: Contents, fault: string | null): { state: 'pending' | 'ready' | 'failed'; reason: string | null; object: null; drawn_at: null } {
  const nothing = { reason: null, object: null, drawn_at: null }
  if (contents.kind === 'pdf') return fault === 'encrypted' ? { ...nothing, state: 'failed', reason: 'encrypted' } : { ...nothing, state: 'ready' }
  return contents.kind === 'other' ? { ...nothing, state: 'failed', reason: 'no-view-of-this-kind' } : { ...nothing, state: 'pending' }
}
