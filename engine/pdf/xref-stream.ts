/** Reading a cross-reference stream (ISO 32000-1 §7.5.8). */
import { MalformedError } from '../errors.ts'
import type { ByteSource } from '../ports.ts'
import type { Budget } from './budget.ts'
import { decodeStream } from './filters.ts'
import { readIndirect, streamLength } from './indirect.ts'
import { as, dictionaryOf, integerOf, nameOf, type PdfDictionary } from './objects.ts'
import { maximumObjectNumber, XrefRun } from './xref-section.ts'

export type XrefStream = { readonly runs: XrefRun[]; readonly trailer: PdfDictionary; readonly end: number }

const maximumEncodedBytes = 64 * 1024 * 1024

export async function readXrefStream(source: ByteSource, offset: number, budget: Budget): Promise<XrefStream> {
  const object = await readIndirect(source, offset)
  const trailer = dictionaryOf(object.value)
  if (object.streamStart === undefined || trailer === undefined || nameOf(trailer.entries.get('Type')) !== 'XRef')
    throw new MalformedError('no cross-reference section stands here', offset)
  const length = await streamLength(source, object.streamStart, integerOf(trailer.entries.get('Length')), budget)
  if (length > maximumEncodedBytes) throw new MalformedError('a cross-reference stream beyond its budget', offset)
  const encoded = await source.read(object.streamStart, object.streamStart + length)
  // Filters of a cross-reference stream must be direct: nothing can be looked up before it is read.
  const data = decodeStream(encoded, trailer.entries.get('Filter') ?? null, trailer.entries.get('DecodeParms') ?? null)
  budget.spend(data.length)
  return { runs: readRuns(data, trailer, offset, budget), trailer, end: object.streamStart + length }
}

function readRuns(data: Uint8Array, trailer: PdfDictionary, offset: number, budget: Budget): XrefRun[] {
  const widths = (as('array', trailer.entries.get('W'))?.items ?? []).map((width) => integerOf(width) ?? -1)
  const [kindWidth = -1, firstWidth = -1, secondWidth = -1] = widths
  const entryBytes = kindWidth + firstWidth + secondWidth
  if (widths.length < 3 || widths.some((width) => width < 0 || width > 8) || entryBytes === 0)
    throw new MalformedError('a cross-reference stream with bad widths', offset)
  const index = as('array', trailer.entries.get('Index'))?.items.map((item) => integerOf(item) ?? -1) ?? [0, integerOf(trailer.entries.get('Size')) ?? 0]
  const runs: XrefRun[] = []
  let place = 0
  const field = (width: number): number => {
    let value = 0
    for (let i = 0; i < width; i++) value = value * 256 + (data[place++] ?? 0)
    return value
  }
  for (let i = 0; i + 1 < index.length; i += 2) {
    const start = index[i] ?? -1
    // Entries that the data does not hold are as good as absent.
    const count = Math.min(index[i + 1] ?? -1, Math.floor((data.length - place) / entryBytes))
    if (start < 0 || count < 0 || start + count > maximumObjectNumber) throw new MalformedError('a cross-reference stream with a bad index', offset)
    budget.spendEntries(count)
    const run = new XrefRun(start, count)
    for (let n = 0; n < count; n++) {
      // §7.5.8.3: without a type field, entries are of type 1.
      const kind = kindWidth === 0 ? 1 : field(kindWidth)
      const first = field(firstWidth)
      run.set(n, Math.min(kind, 3), first, field(secondWidth))
    }
    runs.push(run)
    if (runs.length > 65_536) throw new MalformedError('a cross-reference stream in too many pieces', offset)
  }
  return runs
}
