/** Every row of forged PDFs from the literature, made by hand here, must be noticed. */
import { beforeAll, describe, expect, it } from 'vitest'
import { concatBytes, latin1, utf8 } from '../bytes/index.ts'
import { appendSample, lastStartXref, samplePdf, type SampleObjects } from '../pdf/sample-files.ts'
import { appendValidationData, listPdfSignatures, prepareDocumentTimestamp, type PdfSignature } from './index.ts'
import { sampleSigner, signSample, type SampleSigner } from './sample-signer.ts'

const evilPage = '<</Length 44>>\nstream\nBT /F1 18 Tf 20 60 Td (Pay me a lot. ) Tj  ET\nendstream'
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

let signer: SampleSigner
beforeAll(async () => {
  signer = await sampleSigner('ecdsa-p256')
})

async function onlySignature(file: Uint8Array): Promise<PdfSignature> {
  const [signature, ...others] = await listPdfSignatures(file)
  expect(others).toHaveLength(0)
  if (signature === undefined) throw new Error('no signature was found')
  return signature
}

/** Changes that the signature does not stand with, by kind. */
const refusedIn = (signature: PdfSignature): string[] => signature.changesAfter.filter(({ permitted }) => !permitted).map(({ kind }) => kind)

async function after(objects: SampleObjects, before: SampleObjects = {}, root?: number): Promise<PdfSignature> {
  const signed = await signSample(samplePdf('table', before), signer)
  return onlySignature(appendSample(signed, objects, { size: 60, ...(root === undefined ? {} : { root }) }))
}

/** The signed sample as text, one character a byte, for changing without moving. */
async function signedText(): Promise<string> {
  return latin1(await signSample(samplePdf(), signer))
}

describe('a sound signature', () => {
  it('covers the whole file, and stays sound behind validation data, a time-stamp and a second signature', async () => {
    const signed = await signSample(samplePdf('stream'), signer)
    const alone = await onlySignature(signed)
    expect(alone).toMatchObject({
      faults: [],
      coversWholeFile: true,
      changesAfter: [],
      subFilter: 'ETSI.CAdES.detached',
      claimedTime: new Date('2026-01-15T10:00:00Z'),
    })
    const withData = concatBytes(signed, await appendValidationData(signed, { certificates: [signer.root], ocspResponses: [], crls: [] }))
    const stamped = concatBytes(withData, (await prepareDocumentTimestamp(withData, { digest: 'sha256' })).complete(new Uint8Array([0x30, 0])))
    const twice = await signSample(stamped, signer)
    const signatures = await listPdfSignatures(twice)
    expect(signatures.map(({ faults, revision }) => ({ faults, revision }))).toEqual([1, 3, 4].map((revision) => ({ faults: [], revision })))
    expect(signatures.map(refusedIn)).toEqual([[], [], []])
    expect(signatures[0]?.changesAfter.map(({ kind }) => kind).toSorted()).toEqual(['document-timestamp', 'signature', 'validation-data'])
    expect(signatures[0]?.coversWholeFile).toBe(false)
  })
})

describe('universal signature forgery', () => {
  const forgeries: Record<string, [(text: string) => string, string]> = {
    'a missing /Contents': [(text) => text.replace('/Contents <', '/Cantents <'), 'contents-missing'],
    'a null /Contents': [(text) => text.replace(/\/Contents <[0-9a-f]+>/, (found) => '/Contents null'.padEnd(found.length)), 'contents-missing'],
    'an all-zero /Contents': [(text) => text.replace(/\/Contents <[0-9a-f]+>/, (found) => found.replace(/[1-9a-f](?=[0-9a-f]*>)/g, '0')), 'contents-empty'],
    'a missing /ByteRange': [(text) => text.replace('/ByteRange [', '/BiteRange ['), 'byte-range-malformed'],
    'a null /ByteRange': [(text) => text.replace(/\/ByteRange \[[^\]]*\]/, (found) => '/ByteRange null'.padEnd(found.length)), 'byte-range-malformed'],
    'a negative number in the range': [(text) => text.replace(/\/ByteRange \[0 \d/, '/ByteRange [0 -'), 'byte-range-malformed'],
    'a range that starts late': [(text) => text.replace('/ByteRange [0 ', '/ByteRange [7 '), 'byte-range-not-from-start'],
    'two numbers': [
      (text) => text.replace(/\/ByteRange \[0 (\d+) \d+ \d+\]/, (found, first: string) => `/ByteRange [0 ${first}]`.padEnd(found.length)),
      'byte-range-malformed',
    ],
    'a key that stands twice': [(text) => text.replace('/Filter /Adobe.PPKLite', '/ByteRange [0 1 1 1]  '), 'dictionary-ambiguous'],
  }
  for (const [name, [forge, fault]] of Object.entries(forgeries)) {
    it(`with ${name} is a fault`, async () => {
      const text = await signedText()
      const forged = forge(text)
      expect(forged).toHaveLength(text.length)
      expect(forged).not.toBe(text)
      expect((await onlySignature(ascii(forged))).faults).toContain(fault)
    })
  }
})

