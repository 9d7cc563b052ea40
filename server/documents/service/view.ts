/** What people look at, and who looked. */
import { createReadStream } from 'node:fs'
import type { ByteSource } from '@countersign/engine/ports'
import { audit } from '../../audit/index.ts'
import type { Act, StoredObject, Tx } from '../../platform/index.ts'
import { extensions } from '../contents/magic.ts'
import { examinePdf } from '../contents/pdf.ts'
import { assertGuestsOwn, assertSent } from '../policy.ts'
import { participantOf, type Document } from '../rules/index.ts'
import { findDocument, findView, openParticipant, ownParticipantIds, saveDocument, saveParticipant, saveView, seenAt } from '../store.ts'
import { drawAsPdf, type Drawing } from '../view/office.ts'

export type View = { readonly state: 'pending' | 'ready' | 'failed'; readonly reason: string | null }

export type Download = { readonly name: string; readonly mediaType: string; readonly sha256: string; readonly source: ByteSource }

/** The file as it was uploaded: what is signed. */
export async function openOriginal(act: Act, id: string): Promise<Download> {
  const document = await act.transaction(async (tx) => {
    const found = await readable(tx, id)
    await noteReading(tx, found, 'document.downloaded')
    return found
  })
  return toDownload(act, document, document.original, document.mediaType)
}

/** The pages to look at; undefined while they are being drawn, and where there are none. */
export async function openView(act: Act, id: string): Promise<Download | View> {
  return act.transaction(async (tx) => {
    const document = await readable(tx, id)
    const view = await findView(tx, id)
    if (view?.state !== 'ready') return { state: view?.state ?? 'failed', reason: view?.reason ?? null }
    await noteReading(tx, document, 'document.opened')
    return toDownload(act, document, view.object ?? document.original, 'application/pdf')
  })
}

export async function readable(tx: Tx, id: string): Promise<Document> {
  assertGuestsOwn(tx.act.actor, id)
  const document = await findDocument(tx, id)
  assertSent(document, tx.act.actor)
  return document
}

function toDownload(act: Act, document: Document, object: StoredObject, mediaType: string): Download {
  return { name: document.name, mediaType, sha256: object.sha256, source: act.platform.storage.source(object) }
}

/** A viewer fetches pages in many ranges; that is one reading. */
const readingMilliseconds = 10 * 60 * 1000

async function noteReading(tx: Tx, document: Document, action: 'document.opened' | 'document.downloaded'): Promise<void> {
  const [id] = await ownParticipantIds(tx, document.id)
  const participant = id === undefined ? undefined : participantOf(document, id)
  if (participant === undefined) return
  const before = await seenAt(tx, participant.id)
  if (action === 'document.opened' && before !== null && tx.act.now.getTime() - before.getTime() < readingMilliseconds) return
  await saveParticipant(tx, participant.id, { seen_at: tx.act.now })
  // The document is not locked for a look: whoever signed meanwhile stays one who signed.
  if (document.state === 'open') await openParticipant(tx, participant.id)
  await audit.write(tx, action, document.id, { participant: participant.id })
}

/** Draws the view of one document. Doing it again finds it done. */
export async function drawView(act: Act, id: string): Promise<void> {
  const { document, view } = await act.transaction(async (tx) => ({ document: await findDocument(tx, id), view: await findView(tx, id) }))
  if (view?.state !== 'pending') return
  const { storage, config } = act.platform
  const order = {
    soffice: config.SOFFICE_PATH,
    contents: storage.read(document.original),
    size: document.original.size,
    extension: extensions[document.mediaType] ?? 'bin',
  }
  await drawAsPdf(order, (drawing) => keepDrawing(act, id, drawing))
}

async function keepDrawing(act: Act, id: string, drawing: Drawing): Promise<void> {
  if (drawing.kind === 'failed') {
    await act.transaction((tx) => saveView(tx, id, { state: 'failed', reason: drawing.because, drawn_at: act.now }))
    return
  }
  const { storage, config } = act.platform
  const object = await storage.put(createReadStream(drawing.path), { maximumBytes: config.MAXIMUM_UPLOAD_BYTES })
  const { pages } = await examinePdf(storage.source(object))
  await act.transaction(async (tx) => {
    await saveView(tx, id, { state: 'ready', object, drawn_at: act.now })
    await saveDocument(tx, id, { pages })
  })
}
