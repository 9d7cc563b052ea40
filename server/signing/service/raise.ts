/**
 * From a signature to evidence that lasts, in small steps that each commit: B → T (time-stamp) → LT (chain and status answers inside).
 * A step that cannot be made says why where people see it, throws, and is tried again; doing a step twice does it once.
 */
import { concatBytes } from '@countersign/engine/bytes'
import { addSignatureTimestamp, addValidationData, signatureTimestampImprint } from '@countersign/engine/cades'
import { certificatesOfSigner, cmsOid, parseSignedData, soleValue } from '@countersign/engine/cms'
import { encodingOf } from '@countersign/engine/asn1'
import { appendValidationData, listPdfSignatures, prepareDocumentTimestamp } from '@countersign/engine/pades'
import { memorySource } from '@countersign/engine/pdf'
import { parseCertificate, type Certificate } from '@countersign/engine/x509'
import { requestTimestamp, timestampUnit } from '../../authority/index.ts'
import { findDocument, lockDocument, noteLevel, notePdfRaised, noteTrouble, type Document } from '../../documents/index.ts'
import type { Act } from '../../platform/index.ts'
import { gatherEvidence, judge } from '../../validation/index.ts'
import { evidenceLadder, patienceMilliseconds, raisePdf, raiseSignature } from '../rules.ts'
import { documentOfSignature, insertEvidence, insertRevision, newestEvidence, revisionsOf, unfinishedBefore } from '../store.ts'
import { joined, pdfSource } from './pdf-file.ts'

const largestEvidence = 4_194_304

/** One step up. */
export async function raise(act: Act, signatureId: string): Promise<void> {
  const { storage, jobs } = act.platform
  const found = await act.transaction(async (tx) => {
    const documentId = await documentOfSignature(tx, signatureId)
    const evidence = await newestEvidence(tx, signatureId)
    return documentId === undefined || evidence === undefined ? undefined : { document: await findDocument(tx, documentId), evidence }
  })
  if (found === undefined) return
  const { document, evidence } = found
  const level = evidenceLadder[evidence.level]
  if (level === null) return
  const cms = await storage.bytes(evidence.object, { maximumBytes: largestEvidence })
  const raised = await troubled(act, signatureId, level === 'T' ? 'time-stamp-missing' : 'status-answers-missing', () =>
    level === 'T' ? stamp(act, cms) : complete(act, document, cms),
  )
  const object = await storage.put(raised, { maximumBytes: largestEvidence })
  const kept = await act.transaction(async (tx) => {
    const document = await lockDocument(tx, found.document.id)
    if (!(await insertEvidence(tx, signatureId, { level, object }))) return false
    await noteLevel(tx, { documentId: document.id, signatureId, level })
    if (evidenceLadder[level] !== null) await jobs.send(tx, raiseSignature, { signatureId })
    return true
  })
  if (!kept) await storage.remove(object)
}

/** The reason stays beside the signature until a later try succeeds. */
async function troubled<T>(act: Act, signatureId: string, trouble: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await act.transaction((tx) => noteTrouble(tx, signatureId, trouble))
    throw error
  }
}

async function stamp(act: Act, cms: Uint8Array): Promise<Uint8Array> {
  const token = await requestTimestamp(act.platform, { digest: 'sha256', imprint: signatureTimestampImprint(cms, 'sha256') })
  return addSignatureTimestamp(cms, token)
}

/** Afterwards it must pass with nothing but what is inside, or it is not complete. */
async function complete(act: Act, document: Document, cms: Uint8Array): Promise<Uint8Array> {
  const evidence = await gatherEvidence(act, certificatesIn(cms))
  const whole = addValidationData(cms, evidence)
  expectPassed(await judge(act, whole, { content: act.platform.storage.source(document.original) }))
  return whole
}

/** Judged with nothing but what is inside: evidence that needs us is no evidence. */
function expectPassed(report: Awaited<ReturnType<typeof judge>>): void {
  if (report.verdict === 'passed') return
  const reasons = [...report.signatures, ...report.timestamps].map(({ indication, subIndication, messages }) => ({ indication, subIndication, messages }))
  throw new Error(`a signature with its evidence does not pass: ${JSON.stringify(reasons)}`)
}

/** The signer's certificate and the time-stamp unit's: those whose status must be proven. */
function certificatesIn(cms: Uint8Array): Certificate[] {
  const signedData = parseSignedData(cms)
  return signedData.signers.flatMap((signer) => {
    const own = certificatesOfSigner(signer, signedData.certificates.map(parseCertificate))
    const token = soleValue(signer.unsignedAttributes, cmsOid.signatureTimeStamp)
    return token === undefined ? own : [...own, ...unitOf(encodingOf(token))]
  })
}

function unitOf(token: Uint8Array): Certificate[] {
  const signedData = parseSignedData(token)
  return signedData.signers.flatMap((signer) => certificatesOfSigner(signer, signedData.certificates.map(parseCertificate)))
}

/** Behind the newest signature inside the PDF: validation data, then a document time-stamp, as one revision. */
export async function raisePdfEvidence(act: Act, documentId: string): Promise<void> {
  const { storage, platform } = { storage: act.platform.storage, platform: act.platform }
  const { document, revisions } = await act.transaction(async (tx) => ({
    document: await findDocument(tx, documentId),
    revisions: await revisionsOf(tx, documentId),
  }))
  const last = revisions.at(-1)
  if (last === undefined) return
  if (last.kind === 'evidence') return finishPdf(act, documentId)
  const source = pdfSource(storage, document, revisions)
  const signers = (await listPdfSignatures(source)).flatMap(({ cms, type }) => (type === 'DocTimeStamp' ? unitOf(cms) : certificatesIn(cms)))
  // The unit that is about to stamp, too: nothing can be added behind its time-stamp without another one.
  const store = await appendValidationData(source, await gatherEvidence(act, [...signers, await timestampUnit(platform)]))
  const prepared = await prepareDocumentTimestamp(joined([source, memorySource(store)]), { digest: 'sha256' })
  const token = await requestTimestamp(platform, { digest: 'sha256', imprint: prepared.imprint })
  const tail = concatBytes(store, prepared.complete(token))
  expectPassed(await judge(act, joined([source, memorySource(tail)]), {}))
  const object = await storage.put(tail, { maximumBytes: largestEvidence * 4 })
  const kept = await act.transaction(async (tx) => {
    await lockDocument(tx, documentId)
    return insertRevision(tx, documentId, { number: last.number + 1, kind: 'evidence', object }, null)
  })
  if (kept) return finishPdf(act, documentId)
  // Somebody signed meanwhile: their own raise-pdf is queued, and this one runs again over the longer file.
  await storage.remove(object)
  throw new Error('the PDF has moved on')
}

async function finishPdf(act: Act, documentId: string): Promise<void> {
  await act.transaction(async (tx) => {
    const document = await lockDocument(tx, documentId)
    const revisions = await revisionsOf(tx, documentId)
    if (document.awaitsPdf && revisions.at(-1)?.kind === 'evidence') await notePdfRaised(tx, documentId)
  })
}

/** Asks again for everything whose evidence is still wanting after half an hour. */
export async function raiseUnfinished(act: Act): Promise<void> {
  await act.transaction(async (tx) => {
    const { signatures, documents } = await unfinishedBefore(tx, new Date(act.now.getTime() - patienceMilliseconds), 500)
    const { jobs } = act.platform
    for (const signatureId of signatures) await jobs.send(tx, raiseSignature, { signatureId })
    for (const documentId of documents) await jobs.send(tx, raisePdf, { documentId })
  })
}