describe('a ByteRange gap', () => {
  it('wider than the /Contents string is a fault', async () => {
    const wider = (await signedText()).replace(/\/ByteRange \[0 (\d+) (\d+) (\d+)\]/, (found, first: string, second: string, length: string) =>
      `/ByteRange [0 ${first} ${Number(second) + 1} ${Number(length) - 1}]`.padEnd(found.length),
    )
    expect((await onlySignature(ascii(wider))).faults).toContain('byte-range-gap')
  })

  it('around another string than this /Contents is a fault', async () => {
    const signed = await signSample(samplePdf(), signer)
    const dictionary = /\/ByteRange \[0 \d+ \d+ \d+\]/.exec(latin1(signed))?.[0] ?? ''
    const target = Number(/\/V (\d+) 0 R/.exec(latin1(signed))?.[1])
    const forged = appendSample(signed, { [target]: `<<${dictionary}/Contents<3000>/Type/Sig/SubFilter/ETSI.CAdES.detached>>` }, { size: 60 })
    const { faults } = await onlySignature(forged)
    expect(faults).toEqual(expect.arrayContaining(['byte-range-gap', 'dictionary-replaced']))
  })

  it('is a fault where the range ends between revisions', async () => {
    const text = (await signedText()).replace(/\/ByteRange \[0 (\d+) (\d+) (\d+)\]/, (found, first: string, second: string, length: string) =>
      `/ByteRange [0 ${first} ${second} ${Number(length) - 20}]`.padEnd(found.length),
    )
    expect((await onlySignature(ascii(text))).faults).toContain('byte-range-end')
  })
})

describe('incremental saving', () => {
  it('of other page contents is refused', async () => {
    expect(refusedIn(await after({ 4: evilPage }))).toEqual(['object-replaced'])
  })
  it('of another page tree is refused', async () => {
    expect(
      refusedIn(
        await after({ 2: '<</Type/Pages/Kids[3 0 R 30 0 R]/Count 2/MediaBox[0 0 300 144]>>', 30: '<</Type/Page/Parent 2 0 R/Contents 31 0 R>>', 31: evilPage }),
      ),
    ).toEqual(['page'])
  })
  it('of another font is refused', async () => {
    expect(refusedIn(await after({ 5: '<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]>>' }))).toEqual(['object-replaced'])
  })
  it('of another catalog, under whatever number, is refused', async () => {
    expect(
      refusedIn(await after({ 40: '<</Type/Catalog/Pages 41 0 R/AcroForm 22 0 R>>', 41: '<</Type/Pages/Kids[3 0 R]/Count 1/Rotate 90>>' }, {}, 40)),
    ).toEqual(['catalog'])
  })
  it('of a target for a reference that led nowhere is refused', async () => {
    expect(refusedIn(await after({ 50: evilPage }, { 3: '<</Type/Page/Parent 2 0 R/Contents[4 0 R 50 0 R]>>' }))).toEqual(['object-supplied'])
  })
  it('without a trailer leaves bytes that are named', async () => {
    const signed = await signSample(samplePdf(), signer)
    const signature = await onlySignature(concatBytes(signed, utf8(`4 0 obj\n${evilPage}\nendobj\n`)))
    expect(signature.coversWholeFile).toBe(false)
    expect(refusedIn(signature)).toEqual(['trailing-bytes'])
  })
  it('that skips the signed revision takes its boundary away', async () => {
    const original = samplePdf()
    const signed = await signSample(original, signer)
    const previous = lastStartXref(original)
    if (previous === undefined) throw new Error('the sample has no startxref')
    const numbers = [...latin1(signed).matchAll(/(\d+) 0 obj\n/g)].map((match) => Number(match[1])).filter((number) => number >= 20)
    const copied = Object.fromEntries(numbers.map((number) => [number, new RegExp(`\\n${number} 0 obj\\n([^]*?)\\nendobj`).exec(latin1(signed))?.[1] ?? '']))
    const form = { 1: `<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[${numbers.find((number) => copied[number]?.includes('/FT /Sig'))} 0 R]/SigFlags 3>>>>` }
    const forged = appendSample(signed, { ...copied, ...form, 4: evilPage }, { previous, size: 60 })
    expect((await onlySignature(forged)).faults).toEqual(expect.arrayContaining(['byte-range-end']))
  })
})

