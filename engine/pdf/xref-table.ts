/** Reading a cross-reference table (ISO 32000-1 §7.5.4). Entries of 19 or 21 bytes, which other readers take too, are taken. */
import { MalformedError } from '../errors.ts'
import type { ByteSource } from '../ports.ts'
import type { Budget } from './budget.ts'
import type { PdfDictionary } from './objects.ts'
import { cursor, isWhite, peek, readDictionary, skipWhite, takeInteger, takeWord, type Cursor } from './parser.ts'
import { parseAt } from './source.ts'
import { maximumObjectNumber, XrefRun } from './xref-section.ts'

export type XrefTable = { readonly runs: XrefRun[]; readonly trailer: PdfDictionary; readonly end: number }

const windowBytes = 64 * 1024
/** No entry, header or keyword between entries takes more. */
const longestItem = 256

/** `offset` is just after the keyword `xref`. */
export async function readXrefTable(source: ByteSource, offset: number, budget: Budget): Promise<XrefTable> {
  const runs: XrefRun[] = []
  let at = await windowAt(source, offset)
  let total = 0
  for (;;) {
    at = await refill(source, at)
    skipWhite(at)
    if (takeWord(at, 'trailer')) break
    const start = takeInteger(at)
    skipWhite(at)
    const count = takeInteger(at)
    if (start === undefined || count === undefined) throw new MalformedError('a cross-reference table without a trailer', at.base + at.position)
    total += count
    // An entry takes 18 bytes at the very least; a larger count is a lie that would cost memory.
    if (start + count > maximumObjectNumber || total > maximumObjectNumber || count * 18 > source.size)
      throw new MalformedError('a cross-reference table of impossible size', offset)
    budget.spendEntries(count)
    let run = new XrefRun(start, count)
    for (let i = 0; i < count; i++) {
      if (at.bytes.length - at.position < longestItem && !at.last) at = await refill(source, at)
      const entry = readEntry(at)
      // A table that begins "1 n" with the head of the free list is off by one.
      if (i === 0 && start === 1 && runs.length === 0 && entry.kind === 0 && entry.second === 65_535) run = new XrefRun(0, count)
      run.set(i, entry.kind, entry.first, entry.second)
    }
    runs.push(run)
    if (runs.length > 65_536) throw new MalformedError('a cross-reference table in too many pieces', offset)
  }
  const { trailer, end } = await parseAt(source, at.base + at.position, (trailerAt) => {
    skipWhite(trailerAt)
    return { trailer: readDictionary(trailerAt), end: trailerAt.base + trailerAt.position }
  })
  return { runs, trailer, end }
}

function readEntry(at: Cursor): { kind: number; first: number; second: number } {
  skipWhite(at)
  const first = takeInteger(at)
  skipWhite(at)
  const second = takeInteger(at)
  skipWhite(at)
  const kind = peek(at)
  at.position += 1
  if (first === undefined || second === undefined || (kind !== 0x66 && kind !== 0x6e) || !(peek(at) < 0 || isWhite(peek(at)) || peek(at) === 0x74))
    throw new MalformedError('a cross-reference entry that is none', at.base + at.position)
  // An object in use cannot stand at 0, where the header is; some writers leave unused numbers so.
  return { kind: kind === 0x6e && first > 0 ? 1 : 0, first, second: Math.min(second, 65_535) }
}

async function windowAt(source: ByteSource, offset: number): Promise<Cursor> {
  const end = Math.min(source.size, offset + windowBytes)
  return cursor(await source.read(Math.min(offset, end), end), { base: offset, last: end === source.size })
}

async function refill(source: ByteSource, at: Cursor): Promise<Cursor> {
  return at.last || at.bytes.length - at.position >= longestItem ? at : windowAt(source, at.base + at.position)
}
