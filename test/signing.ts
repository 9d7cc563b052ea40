/** Signing through the API as the browser does it: compute here, sign with a key that is elsewhere, send only signatures. */
import { signingKeyFrom } from '@countersign/engine/algorithms'
import { fromBase64, fromHex, toBase64 } from '@countersign/engine/bytes'
import { prepareCades } from '@countersign/engine/cades'
import { openKeystore } from '@countersign/engine/keystore'
import { preparePades } from '@countersign/engine/pades'
import type { SignatureAlgorithmName } from '@countersign/engine/ports'
import { parseCertificate, type Certificate } from '@countersign/engine/x509'
import { ApiProblem, until, type Person } from './person.ts'
import { sealFor } from './road.ts'

/** Signs whole messages, all under one unlocking. */
export type Signer = {
  readonly certificate: Certificate
  readonly algorithm: SignatureAlgorithmName
  sign(messages: readonly Uint8Array[]): Promise<Uint8Array[]>
}

type Challenge = { keyId: string; challenge: string; transportKey: string; person: string }
type Preparation = { digest: string; chain: string[]; pdf: { revision: number; url: string } | null }

export async function cloudSigner(person: Person, pin: string): Promise<Signer> {
  const own = (await person.get<{ certificates: { keyId: string; place: string; chain: string[] }[] }>('/api/certificates')).certificates.find(
    (one) => one.place === 'cloud',
  )
  if (own?.chain[0] === undefined) throw new Error('no cloud key')
  return {
    certificate: parseCertificate(fromBase64(own.chain[0])),
    algorithm: 'ecdsa-sha256',
    async sign(messages) {
      const challenge = await person.post<Challenge>(`/api/cloud-keys/${own.keyId}/challenges`)
      const sealedSecret = await sealFor('sign', pin, challenge, messages)
      const { signatures } = await person.post<{ signatures: string[] }>(`/api/cloud-keys/${own.keyId}/signatures`, {
        challenge: challenge.challenge,
        sealedSecret,
        messages: messages.map(toBase64),
      })
      return signatures.map(fromBase64)
    },
  }
}

export async function fileSigner(file: Uint8Array, password: string): Promise<Signer> {
  const [entry] = await openKeystore(file, password)
  if (entry?.certificate === undefined) throw new Error('no certificate in the file')
  const key = await signingKeyFrom(entry.privateKey)
  return {
    certificate: parseCertificate(entry.certificate),
    algorithm: key.algorithm,
    sign: (messages) => Promise.all(messages.map((message) => key.sign(message))),
  }
}

/** Signs beside the document, and inside it where it is a PDF; again, as the browser does, when the PDF has moved on. A refusal is thrown as an ApiProblem. */
export async function signed(person: Person, documentId: string, signer: Signer): Promise<void> {
  try {
    await signedOnce(person, documentId, signer)
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== 'pdf.revision-moved') throw error
    await signed(person, documentId, signer)
  }
}

async function signedOnce(person: Person, documentId: string, signer: Signer): Promise<void> {
  const prepared = await person.post<Preparation>(`/api/documents/${documentId}/signing-preparations`, { certificate: toBase64(signer.certificate.der) })
  const signingTime = new Date()
  const common = { certificate: signer.certificate, chain: prepared.chain.map(fromBase64), signatureAlgorithm: signer.algorithm, signingTime }
  const cades = prepareCades({ ...common, digest: fromHex(prepared.digest), digestAlgorithm: 'sha256' })
  const pades = prepared.pdf && (await preparePades(await person.bytes(prepared.pdf.url), common))
  const [beside, inside] = await signer.sign([cades.toBeSigned, ...(pades === null ? [] : [pades.toBeSigned])])
  if (beside === undefined) throw new Error('no signature')
  const pdf = prepared.pdf &&
    inside && { revision: prepared.pdf.revision, signingTime: signingTime.toISOString(), signatureAlgorithm: signer.algorithm, signature: toBase64(inside) }
  await person.post(`/api/documents/${documentId}/signatures`, { cms: toBase64(cades.complete(beside)), ...(pdf && { pdf }) })
}

export type Invited = {
  readonly email: string
  readonly role: 'approver' | 'signer' | 'acknowledger' | 'observer'
  readonly order?: number
  readonly taxNumber?: string
  readonly taxCountry?: string
  readonly name?: string
}

/** Uploads, invites, sends; the document's id. */
export async function sent(initiator: Person, name: string, contents: Uint8Array, participants: readonly Invited[]): Promise<string> {
  const { id } = await initiator.ask<{ id: string }>('POST', `/api/documents?name=${encodeURIComponent(name)}`, contents)
  await initiator.put(`/api/documents/${id}/participants`, { participants })
  await initiator.post(`/api/documents/${id}/sendings`)
  return id
}

/** Every signature has its time-stamp and evidence, and the archive stands. */
export async function completed(person: Person, documentId: string): Promise<void> {
  await until(async () => ((await person.get<{ state: string }>(`/api/documents/${documentId}`)).state === 'completed' ? true : undefined))
}

/** The least that every reader takes for a PDF: one empty page, with a table of cross-references. */
export function onePagePdf(): Uint8Array {
  const objects = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>']
  let text = '%PDF-1.7\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${offset.toString().padStart(10, '0')} 00000 n \n`).join('')
  return new TextEncoder().encode(`${text}xref\n0 4\n0000000000 65535 f \n${table}trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`)
}
