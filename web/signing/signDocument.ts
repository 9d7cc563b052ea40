/**
 * One signature on one document, computed here: beside it (CAdES), and inside it where it is a PDF (PAdES).
 * Out of this page go the certificate and signature values; never the key, its password, or the document.
 *
 * What is signed is what this page has read itself: its digest is computed from the bytes, and must agree with what the server says.
 * Somebody may sign between our reading and our sending; then the PDF has a new revision, and it is signed again with the key still open.
 */
import { digestOfSignature } from '@countersign/engine/algorithms'
import { fromBase64, fromHex, toBase64, toHex } from '@countersign/engine/bytes'
import { prepareCades } from '@countersign/engine/cades'
import { preparePades } from '@countersign/engine/pades'
import type { ByteSource } from '@countersign/engine/ports'
import { Problem } from '../app/problems.ts'
import type { Document } from '../documents/queries.ts'
import type { Signer } from '../keys/signer.ts'

export type DocumentDigest = 'sha256' | 'sha384' | 'sha512'

export type Preparation = {
  readonly document: { readonly id: string; readonly name: string; readonly size: number; readonly pages: number | null }
  readonly digestAlgorithm: DocumentDigest
  readonly digest: string
  readonly chain: readonly string[]
  readonly pdf: { readonly revision: number; readonly url: string } | null
}

export type SignatureToSend = {
  readonly cms: string
  readonly pdf?: { readonly revision: number; readonly signingTime: string; readonly signatureAlgorithm: string; readonly signature: string }
}

export type ReadFile = {
  readonly source: ByteSource
  /** Of its first bytes, as many as the document has: every revision begins with the original. */ readonly digest: Uint8Array
}

/** The server, as signing needs it. */
export type SigningServer = {
  prepare(certificate: string, digestAlgorithm: DocumentDigest): Promise<Preparation>
  read(preparation: Preparation): Promise<ReadFile>
  submit(signature: SignatureToSend): Promise<{ readonly signatureId: string; readonly document: Document }>
}

/** The steps in order; each is told when it begins. */
export const signingSteps = ['prepare', 'read', 'sign', 'submit'] as const
export type SigningStep = (typeof signingSteps)[number]

/** The server named another digest than that of the bytes it gave: nothing is signed. */
export class OtherDocumentError extends Error {
  override readonly name = 'OtherDocumentError'
}

const mostTries = 5

export async function signDocument(server: SigningServer, signer: Signer, tell: (step: SigningStep) => void = () => undefined) {
  let clockOffset = 0
  for (let attempt = 1; ; attempt++) {
    const signature = await compute(server, signer, clockOffset, tell)
    tell('submit')
    try {
      return await server.submit(signature)
    } catch (error) {
      if (attempt >= mostTries || !(error instanceof Problem)) throw error
      const { now } = error.facts
      if (error.code === 'signature.clock-differs' && typeof now === 'string') clockOffset = Date.parse(now) - Date.now()
      else if (error.code !== 'pdf.revision-moved') throw error
    }
  }
}

async function compute(server: SigningServer, signer: Signer, clockOffset: number, tell: (step: SigningStep) => void): Promise<SignatureToSend> {
  const { certificate, algorithm } = signer
  const digestAlgorithm = documentDigest(algorithm)
  tell('prepare')
  const prepared = await server.prepare(toBase64(certificate.der), digestAlgorithm)
  tell('read')
  const file = await server.read(prepared)
  if (toHex(file.digest) !== prepared.digest) throw new OtherDocumentError()
  const signingTime = new Date(Date.now() + clockOffset)
  const common = { certificate, chain: prepared.chain.map(fromBase64), signatureAlgorithm: algorithm, signingTime }
  const beside = prepareCades({ ...common, digest: fromHex(prepared.digest), digestAlgorithm })
  const inside = prepared.pdf === null ? undefined : await preparePades(file.source, common)
  tell('sign')
  const [value, pdfValue] = await signer.sign([beside.toBeSigned, ...(inside === undefined ? [] : [inside.toBeSigned])])
  if (value === undefined) throw new TypeError('the key gave no signature')
  const cms = toBase64(beside.complete(value))
  if (prepared.pdf === null || pdfValue === undefined) return { cms }
  const { revision } = prepared.pdf
  return { cms, pdf: { revision, signingTime: signingTime.toISOString(), signatureAlgorithm: algorithm, signature: toBase64(pdfValue) } }
}

export function documentDigest(algorithm: Signer['algorithm']): DocumentDigest {
  const name = digestOfSignature(algorithm)
  if (name !== 'sha256' && name !== 'sha384' && name !== 'sha512') throw new TypeError(`${name} is not signed with here`)
  return name
}
