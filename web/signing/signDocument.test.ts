import { digest, generateKeyPair, signingKeyFrom, signatureAlgorithmIdentifier, verifySignature } from '@countersign/engine/algorithms'
import { fromBase64, toHex } from '@countersign/engine/bytes'
import { parseSignedData } from '@countersign/engine/cms'
import type { ByteSource } from '@countersign/engine/ports'
import { buildName, buildTbsCertificate, parseCertificate, sign } from '@countersign/engine/x509'
import { describe, expect, it } from 'vitest'
import { Problem } from '../app/problems.ts'
import type { Signer } from '../keys/signer.ts'
import { onePagePdf } from '../../test/signing.ts'
import { OtherDocumentError, signDocument, type SignatureToSend, type SigningServer } from './signDocument.ts'

const contents = onePagePdf()

describe('signing a document in the browser', () => {
  it('sends only the signature beside the document and the value for the one inside', async () => {
    const signer = await someSigner()
    const server = serverOf()
    await signDocument(server, signer)
    const [sent] = server.sent
    const signature = parseSignedData(fromBase64(sent?.cms ?? '')).signers[0]?.signature ?? new Uint8Array()
    expect(signature.length).toBeGreaterThan(60)
    expect(Object.keys(sent?.pdf ?? {}).toSorted()).toEqual(['revision', 'signature', 'signatureAlgorithm', 'signingTime'])
  })

  it('signs again, with the key still open, when somebody else was quicker', async () => {
    const signer = await someSigner()
    const server = serverOf({ movedTo: 1 })
    await signDocument(server, signer)
    expect(server.sent.map(({ pdf }) => pdf?.revision)).toEqual([0, 1])
    expect(signer.signed).toHaveLength(4)
  })

  it('takes the server’s time where this device’s clock is wrong', async () => {
    const now = '2031-05-05T10:00:00.000Z'
    const server = serverOf({ refuseOnce: new Problem(422, { code: 'signature.clock-differs', details: { now } }) })
    await signDocument(server, await someSigner())
    expect(server.sent[1]?.pdf?.signingTime.slice(0, 13)).toBe(now.slice(0, 13))
  })

  it('does not sign what is not what was read', async () => {
    const signer = await someSigner()
    await expect(signDocument(serverOf({ digest: 'ab'.repeat(32) }), signer)).rejects.toThrow(OtherDocumentError)
    expect(signer.signed).toEqual([])
  })

  it('tells any other refusal as it is', async () => {
    const refusal = new Problem(409, { code: 'signing.refused', details: { reasons: ['not-your-turn'] } })
    await expect(signDocument(serverOf({ refuseOnce: refusal }), await someSigner())).rejects.toBe(refusal)
  })
})

type Server = SigningServer & { readonly sent: SignatureToSend[] }

function serverOf({
  movedTo = 0,
  refuseOnce,
  digest: named = toHex(digest('sha256', contents)),
}: { movedTo?: number; refuseOnce?: Problem; digest?: string } = {}): Server {
  const sent: SignatureToSend[] = []
  let revision = 0
  let refusal = movedTo > 0 ? new Problem(409, { code: 'pdf.revision-moved', details: { revision: movedTo } }) : refuseOnce
  const source: ByteSource = { size: contents.length, read: async (start, end) => contents.slice(start, end) }
  return {
    sent,
    prepare: async () => ({
      document: { id: 'd', name: 'd.pdf', size: contents.length, pages: 1 },
      digestAlgorithm: 'sha256',
      digest: named,
      chain: [],
      pdf: { revision, url: '' },
    }),
    read: async () => ({ source, digest: digest('sha256', contents) }),
    submit: async (signature) => {
      sent.push(signature)
      const refused = refusal
      refusal = undefined
      revision = movedTo
      if (refused !== undefined) throw refused
      return { signatureId: 's', document: {} as never }
    },
  }
}

async function someSigner(): Promise<Signer & { readonly signed: Uint8Array[] }> {
  const pair = await generateKeyPair('ecdsa-p256')
  const key = await signingKeyFrom(pair.privateKey)
  const name = buildName({ commonName: 'Коваленко Олена' })
  const tbs = buildTbsCertificate({
    serialNumber: new Uint8Array([1]),
    signatureAlgorithm: key.algorithm,
    issuer: name,
    subject: name,
    notBefore: new Date('2026-01-01'),
    notAfter: new Date('2036-01-01'),
    publicKey: pair.publicKey,
  })
  const certificate = parseCertificate(await sign(tbs, key))
  const algorithm = signatureAlgorithmIdentifier(key.algorithm)
  const signed: Uint8Array[] = []
  return {
    certificate,
    algorithm: key.algorithm,
    signed,
    sign: async (messages) => {
      signed.push(...messages)
      const values = await Promise.all(messages.map((message) => key.sign(message)))
      const good = await Promise.all(
        values.map((signature, index) => verifySignature({ algorithm, publicKey: certificate.spki, message: messages[index] ?? new Uint8Array(), signature })),
      )
      expect(good.every(Boolean)).toBe(true)
      return values
    },
  }
}
