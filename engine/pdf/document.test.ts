import fc from 'fast-check'
import { zlibSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { concatBytes, latin1, utf8 } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import type { ByteSource } from '../ports.ts'
import { as, dictionary, firstPage, memorySource, name, openPdf, pageCount, PdfUpdate, readFields, type PdfObject } from './index.ts'
import { appendSample, samplePdf } from './sample-files.ts'

const seed = (): Uint8Array => new Uint8Array(16)

async function objectIn(file: Uint8Array, number: number): Promise<PdfObject> {
  return (await openPdf(file)).view.fetch(number)
}

describe('reading a PDF', () => {
  it('finds the same pages through a table, a stream and a hybrid', async () => {
    for (const kind of ['table', 'stream', 'hybrid'] as const) {
      const { view, revisions } = await openPdf(samplePdf(kind))
      expect(await pageCount(view)).toBe(1)
      expect((await firstPage(view))?.reference.number).toBe(3)
      expect(revisions.map(({ ends }) => ends.includes(view.source.size))).toEqual([true])
      // Object 5 is the one that a hybrid hides.
      expect(as('dictionary', await view.fetch(5))?.entries.get('Type')).toEqual(name('Font'))
    }
  })

  it('knows every kind of object, and strings in all their spellings', async () => {
    const object = await objectIn(samplePdf('table', { 9: '[true null -1.50 +3 .5 (a\\(b\\)\\101\\\n\\n) <48 656C6c 6> /A#20B 3 0 R 7 8]' }), 9)
    expect(as('array', object)?.items).toMatchObject([
      true,
      null,
      -1.5,
      3,
      0.5,
      { kind: 'string', bytes: utf8('a(b)A\n') },
      { kind: 'string', bytes: utf8('Hell`') },
      { kind: 'name', value: 'A B' },
      { kind: 'reference', number: 3, generation: 0 },
      7,
      8,
    ])
  })

  it('reads objects out of compressed object streams', async () => {
    const packed = zlibSync(utf8('9 0 3 3 41 (in a stream)'))
    const file = appendSample(
      samplePdf('stream'),
      { 8: `<</Type/ObjStm/N 2/First 8/Filter/FlateDecode/Length ${packed.length}>>\nstream\n${latin1(packed)}\nendstream` },
      {
        kind: 'stream',
        size: 30,
        compressed: [
          { number: 9, stream: 8, index: 0 },
          { number: 3, stream: 8, index: 1 },
        ],
      },
    )
    const { view } = await openPdf(file)
    expect(as('string', await view.fetch(3))?.bytes).toEqual(utf8('in a stream'))
    expect(await view.fetch(9)).toBe(41)
  })

  it('takes its length from the keyword where /Length lies', async () => {
    const { view } = await openPdf(samplePdf('table', { 9: '<</Length 3>>\nstream\nlonger than three\nendstream' }))
    expect(latin1(await view.decodedBytes(as('stream', await view.fetch(9)) ?? raise()))).toBe('longer than three')
  })

  it('sees each revision as it was', async () => {
    const file = appendSample(samplePdf(), { 9: '(new)', 5: '(replaced)' })
    const pdf = await openPdf(file)
    expect(pdf.revisions).toHaveLength(2)
    expect(await pdf.viewAt(0).fetch(9)).toBeNull()
    expect(as('string', await pdf.view.fetch(5))?.bytes).toEqual(utf8('replaced'))
    expect(as('dictionary', await pdf.viewAt(0).fetch(5))?.entries.get('BaseFont')).toEqual(name('Times-Roman'))
  })

  it('reads little of a large file to find its pages', async () => {
    const large = appendSample(samplePdf(), { 9: `<</Length 3000000>>\nstream\n${'x'.repeat(3_000_000)}\nendstream` })
    let read = 0
    const inner = memorySource(large)
    const counting: ByteSource = { size: inner.size, read: (start, end) => ((read += end - start), inner.read(start, end)) }
    expect((await firstPage((await openPdf(counting)).view))?.reference.number).toBe(3)
    expect(read).toBeLessThan(200_000)
  })
})

describe('a hostile PDF', () => {
  const hostile: Record<string, Uint8Array> = {
    'whose sections go in a circle': appendSample(samplePdf(), { 9: '(x)' }, { previous: 99_999 }),
    'without a catalog': samplePdf('table', { 1: '(nothing)' }),
    'that is empty': new Uint8Array(0),
    'that promises a billion objects': concatBytes(utf8('%PDF-1.7\nxref\n0 1000000000\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n')),
    'whose objects nest without end': samplePdf('table', { 1: '['.repeat(5000) }),
    'that ends inside a string': utf8('%PDF-1.7\n1 0 obj\n(never'),
  }
  for (const [what, file] of Object.entries(hostile)) {
    it(`${what} is malformed, and nothing worse`, async () => {
      await expect(openPdf(file)).rejects.toThrow(MalformedError)
    })
  }

  it('cannot make us inflate a bomb', async () => {
    const bomb = zlibSync(new Uint8Array(300 * 1024 * 1024))
    const { view } = await openPdf(samplePdf('table', { 9: `<</Filter/FlateDecode/Length ${bomb.length}>>\nstream\n${latin1(bomb)}\nendstream` }))
    await expect(view.decodedBytes(as('stream', await view.fetch(9)) ?? raise())).rejects.toThrow('budget')
  })

  it('cannot chain five filters', async () => {
    const { view } = await openPdf(samplePdf('table', { 9: '<</Filter[/AHx/AHx/AHx/AHx/AHx]/Length 2>>\nstream\n00\nendstream' }))
    await expect(view.decodedBytes(as('stream', await view.fetch(9)) ?? raise())).rejects.toThrow('filters')
  })

  it('with references, lengths, pages and fields in circles is read to an end', async () => {
    const file = samplePdf('table', {
      1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[8 0 R]>>>>',
      2: '<</Type/Pages/Kids[2 0 R 6 0 R 3 0 R]>>',
      6: '<</Type/Pages/Kids[2 0 R 6 0 R]>>',
      7: '9 0 R',
      8: '<</T(a)/Kids[8 0 R]>>',
      9: '7 0 R',
      10: '<</Length 10 0 R>>\nstream\nabc\nendstream',
    })
    const { view } = await openPdf(file)
    expect((await firstPage(view))?.reference.number).toBe(3)
    expect(await view.resolve({ kind: 'reference', number: 7, generation: 0 })).toBeNull()
    expect(await readFields(view)).toEqual([])
    expect(as('stream', await view.fetch(10))?.length).toBe(3)
  })

  it('whose object streams depend on themselves is refused', async () => {
    const compressed = [{ number: 9, stream: 8, index: 0 }]
    const file = appendSample(samplePdf('stream'), { 8: '<</N 1/First 4/Length 9 0 R>>\nstream\n9 0 21\nendstream' }, { kind: 'stream', size: 30, compressed })
    const { view } = await openPdf(file)
    await expect(view.fetch(9)).rejects.toThrow(MalformedError)
  })

  it('however it was damaged, opens or is malformed', async () => {
    const sample = samplePdf('hybrid')
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(sample.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }), async (changes) => {
        const damaged = sample.slice()
        for (const [place, byte] of changes) damaged[place] = byte
        try {
          const { view } = await openPdf(damaged)
          await firstPage(view)
          await readFields(view)
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedError)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('the appending writer', () => {
  it('writes what the reader reads back, names and numbers and strings included', async () => {
    const file = samplePdf('stream')
    const { view } = await openPdf(file)
    const update = new PdfUpdate(view)
    const written = dictionary({
      'odd name#': name('a b/c'),
      small: 0.0000001,
      text: { kind: 'string', bytes: utf8('a(b)\\c') },
      binary: { kind: 'string', bytes: new Uint8Array([0, 255]) },
    })
    const target = update.add(written)
    const stream = update.add({ kind: 'new-stream', dictionary: dictionary({ Length: 3 }), bytes: utf8('abc') })
    const after = await openPdf(concatBytes(file, (await update.finish(seed)).bytes))
    const read = as('dictionary', await after.view.fetch(target.number))
    expect(read?.entries.get('odd name#')).toEqual(name('a b/c'))
    expect(read?.entries.get('small')).toBe(0.0000001)
    expect(as('string', read?.entries.get('text'))?.bytes).toEqual(utf8('a(b)\\c'))
    expect(as('string', read?.entries.get('binary'))?.bytes).toEqual(new Uint8Array([0, 255]))
    expect(latin1(await after.view.decodedBytes(as('stream', await after.view.fetch(stream.number)) ?? raise()))).toBe('abc')
  })

  it('never takes a number that the file has used, whatever /Size says', async () => {
    const file = appendSample(samplePdf(), { 40: '(beyond)' }, { size: 6 })
    expect(new PdfUpdate((await openPdf(file)).view).reserve().number).toBeGreaterThan(40)
  })

  it('leaves the stream of a hybrid out of the new trailer', async () => {
    const update = new PdfUpdate((await openPdf(samplePdf('hybrid'))).view)
    update.add(dictionary({}))
    const tail = latin1((await update.finish(seed)).bytes)
    expect(tail).toContain('trailer')
    expect(tail).not.toContain('XRefStm')
  })
})

function raise(): never {
  throw new Error('no stream')
}