describe('shadow attacks', () => {
  it('that switch to an object which waited unused are refused', async () => {
    expect(refusedIn(await after({ 8: evilPage }, { 8: '<</Length 0>>\nstream\n\nendstream' }))).toEqual(['object-replaced'])
  })
  it('that point a page at hidden contents are refused', async () => {
    expect(refusedIn(await after({ 3: '<</Type/Page/Parent 2 0 R/Contents 8 0 R>>' }, { 8: evilPage }))).toEqual(['page'])
  })
  it('that replace the object stream under compressed objects are refused', async () => {
    expect(
      refusedIn(
        await after(
          { 8: '<</Type/ObjStm/N 1/First 4/Length 6>>\nstream\n9 0 42\nendstream' },
          { 8: '<</Type/ObjStm/N 1/First 4/Length 6>>\nstream\n9 0 41\nendstream' },
        ),
      ),
    ).toEqual(['object-replaced'])
  })
})

describe('on a certified document', () => {
  const certified = (level: number): SampleObjects => ({
    1: '<</Type/Catalog/Pages 2 0 R/Perms<</DocMDP 8 0 R>>>>',
    8: `<</Type/Sig/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</P ${level}>>>>]>>`,
  })
  const note = {
    3: '<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R/Annots[30 0 R]>>',
    30: '<</Type/Annot/Subtype/FreeText/Rect[0 0 300 144]/AP<</N 31 0 R>>>>',
    31: evilPage,
  }

  it('an evil annotation is refused at level 2', async () => {
    expect(refusedIn(await annotated(2))).toContain('annotation')
  })
  it('and named but permitted at level 3', async () => {
    const signature = await annotated(3)
    expect(refusedIn(signature)).toEqual([])
    expect(signature.changesAfter.map(({ kind }) => kind)).toEqual(['annotation'])
  })

  async function annotated(level: number): Promise<PdfSignature> {
    const signed = await signSample(samplePdf('table', certified(level)), signer)
    const widget = /\/Annots \[(\d+) 0 R\]/.exec(latin1(signed))?.[1]
    return onlySignature(appendSample(signed, { ...note, 3: note[3].replace('[30', `[${widget} 0 R 30`) }, { size: 60 }))
  }

  it('a sneaky signature that shows something is refused at level 2, and an invisible one is not', async () => {
    const signed = await signSample(samplePdf('table', certified(2)), signer)
    const invisible = await signSample(signed, signer)
    expect((await listPdfSignatures(invisible)).map(refusedIn)).toEqual([[], []])
    const sneaky = appendSample(
      signed,
      {
        22: '<</Fields[21 0 R 30 0 R]/SigFlags 3>>',
        3: '<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R/Annots[21 0 R 30 0 R]>>',
        30: '<</Type/Annot/Subtype/Widget/FT/Sig/T(Approved)/V 31 0 R/Rect[0 0 300 144]/AP<</N 32 0 R>>>>',
        31: '<</Type/Sig/SubFilter/ETSI.CAdES.detached/Contents<3000>/ByteRange[0 0 0 0]>>',
        32: evilPage,
      },
      { size: 60 },
    )
    expect((await listPdfSignatures(sneaky)).map(refusedIn)).toContainEqual(['signature'])
  })

  it('at level 1 nothing is permitted but validation data and time-stamps', async () => {
    const signed = await signSample(samplePdf('table', certified(1)), signer)
    const withData = concatBytes(signed, await appendValidationData(signed, { certificates: [signer.root], ocspResponses: [], crls: [] }))
    const stamped = concatBytes(withData, (await prepareDocumentTimestamp(withData, { digest: 'sha256' })).complete(new Uint8Array([0x30, 0])))
    expect((await listPdfSignatures(stamped)).map(refusedIn)).toEqual([[], []])
    expect(refusedIn((await listPdfSignatures(await signSample(stamped, signer)))[0] as PdfSignature)).toEqual(['signature'])
  })
})

