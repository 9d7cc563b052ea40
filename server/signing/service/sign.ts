/**
 * Taking a signature in. Nothing that the browser says is believed: the signature is judged over what is stored, with status answers of now;
 * the one inside the PDF is put together here from the key's bare signature value, so nobody can append anything else with it.
 *
 * 1. Read the CMS; whose certificate is it; may they sign?          nothing is stored yet
 * 2. Judge it (EN 319 102-1) over the stored original.              nothing is stored yet
 * 3. Build the PDF's new revision and check its signature value.    nothing is stored yet
 * 4. Store both files.                                              if power fails here: two files that nobody refers to
 * 5. One transaction: decide again on the locked document, write signature, revision, state, audit, events, jobs.
 */
import { randomUUID } from 'node:crypto'
import { verifySignature, signatureAlgorithmIdentifier } from '@countersign/engine/algorithms'
import { certificatesOfSigner, parseSignedData } from '@countersign/engine/cms'
import { MalformedError, MisuseError } from '@countersign/engine/errors'
import { preparePades } from '@countersign/engine/pades'
import type { SignatureAlgorithmName } from '@countersign/engine/ports'
import { parseCertificate, type Certificate } from '@countersign/engine/x509'
import { issuerChain } from '../../authority/index.ts'
import { lockDocument, ownParticipant, readable, recordSignature, takesPdfSignature, type Document } from '../../documents/index.ts'
import type { Act, StoredObject, Tx } from '../../platform/index.ts'
import { gatherEvidence, judge } from '../../validation/index.ts'
import { raisePdf, raiseSignature, type SigningFault, type Standing } from '../rules.ts'
import { insertEvidence, insertRevision, revisionsOf } from '../store.ts'
import { examine, factsOf } from './certificate.ts'
import { pdfSource } from './pdf-file.ts'
import { decide } from './prepare.ts'

export type GivenPdfSignature = {
  readonly revision: number
  readonly signingTime: Date
  readonly signatureAlgorithm: SignatureAlgorithmName
  readonly signature: Uint8Array
}
export type GivenSignature = { readonly cms: Uint8Array; readonly pdf?: GivenPdfSignature | undefined }

export type SigningResult =
  | { readonly kind: 'signed'; readonly document: Document; readonly signatureId: string }
  | { readonly kind: 'refused'; readonly because: readonly SigningFault[] }
  | { readonly kind: 'not-valid'; readonly because: string; readonly details: Readonly<Record<string, unknown>> }
  | { readonly kind: 'revision-moved'; readonly revision: number }

const largestSignature = 1_048_576
/** How far the signer's clock may be from ours: the time is a claim, but not a free one. */
const clockTolerance = 15 * 60 * 1000

export async function signDocument(act: Act, id: string, given: GivenSignature): Promise<SigningResult> {
  const certificate = signerOf(given.cms)
  if (certificate === undefined) return notValid('malformed')
  const standing = await examine(act, certificate)
  const start = await act.transaction(async (tx) => {
    const document = await readable(tx, id)
    return { document, decision: await decide(tx, document, standing), revisions: await revisionsOf(tx, id) }
  })
  if (start.decision.kind === 'refused') return start.decision
  const { document, revisions } = start
  const fault = await judgeCms(act, document, certificate, given.cms)
  if (fault !== undefined) return fault
  const current = revisions.at(-1)?.number ?? 0
  if (given.pdf !== undefined && given.pdf.revision !== current) return { kind: 'revision-moved', revision: current }
  const tail =
    given.pdf === undefined ? undefined : await buildTail(act, document, pdfSource(act.platform.storage, document, revisions), certificate, given.pdf)
  if (tail !== undefined && !(tail instanceof Uint8Array)) return tail
  return store(act, { document, certificate, standing, cms: given.cms, tail, revision: current })
}

function notValid(because: string, details: Readonly<Record<string, unknown>> = {}): Extract<SigningResult, { kind: 'not-valid' }> {
  return { kind: 'not-valid', because, details }
}

/** Exactly one signer, detached, with the certificate inside. */
function signerOf(cms: Uint8Array): Certificate | undefined {
  try {
    const signedData = parseSignedData(cms)
    const [signer, ...others] = signedData.signers
    if (signer === undefined || others.length > 0 || signedData.content !== undefined) return undefined
    return certificatesOfSigner(signer, signedData.certificates.map(parseCertificate))[0]
  } catch (error) {
    if (error instanceof MalformedError) return undefined
    throw error
  }
}

