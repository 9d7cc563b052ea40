/** PDFs written by hand for tests: objects as text in, a file of any kind out, and further revisions as anybody might append them. */
import { concatBytes, latin1, utf8 } from '../bytes/index.ts'

export type SampleKind = 'table' | 'stream' | 'hybrid'
export type SampleObjects = Readonly<Record<number, string>>

type SampleEntry = { readonly number: number; readonly offset: number }
/** An object inside an object stream; for files of kind `stream`. */
type Compressed = { readonly number: number; readonly stream: number; readonly index: number }

/** One page that says Hello. */
export const helloObjects: SampleObjects = {
  1: '<</Type/Catalog/Pages 2 0 R>>',
  2: '<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 300 144]>>',
  3: '<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>',
  4: '<</Length 44>>\nstream\nBT /F1 18 Tf 20 60 Td (Hello, world.) Tj  ET\nendstream',
  5: '<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>',
}

export function samplePdf(kind: SampleKind = 'table', changes: SampleObjects = {}): Uint8Array {
  return appendSample(utf8('%PDF-1.7\n%\u00a1\u00b2\n'), { ...helloObjects, ...changes }, { kind })
}

/**
 * Appends a revision. The previous one is found as a reader finds it, unless `previous` says otherwise.
 * A hybrid hides its highest object from the table and shows it in the stream.
 */
export function appendSample(
  file: Uint8Array,
  objects: SampleObjects,
  options: {
    readonly kind?: SampleKind
    readonly root?: number
    readonly previous?: number
    readonly size?: number
    readonly compressed?: readonly Compressed[]
  } = {},
): Uint8Array {
  const kind = options.kind ?? 'table'
  const previous = options.previous ?? lastStartXref(file)
  const parts: Uint8Array[] = [file]
  let place = file.length
  const put = (bytes: Uint8Array): void => {
    parts.push(bytes)
    place += bytes.length
  }
  const entries: SampleEntry[] = []
  for (const [number, text] of Object.entries(objects)) {
    entries.push({ number: Number(number), offset: place })
    put(bytesOf(`${number} 0 obj\n${text}\nendobj\n`))
  }
  const size = options.size ?? Math.max(20, ...entries.map(({ number }) => number + 1))
  const common = `/Root ${options.root ?? 1} 0 R${previous === undefined ? '' : `/Prev ${previous}`}`
  if (kind === 'stream') {
    const start = place
    put(xrefStream([...entries, { number: size, offset: start }, ...(options.compressed ?? [])], size, `/Size ${size + 1}${common}`))
    put(utf8(`startxref\n${start}\n%%EOF\n`))
    return concatBytes(...parts)
  }
  const hidden = kind === 'hybrid' ? entries.splice(-1) : []
  const hiddenStart = place
  if (kind === 'hybrid') put(xrefStream(hidden, size, `/Size ${size + 1}`))
  const start = place
  const head = previous === undefined ? '0 1\n0000000000 65535 f \n' : ''
  const rows = entries.map(({ number, offset }) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  put(
    utf8(
      `xref\n${head}${rows}trailer\n<</Size ${size + (kind === 'hybrid' ? 1 : 0)}${common}${kind === 'hybrid' ? `/XRefStm ${hiddenStart}` : ''}>>\nstartxref\n${start}\n%%EOF\n`,
    ),
  )
  return concatBytes(...parts)
}

export function lastStartXref(file: Uint8Array): number | undefined {
  const text = latin1(file)
  const place = text.lastIndexOf('startxref')
  return place < 0 ? undefined : Number.parseInt(text.slice(place + 9), 10)
}

function xrefStream(entries: readonly (SampleEntry | Compressed)[], number: number, dictionary: string): Uint8Array {
  const index = entries.map((entry) => `${entry.number} 1`).join(' ')
  const data = Uint8Array.from(
    entries.flatMap((entry) => {
      const [kind, first, second] = 'offset' in entry ? [1, entry.offset, 0] : [2, entry.stream, entry.index]
      return [kind, (first >> 16) & 0xff, (first >> 8) & 0xff, first & 0xff, second]
    }),
  )
  return concatBytes(
    utf8(`${number} 0 obj\n<</Type/XRef/W[1 3 1]/Index[${index}]/Length ${data.length}${dictionary}>>\nstream\n`),
    data,
    utf8('\nendstream\nendobj\n'),
  )
}

/** One byte a character. */
function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}