describe('forms after a signature', () => {
  const form = (rest = ''): SampleObjects => ({
    1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[8 0 R 9 0 R]>>>>',
    3: '<</Type/Page/Parent 2 0 R/Annots[8 0 R]/Contents 4 0 R>>',
    8: '<</Type/Annot/Subtype/Widget/FT/Tx/T(Sum)/V(10)/Rect[0 0 99 20]/AP<</N 10 0 R>>>>',
    9: `<</Type/Annot/Subtype/Widget/FT/Sig/T(Buyer)/Rect[0 0 0 0]${rest}>>`,
    10: '<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 0>>\nstream\n\nendstream',
  })
  const filled = { 8: '<</Type/Annot/Subtype/Widget/FT/Tx/T(Sum)/V(99)/Rect[0 0 99 20]/AP<</N 10 0 R>>>>' }

  it('may be filled in', async () => {
    const signed = await signSample(samplePdf('table', form()), signer, { fieldName: 'Buyer' })
    expect((await onlySignature(appendSample(signed, filled, { size: 60 }))).changesAfter).toEqual([
      { kind: 'form-field-filled', permitted: true, object: 8, field: 'Sum' },
    ])
  })
  it('may not where the signature locks the field', async () => {
    const signed = await signSample(samplePdf('table', form('/Lock<</Type/SigFieldLock/Action/Include/Fields[(Sum)]>>')), signer, { fieldName: 'Buyer' })
    expect(refusedIn(await onlySignature(appendSample(signed, filled, { size: 60 })))).toEqual(['form-field-filled'])
  })
  it('may not have a field moved', async () => {
    const signed = await signSample(samplePdf('table', form()), signer, { fieldName: 'Buyer' })
    expect(refusedIn(await onlySignature(appendSample(signed, { 8: filled[8].replace('[0 0', '[50 50') }, { size: 60 })))).toEqual(['form'])
  })
  it('may not overwrite an appearance that the page shows elsewhere', async () => {
    const shared = { ...form(), 3: '<</Type/Page/Parent 2 0 R/Annots[8 0 R]/Contents 4 0 R/Resources<</XObject<</X 10 0 R>>>>>>' }
    const signed = await signSample(samplePdf('table', shared), signer, { fieldName: 'Buyer' })
    expect(refusedIn(await onlySignature(appendSample(signed, { 10: evilPage }, { size: 60 })))).toEqual(['object-replaced'])
  })
})

describe('the revision parser', () => {
  it('is not led astray by a linearisation dictionary appended behind the signature', async () => {
    const signature = await after({ 30: '<</Linearized 1/L 999999/H[1 1]/O 3/E 1/N 1/T 1>>', 4: evilPage })
    expect(refusedIn(signature)).toEqual(['object-replaced'])
    expect(signature.coversWholeFile).toBe(false)
  })
  it('nor by an end-of-file marker inside a trailer or a string', async () => {
    const signed = await signSample(samplePdf(), signer)
    const forged = appendSample(signed, { 4: evilPage, 30: '(startxref\n9\n%%EOF\n)' }, { size: 60 })
    expect(refusedIn(await onlySignature(forged))).toEqual(['object-replaced'])
  })
})

describe('tags after a signature', () => {
  const tagged: SampleObjects = {
    1: '<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 8 0 R>>',
    8: '<</Type/StructTreeRoot/K 9 0 R/ParentTree 10 0 R>>',
    9: '<</Type/StructElem/S/Document/P 8 0 R/K[11 0 R]>>',
    10: '<</Nums[0 11 0 R]>>',
    11: '<</Type/StructElem/S/P/P 9 0 R/K 0>>',
  }
  const added = '<</Type/StructElem/S/Form/P 9 0 R>>'

  it('may be added to', async () => {
    const changes = { 9: '<</Type/StructElem/S/Document/P 8 0 R/K[11 0 R 30 0 R]>>', 10: '<</Nums[0 11 0 R 1 30 0 R]>>', 30: added }
    expect(refusedIn(await after(changes, tagged))).toEqual([])
  })
  it('may not be taken away or rewritten', async () => {
    expect(refusedIn(await after({ 9: '<</Type/StructElem/S/Document/P 8 0 R/K[30 0 R]>>', 30: added }, tagged))).toEqual(['object-replaced'])
    expect(refusedIn(await after({ 11: '<</Type/StructElem/S/P/P 9 0 R/K 0/ActualText(other words)>>' }, tagged))).toEqual(['object-replaced'])
  })
})
