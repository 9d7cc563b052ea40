/** The archive, which has the full force: the document, every signature beside it, the certificates, and how to verify them without us. */
import { Readable } from 'node:stream'
import { certificatesOfSigner, parseSignedData } from '@countersign/engine/cms'
import { toPem } from '@countersign/engine/keystore'
import type { ByteSource } from '@countersign/engine/ports'
import { parseCertificate, type Certificate } from '@countersign/engine/x509'
import { audit } from '../../audit/index.ts'
import { issuerChain } from '../../authority/index.ts'
import { findDocument, readable, type Document, type Signature } from '../../documents/index.ts'
import { NotAcceptable, NotFound, type Act, type StoredObject, type Tx } from '../../platform/index.ts'
import { newestEvidence, pdfSource, revisionsOf } from '../../signing/index.ts'
import { documentFileName, largestArchived, signatureFileName } from '../rules.ts'
import { findArchive, insertArchive } from '../store.ts'
import { zipOf, type ZipPart } from '../zip.ts'
import { readmeText, standing } from './texts.ts'

const largestSignature = 4_194_304

export type OpenedArchive = {
  readonly document: Document
  readonly stored: { readonly sha256: string; readonly source: ByteSource } | null
  stream(): Readable
}

/** The stored archive of a completed document; before that, what there is so far. */
export async function openArchive(act: Act, id: string): Promise<OpenedArchive> {
  return act.transaction(async (tx) => {
    const { document, signatures } = await gather(tx, await readable(tx, id))
    if (signatures.length === 0) throw new NotFound('archive')
    if (document.original.size > largestArchived) throw new NotAcceptable('document', 'larger-than-an-archive')
    const object = await findArchive(tx, id)
    await audit.write(tx, 'archive.downloaded', id)
    return {
      document,
      stored: object === undefined ? null : { sha256: object.sha256, source: act.platform.storage.source(object) },
      stream: () => Readable.from(zipOf(partsOf(act, document, signatures), document.endedAt ?? act.now)),
    }
  })
}

/** Builds and keeps it. Doing it again finds it done. */
export async function buildStoredArchive(act: Act, id: string): Promise<void> {
  const { storage } = act.platform
  const found = await act.transaction(async (tx) => ((await findArchive(tx, id)) === undefined ? gather(tx, await findDocument(tx, id)) : undefined))
  if (found === undefined || found.signatures.length === 0 || found.document.original.size > largestArchived) return
  const { document, signatures } = found
  const object = await storage.put(Readable.from(zipOf(partsOf(act, document, signatures), document.endedAt ?? act.now)), {
    maximumBytes: Number.MAX_SAFE_INTEGER,
  })
  const kept = await act.transaction(async (tx) => {
    if (!(await insertArchive(tx, id, object))) return false
    await audit.write(tx, 'archive.built', id, { sha256: object.sha256, size: object.size })
    return true
  })
  if (!kept) await storage.remove(object)
}

type Signed = { readonly signature: Signature; readonly object: StoredObject }

async function gather(tx: Tx, document: Document): Promise<{ readonly document: Document; readonly signatures: Signed[] }> {
  const signatures: Signed[] = []
  for (const signature of standing(document)) {
    const evidence = await newestEvidence(tx, signature.id)
    if (evidence !== undefined) signatures.push({ signature, object: evidence.object })
  }
  return { document, signatures }
}

async function* partsOf(act: Act, document: Document, signatures: readonly Signed[]): AsyncGenerator<ZipPart> {
  const { storage, translate } = act.platform
  yield { name: documentFileName(document.name), contents: storage.read(document.original) as AsyncIterable<Uint8Array> }
  const names = signatures.map(({ signature }, index) => signatureFileName(index, signature.facts))
  for (const [index, { object }] of signatures.entries()) {
    const cms = await storage.bytes(object, { maximumBytes: largestSignature })
    yield { name: `signatures/${names[index]}.p7s`, contents: cms }
    yield { name: `certificates/${names[index]}.cer`, contents: signerCertificate(cms).der }
  }
  yield { name: 'certificates/authority.pem', contents: utf8((await issuerChain(act.platform)).map((der) => toPem('CERTIFICATE', der)).join('')) }
  yield { name: 'README.txt', contents: utf8(readmeText(translate, document)) }
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function signerCertificate(cms: Uint8Array): Certificate {
  const signedData = parseSignedData(cms)
  const [certificate] = signedData.signers.flatMap((signer) => certificatesOfSigner(signer, signedData.certificates.map(parseCertificate)))
  if (certificate === undefined) throw new Error('a stored signature has no certificate of its signer')
  return certificate
}

/** The certificate alone (F8). */
export async function openCertificate(act: Act, id: string, signatureId: string): Promise<{ readonly name: string; readonly certificate: Certificate }> {
  const { signatures } = await act.transaction(async (tx) => gather(tx, await readable(tx, id)))
  const index = signatures.findIndex(({ signature }) => signature.id === signatureId)
  const found = signatures[index]
  if (found === undefined) throw new NotFound('signature')
  const cms = await act.platform.storage.bytes(found.object, { maximumBytes: largestSignature })
  return { name: `${signatureFileName(index, found.signature.facts)}.cer`, certificate: signerCertificate(cms) }
}

/** The PDF with the signatures inside, as far as they have come. */
export async function openSignedPdf(act: Act, id: string): Promise<{ readonly document: Document; readonly sha256: string; readonly source: ByteSource }> {
  return act.transaction(async (tx) => {
    const document = await readable(tx, id)
    const revisions = await revisionsOf(tx, id)
    const last = revisions.at(-1)
    if (last === undefined) throw new NotFound('signed-pdf')
    await audit.write(tx, 'signed-pdf.downloaded', id, { revision: last.number })
    return { document, sha256: `${last.object.sha256}-${last.number}`, source: pdfSource(act.platform.storage, document, revisions) }
  })
}
