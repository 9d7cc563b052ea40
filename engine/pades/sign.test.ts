import { beforeAll, describe, expect, it } from 'vitest'
import { appendSample, samplePdf, type SampleKind } from '../pdf/sample-files.ts'
import { openPdf } from '../pdf/index.ts'
import { digest } from '../algorithms/index.ts'
import { concatBytes } from '../bytes/index.ts'
import { addSignatureTimestamp, signatureTimestampImprint, signCades } from '../cades/index.ts'
import { listPdfSignatures, preparePades } from './index.ts'
import { pdfsig, qpdfCheck, qpdfRewrite } from './outside-tools.ts'
import { sampleSigner, signingTime, signSample, type SampleSigner } from './sample-signer.ts'

let signer: SampleSigner
beforeAll(async () => {
  signer = await sampleSigner()
})

describe('signing a PDF by appending', () => {
  for (const kind of ['table', 'stream', 'hybrid'] satisfies SampleKind[]) {
    it(`satisfies poppler and qpdf on a ${kind} file, twice over, and leaves every earlier byte as it was`, async () => {
      const original = samplePdf(kind)
      const once = await signSample(original, signer, { reason: 'Я погоджуюсь', location: 'Kyiv (UA)', signerName: 'Оксана' })
      const twice = await signSample(once, signer)
      expect(twice.subarray(0, once.length)).toEqual(once)
      expect(once.subarray(0, original.length)).toEqual(original)
      const seen = await pdfsig(twice)
      expect(seen.map(({ valid }) => valid)).toEqual([true, true])
      expect(seen.map(({ total }) => total)).toEqual([false, true])
      expect((await qpdfCheck(twice)).code).toBe(0)
    })
  }

  it('is refused by poppler once a byte is flipped', async () => {
    const signed = await signSample(samplePdf(), signer)
    const hello = new TextDecoder('latin1').decode(signed).indexOf('Hello')
    signed[hello] = 0x4a
    expect((await pdfsig(signed)).map(({ valid }) => valid)).toEqual([false])
  })

  const oddities: Record<string, Record<number, string>> = {
    'a direct form with an indirect list of fields': { 1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields 8 0 R>>>>', 8: '[]' },
    'an indirect form with a direct list': { 1: '<</Type/Catalog/Pages 2 0 R/AcroForm 8 0 R>>', 8: '<</Fields[]/SigFlags 1>>' },
    'annotations in an array of their own': {
      3: '<</Type/Page/Parent 2 0 R/Annots 8 0 R/Contents 4 0 R>>',
      8: '[9 0 R]',
      9: '<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(note)>>',
    },
    'a page tree that holds itself': {
      2: '<</Type/Pages/Kids[2 0 R 7 0 R 3 0 R]/Count 1/MediaBox[0 0 300 144]>>',
      7: '<</Type/Pages/Parent 2 0 R/Kids[7 0 R]/Count 0>>',
    },
    'indirect extensions of another developer': { 1: '<</Type/Catalog/Pages 2 0 R/Extensions 8 0 R>>', 8: '<</ADBE<</BaseVersion/1.7/ExtensionLevel 3>>>>' },
  }
  for (const [oddity, objects] of Object.entries(oddities)) {
    it(`copes with ${oddity}`, async () => {
      const signed = await signSample(samplePdf('table', objects), signer)
      expect((await pdfsig(signed)).map(({ valid }) => valid)).toEqual([true])
      expect((await qpdfCheck(signed)).output).not.toContain('WARNING')
    })
  }

  it('fills the empty field that is asked for, and keeps its lock', async () => {
    const file = samplePdf('table', {
      1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[8 0 R]>>>>',
      3: '<</Type/Page/Parent 2 0 R/Annots[8 0 R]/Contents 4 0 R>>',
      8: '<</Type/Annot/Subtype/Widget/FT/Sig/T(Buyer)/Rect[0 0 0 0]/F 132/P 3 0 R/Lock<</Type/SigFieldLock/Action/All>>>>',
    })
    const signed = await signSample(file, signer, { fieldName: 'Buyer' })
    const [seen] = await pdfsig(signed)
    expect(seen?.valid).toBe(true)
    expect(seen?.output).toContain('Signature Field Name: Buyer')
    expect(new TextDecoder('latin1').decode(signed)).toContain('/TransformMethod /FieldMDP')
    await expect(signSample(signed, signer, { fieldName: 'Buyer' })).rejects.toThrow('no empty signature field')
  })

  const rewritten: Record<string, readonly string[]> = {
    'a linearised file': ['--linearize'],
    'a file that is nothing but object streams': ['--object-streams=generate'],
    'a linearised file of object streams': ['--linearize', '--object-streams=generate'],
  }
  for (const [what, options] of Object.entries(rewritten)) {
    it(`copes with ${what}, and takes its first revision for one`, async () => {
      const file = await qpdfRewrite(samplePdf(), options)
      expect((await openPdf(file)).revisions).toHaveLength(1)
      const twice = await signSample(await signSample(file, signer), signer)
      expect((await pdfsig(twice)).map(({ valid }) => valid)).toEqual([true, true])
      expect((await qpdfCheck(twice)).code).toBe(0)
      const signatures = await listPdfSignatures(twice)
      expect(signatures.map(({ faults, revision }) => ({ faults, revision }))).toEqual([1, 2].map((revision) => ({ faults: [], revision })))
      expect(signatures[0]?.changesAfter.map(({ kind, permitted }) => ({ kind, permitted }))).toEqual([{ kind: 'signature', permitted: true }])
    })
  }

  it('appends in the kind of the newest revision', async () => {
    const mixed = appendSample(samplePdf('table'), { 5: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>' }, { kind: 'stream' })
    const signed = await signSample(mixed, signer)
    expect((await pdfsig(signed)).map(({ valid }) => valid)).toEqual([true])
    expect(new TextDecoder('latin1').decode(signed.subarray(mixed.length))).toContain('/Type /XRef')
  })
})

describe('a signature with a time-stamp', () => {
  it('takes what was added to its CMS before it is placed', async () => {
    const file = samplePdf()
    const prepared = await preparePades(file, { certificate: signer.certificate, chain: [signer.root], signatureAlgorithm: signer.key.algorithm, signingTime })
    const cms = prepared.cms(await signer.key.sign(prepared.toBeSigned))
    const token = await signCades({
      digest: digest('sha256', signatureTimestampImprint(cms, 'sha256')),
      digestAlgorithm: 'sha256',
      certificate: signer.certificate,
      key: signer.key,
    })
    const signed = concatBytes(file, prepared.place(addSignatureTimestamp(cms, token)))
    expect((await pdfsig(signed)).map(({ valid }) => valid)).toEqual([true])
    const [signature] = await listPdfSignatures(signed)
    expect(signature?.cms.length).toBeGreaterThan(cms.length)
    expect(signature?.faults).toEqual([])
  })
})
