import { beforeAll, describe, expect, it } from 'vitest'
import { concatBytes, latin1 } from '../bytes/index.ts'
import { LockedPdfError, openPdf } from '../pdf/index.ts'
import { samplePdf } from '../pdf/sample-files.ts'
import { appendValidationData, checkSignable, listPdfSignatures, preparePades } from './index.ts'
import { pdfsig, qpdfCheck, qpdfEncrypt } from './outside-tools.ts'
import { sampleSigner, signingTime, signSample, type SampleSigner } from './sample-signer.ts'

const strengths: Record<string, readonly string[]> = {
  'RC4 with 40 bits': ['40'],
  'RC4 with 128 bits': ['128', '--use-aes=n'],
  'AES with 128 bits': ['128', '--use-aes=y'],
  'AES with 128 bits and metadata in the open': ['128', '--use-aes=y', '--cleartext-metadata'],
  'AES with 256 bits': ['256'],
  'AES with 256 bits of the older kind': ['256', '--force-R5'],
}

let signer: SampleSigner
beforeAll(async () => {
  signer = await sampleSigner('ecdsa-p256')
})

describe('an encrypted PDF', () => {
  for (const [name, strength] of Object.entries(strengths)) {
    it(`under ${name} opens for user and owner, and is signed without becoming readable`, async () => {
      // Older kinds know only the letters of PDFDocEncoding.
      const user = name.includes('256') ? 'читач' : 'reader'
      const sample = await qpdfEncrypt(samplePdf('stream'), { user, owner: 'owner' }, strength)
      for (const password of [user, 'owner']) expect((await openPdf(sample, { password })).encrypted).toBe(true)
      await expect(openPdf(sample)).rejects.toThrow(LockedPdfError)
      expect(await checkSignable(sample)).toEqual({ ok: false, because: 'encrypted' })
      const signed = await signSample(sample, signer, { password: user, reason: 'A secret reason' })
      expect(latin1(signed)).not.toContain('A secret reason')
      const data = { certificates: [signer.root], ocspResponses: [], crls: [] }
      const withData = concatBytes(signed, await appendValidationData(signed, data, { password: user }))
      expect(await appendValidationData(withData, data, { password: user })).toHaveLength(0)
      expect((await pdfsig(withData, user)).map(({ valid }) => valid)).toEqual([true])
      expect((await qpdfCheck(withData, user)).code).toBe(0)
      const [signature] = await listPdfSignatures(withData, { password: user })
      expect(signature).toMatchObject({ faults: [], reason: 'A secret reason' })
      expect(signature?.changesAfter.filter(({ permitted }) => !permitted)).toEqual([])
    })
  }

  it('gives the same bytes to sign when it is prepared again', async () => {
    const sample = await qpdfEncrypt(samplePdf(), { user: '', owner: 'owner' }, ['256'])
    const prepare = () =>
      preparePades(sample, { certificate: signer.certificate, chain: [], signatureAlgorithm: signer.key.algorithm, signingTime, reason: 'Agreed' })
    expect((await prepare()).toBeSigned).toEqual((await prepare()).toBeSigned)
  })

  it('that opens without a password is signed where its owner allows signing, and not where he does not', async () => {
    const open = await qpdfEncrypt(samplePdf(), { user: '', owner: 'owner' }, ['256', '--modify=form'])
    expect(await checkSignable(open)).toEqual({ ok: true, pages: 1 })
    expect((await pdfsig(await signSample(open, signer))).map(({ valid }) => valid)).toEqual([true])
    const closed = await qpdfEncrypt(samplePdf(), { user: '', owner: 'owner' }, ['256', '--modify=none'])
    expect(await checkSignable(closed)).toEqual({ ok: false, because: 'not-permitted' })
  })
})
