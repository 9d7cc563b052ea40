import { describe, expect, it } from 'vitest'
import { concatBytes, latin1, utf8 } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import { buildArchive, buildAsicE, buildAsicS, prepareAsicManifest, readContainer, readZip, writeZip } from './index.ts'

const at = new Date('2026-01-15T10:00:00Z')
const text = (words: string): Uint8Array => utf8(words)

describe('the archive people take away', () => {
  it('holds the document under its own name, numbered signatures, certificates and a text', () => {
    const archive = buildArchive({
      document: { name: 'Договір.pdf', bytes: text('document') },
      signatures: [
        { surname: 'Шевченко', bytes: text('one') },
        { surname: '../../etc', bytes: text('two') },
      ],
      certificates: [
        { name: 'Root', bytes: text('root') },
        { name: 'Root', bytes: text('other root') },
      ],
      readme: 'what is what',
      at,
    })
    const container = readContainer(archive)
    expect(container.kind).toBe('archive')
    expect(container.files.map(({ name }) => name)).toEqual([
      'Договір.pdf',
      'signatures/01-Шевченко.p7s',
      'signatures/02-etc.p7s',
      'certificates/Root.cer',
      'certificates/Root-2.cer',
      'README.txt',
    ])
    expect(container.signatures.map(({ content }) => content?.name)).toEqual(['Договір.pdf', 'Договір.pdf'])
    expect(container.signatures[0]?.bytes).toEqual(text('one'))
  })

  it('does not let a document called README.txt stand in for the text', () => {
    const archive = buildArchive({ document: { name: 'readme.txt', bytes: text('mine') }, signatures: [], certificates: [], readme: 'ours', at })
    expect(readZip(archive).files.map(({ name }) => name)).toEqual(['readme-2.txt', 'README.txt'])
  })
})

describe('ASiC', () => {
  const documents = [
    { name: 'a b.txt', bytes: text('first'), mimeType: 'text/plain' },
    { name: 'б.txt', bytes: text('second') },
  ]

  it('with several documents names each by its digest, and notices another', () => {
    const manifest = prepareAsicManifest(documents)
    const container = readContainer(buildAsicE({ documents, signatures: [{ manifest, cms: text('cms') }], at }))
    expect(container).toMatchObject({ kind: 'asic-e', faults: [], mimetype: 'application/vnd.etsi.asic-e+zip' })
    expect(container.signatures).toMatchObject([
      {
        name: 'META-INF/signature001.p7s',
        kind: 'cades',
        content: { bytes: manifest },
        covered: [
          { name: 'a b.txt', digestMatches: true },
          { name: 'б.txt', digestMatches: true },
        ],
      },
    ])
    const swapped = documents.map((document) => (document.name === 'б.txt' ? { ...document, bytes: text('forged') } : document))
    expect(
      readContainer(buildAsicE({ documents: swapped, signatures: [{ manifest, cms: text('cms') }], at })).signatures[0]?.covered.map(
        ({ digestMatches }) => digestMatches,
      ),
    ).toEqual([true, false])
  })

  it('with one document is over that document', () => {
    const container = readContainer(buildAsicS({ document: { name: 'a.pdf', bytes: text('pdf') }, cms: text('cms'), at }))
    expect(container).toMatchObject({ kind: 'asic-s', faults: [], signatures: [{ content: { name: 'a.pdf' }, covered: [{ digestMatches: true }] }] })
  })

  it('says when mimetype is not where it must be', () => {
    const late = writeZip(
      [
        { name: 'a.txt', bytes: text('x') },
        { name: 'mimetype', bytes: text('application/vnd.etsi.asic-s+zip'), stored: true },
        { name: 'META-INF/signature.p7s', bytes: text('cms') },
      ],
      at,
    )
    expect(readContainer(late).faults).toEqual(['mimetype-not-first'])
  })

  it('takes no manifest with a document type', () => {
    const manifest = text(`<!DOCTYPE x [<!ENTITY e "e">]>${new TextDecoder().decode(prepareAsicManifest(documents))}`)
    const container = readContainer(buildAsicE({ documents, signatures: [{ manifest, cms: text('cms') }], at }))
    expect(container.faults).toEqual(['manifest-unreadable'])
    expect(container.signatures[0]?.content).toBeUndefined()
  })
})

describe('a ZIP archive is refused', () => {
  const plain = writeZip([{ name: 'one.txt', bytes: text('one one one'), stored: true }], at)
  const change = (find: string, put: string): Uint8Array => {
    const bytes = plain.slice()
    bytes.set(utf8(put), latin1(plain).indexOf(find))
    return bytes
  }
  const hostile: Record<string, Uint8Array> = {
    'that is none': text('hello'),
    'with bytes behind its end': concatBytes(plain, text('more')),
    'with bytes in front': concatBytes(text('more'), plain),
    'whose local name differs from the central one': change('one.txt', 'two.txt'),
    'whose content does not match its checksum': change('one one', 'two two'),
    'with a way out of its folder': writeZip([{ name: '../one.txt', bytes: text('x') }], at),
    'with an absolute name': writeZip([{ name: '/etc/passwd', bytes: text('x') }], at),
    'with a drive letter': writeZip([{ name: 'C:one.txt', bytes: text('x') }], at),
    'with a backslash': writeZip([{ name: 'a\\b.txt', bytes: text('x') }], at),
    'with two files of one name': writeZip(
      [
        { name: 'a.txt', bytes: text('x') },
        { name: 'A.txt', bytes: text('y') },
      ],
      at,
    ),
    'with more than a thousand files': concatThousand(),
    'that is a bomb': bomb(),
    'that is cut off': plain.subarray(0, plain.length - 5),
  }
  for (const [name, bytes] of Object.entries(hostile)) {
    it(name, () => {
      expect(() => readZip(bytes).files.map((file) => file.read())).toThrow(MalformedError)
    })
  }

  it('and the plain one is not', () => {
    expect(readZip(plain).files.map((file) => latin1(file.read()))).toEqual(['one one one'])
  })

  function concatThousand(): Uint8Array {
    const files = writeZip(
      Array.from({ length: 1000 }, (_, index) => ({ name: `${index}`, bytes: text('') })),
      at,
    )
    const view = new DataView(files.buffer, files.byteOffset)
    for (const place of [8, 10]) view.setUint16(files.length - 22 + place, 1001, true)
    return files
  }

  /** Our writer stores what shrinks too well, so the header is made to promise more. */
  function bomb(): Uint8Array {
    const files = writeZip([{ name: 'one.txt', bytes: new Uint8Array(20_000).map((_, index) => (index * 7919) >> 9) }], at)
    const view = new DataView(files.buffer, files.byteOffset)
    const central = view.getUint32(files.length - 6, true)
    for (const place of [22, central + 24]) view.setUint32(place, 500_000_000, true)
    return files
  }
})