async function judgeCms(act: Act, document: Document, certificate: Certificate, cms: Uint8Array): Promise<SigningResult | undefined> {
  const evidence = await gatherEvidence(act, [certificate])
  const report = await judge(act, cms, { content: act.platform.storage.source(document.original), evidence })
  const [signature, ...others] = report.signatures
  if (signature === undefined || others.length > 0 || signature.signer?.sha256 !== certificate.sha256) return notValid('malformed')
  if (signature.format !== 'CAdES' || signature.level === null) return notValid('not-cades', { messages: signature.messages })
  if (signature.indication !== 'TOTAL_PASSED') {
    const because = signature.digestOk === false ? 'other-document' : signature.signatureOk === false ? 'wrong-signature' : 'not-passed'
    return notValid(because, { indication: signature.indication, subIndication: signature.subIndication, messages: signature.messages })
  }
  return undefined
}

/** What the browser signed is made again from what is stored; the signature value fits or it does not. */
async function buildTail(
  act: Act,
  document: Document,
  source: ReturnType<typeof pdfSource>,
  certificate: Certificate,
  given: GivenPdfSignature,
): Promise<Uint8Array | SigningResult> {
  if (!takesPdfSignature(document)) return notValid('pdf-takes-no-signature')
  if (Math.abs(given.signingTime.getTime() - act.now.getTime()) > clockTolerance) return notValid('clock-differs', { now: act.now.toISOString() })
  const { signatureAlgorithm, signingTime, signature } = given
  try {
    const prepared = await preparePades(source, { certificate, chain: await issuerChain(act.platform), signatureAlgorithm, signingTime })
    const algorithm = signatureAlgorithmIdentifier(signatureAlgorithm)
    const fits = await verifySignature({ algorithm, publicKey: certificate.spki, message: prepared.toBeSigned, signature })
    return fits ? prepared.complete(signature) : notValid('wrong-pdf-signature')
  } catch (error) {
    if (error instanceof MisuseError) return notValid('wrong-pdf-signature', { detail: error.message })
    throw error
  }
}

type Judged = {
  readonly document: Document
  readonly certificate: Certificate
  readonly standing: Standing
  readonly cms: Uint8Array
  readonly tail: Uint8Array | undefined
  readonly revision: number
}

async function store(act: Act, judged: Judged): Promise<SigningResult> {
  const { storage } = act.platform
  const cms = await storage.put(judged.cms, { maximumBytes: largestSignature })
  const tail = judged.tail && (await storage.put(judged.tail, { maximumBytes: largestSignature * 4 }))
  const stored = [cms, ...(tail ? [tail] : [])]
  let kept = false
  try {
    const result = await act.transaction((tx) => write(tx, judged, cms, tail))
    kept = result.kind === 'signed'
    return result
  } finally {
    if (!kept) for (const object of stored) await storage.remove(object)
  }
}

async function write(tx: Tx, judged: Judged, cms: StoredObject, tail: StoredObject | undefined): Promise<SigningResult> {
  const document = await lockDocument(tx, judged.document.id)
  const participant = await ownParticipant(tx, document)
  const decision = await decide(tx, document, judged.standing, participant)
  if (decision.kind === 'refused') return decision
  if (participant === undefined) return { kind: 'refused', because: ['not-a-participant'] }
  // The row is locked: between this look and the insert nobody appends.
  const current = (await revisionsOf(tx, document.id)).at(-1)?.number ?? 0
  if (tail !== undefined && current !== judged.revision) return { kind: 'revision-moved', revision: current }
  const signatureId = randomUUID()
  const pdfRevision = tail === undefined ? null : current + 1
  const after = await recordSignature(tx, document, participant, {
    id: signatureId,
    certificateSha256: judged.certificate.sha256,
    facts: factsOf(judged.certificate),
    pdfRevision,
  })
  await insertEvidence(tx, signatureId, { level: 'B', object: cms })
  const { jobs } = tx.act.platform
  await jobs.send(tx, raiseSignature, { signatureId })
  if (tail !== undefined) {
    await insertRevision(tx, document.id, { number: current + 1, kind: 'signature', object: tail }, signatureId)
    await jobs.send(tx, raisePdf, { documentId: document.id })
  }
  return { kind: 'signed', document: after, signatureId }
}
