import { beforeAll, describe, expect, it } from 'vitest'
import { digest } from '../algorithms/index.ts'
import { concatBytes, latin1, toHex } from '../bytes/index.ts'
import { appendSample, samplePdf, type SampleKind } from '../pdf/sample-files.ts'
import { appendValidationData, checkSignable, prepareDocumentTimestamp, preparePades } from './index.ts'
import { pdfsig, qpdfCheck } from './outside-tools.ts'
import { sampleSigner, signingTime, signSample, type SampleSigner } from './sample-signer.ts'

let signer: SampleSigner
beforeAll(async () => {
  signer = await sampleSigner('ecdsa-p256')
})

describe('validation data and document time-stamps', () => {
  for (const kind of ['table', 'stream', 'hybrid'] satisfies SampleKind[]) {
    it(`go behind the signatures of a ${kind} file without disturbing them`, async () => {
      const signed = await signSample(samplePdf(kind), signer)
      const certificates = [signer.certificate.der, signer.root]
      const withData = concatBytes(signed, await appendValidationData(signed, { certificates, ocspResponses: [new Uint8Array([1, 2, 3])], crls: [] }))
      const prepared = await prepareDocumentTimestamp(withData, { digest: 'sha256' })
      const token = new Uint8Array([0x30, 0x03, 0x02, 0x01, 0x05])
      const archived = concatBytes(withData, prepared.complete(token))
      expect((await pdfsig(archived))[0]?.valid).toBe(true)
      expect((await qpdfCheck(archived)).code).toBe(0)
      const range = /\/ByteRange \[0 (\d+) (\d+) (\d+)\] *\/Contents <3003020105/.exec(latin1(archived))?.slice(1).map(Number) ?? []
      const [first = 0, second = 0, length = 0] = range
      expect(second + length).toBe(archived.length)
      expect(prepared.imprint).toEqual(digest('sha256', concatBytes(archived.subarray(0, first), archived.subarray(second))))
    })
  }

  it('are added once: a second time adds nothing, and new data joins the old', async () => {
    const signed = await signSample(samplePdf(), signer)
    const data = { certificates: [signer.root], ocspResponses: [], crls: [] }
    const once = concatBytes(signed, await appendValidationData(signed, data))
    expect(await appendValidationData(once, data)).toHaveLength(0)
    const twice = concatBytes(once, await appendValidationData(once, { ...data, crls: [new Uint8Array([7])] }))
    const tail = latin1(twice.subarray(once.length))
    expect(tail).toContain('/Certs [')
    expect(tail).toContain('/CRLs [')
    expect(tail).not.toContain(latin1(signer.root.subarray(0, 40)))
  })

  it('name the signature they are for by the SHA-1 of its contents', async () => {
    const signed = await signSample(samplePdf(), signer)
    const contents = /\/Contents <([0-9a-f]+)>/.exec(latin1(signed))?.[1] ?? ''
    const key = toHex(
      digest(
        'sha1',
        Uint8Array.from(contents.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
      ),
    ).toUpperCase()
    expect(latin1(await appendValidationData(signed, { certificates: [signer.root], ocspResponses: [], crls: [] }))).toContain(`/VRI <</${key} <</Cert [`)
  })
})

describe('asking whether a file can be signed', () => {
  it('says yes and counts the pages', async () => {
    expect(await checkSignable(samplePdf('stream'))).toEqual({ ok: true, pages: 1 })
  })

  it('says why not', async () => {
    expect(await checkSignable(new TextEncoder().encode('hello'))).toEqual({ ok: false, because: 'not-a-pdf' })
    expect(await checkSignable(samplePdf().subarray(0, 500))).toEqual({ ok: false, because: 'damaged' })
    expect(await checkSignable(samplePdf('table', { 2: '<</Type/Pages/Kids[2 0 R]>>' }))).toEqual({ ok: false, because: 'damaged' })
    const certified = appendSample(samplePdf(), {
      1: '<</Type/Catalog/Pages 2 0 R/Perms<</DocMDP 8 0 R>>>>',
      8: '<</Type/Sig/Reference[<</TransformMethod/DocMDP/TransformParams<</P 1>>>>]>>',
    })
    expect(await checkSignable(certified)).toEqual({ ok: false, because: 'certified' })
  })

  it('lets a signature that outgrows its room fail before anything is written', async () => {
    const prepared = await preparePades(samplePdf(), {
      certificate: signer.certificate,
      chain: [],
      signatureAlgorithm: signer.key.algorithm,
      signingTime,
      reserve: 64,
    })
    expect(() => prepared.complete(new Uint8Array(70))).toThrow('only 64 were reserved')
  })
})
