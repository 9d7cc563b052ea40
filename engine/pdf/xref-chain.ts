/**
 * The chain of cross-reference sections from `startxref` back through /Prev (ISO 32000-1 §7.5.5, §7.5.6).
 * Revisions come from this chain and from nothing else: `%%EOF` or `startxref` found by scanning prove nothing.
 * Budget: 4,096 sections.
 */
import { MalformedError } from '../errors.ts'
import type { ByteSource } from '../ports.ts'
import type { Budget } from './budget.ts'
import { integerOf } from './objects.ts'
import { skipWhite, takeInteger, takeWord } from './parser.ts'
import { lastIndexOfWord, parseAt } from './source.ts'
import type { XrefSection } from './xref-section.ts'
import { readXrefStream } from './xref-stream.ts'
import { readXrefTable } from './xref-table.ts'

const maximumSections = 4096
const tailBytes = 2048

export type XrefChain = {
  /** Newest first. */
  readonly sections: readonly XrefSection[]
  /** `startxref` pointed elsewhere, and the section was found just before it, where other readers find it too. */
  readonly misdirected: boolean
}

export async function readXrefChain(source: ByteSource, budget: Budget): Promise<XrefChain> {
  const { section, misdirected } = await newestSection(source, budget)
  const sections = [section]
  const visited = new Set([section.offset])
  for (let previous = section.trailer.entries.get('Prev'); previous !== undefined;) {
    const offset = integerOf(previous)
    if (offset === undefined) throw new MalformedError('a trailer whose /Prev is no offset')
    // Some writers say "/Prev 0" for "none".
    if (offset === 0) break
    if (visited.has(offset)) throw new MalformedError('cross-reference sections in a circle', offset)
    if (sections.length >= maximumSections) throw new MalformedError(`more than ${maximumSections} cross-reference sections`, offset)
    const older = await readSection(source, offset, budget)
    visited.add(offset).add(older.offset)
    sections.push(older)
    previous = older.trailer.entries.get('Prev')
  }
  return { sections, misdirected }
}

async function newestSection(source: ByteSource, budget: Budget): Promise<{ section: XrefSection; misdirected: boolean }> {
  const tailStart = Math.max(0, source.size - tailBytes)
  const tail = await source.read(tailStart, source.size)
  const keyword = lastIndexOfWord(tail, 'startxref')
  if (keyword < 0) throw new MalformedError('no startxref at the end of the file')
  const offset = await parseAt(source, tailStart + keyword + 9, (at) => {
    skipWhite(at)
    return takeInteger(at)
  })
  try {
    if (offset !== undefined && offset > 0) return { section: await readSection(source, offset, budget), misdirected: false }
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error
  }
  return { section: await sectionBefore(source, tailStart + keyword, budget), misdirected: true }
}

/** The table that ends right before `startxref`. Anything looser would let two readers see two documents. */
async function sectionBefore(source: ByteSource, end: number, budget: Budget): Promise<XrefSection> {
  for (let length = 2048; ; length *= 8) {
    const start = Math.max(0, end - length)
    const bytes = await source.read(start, end)
    budget.spend(bytes.length)
    for (let index = lastIndexOfWord(bytes, 'xref'); index >= 0; index = lastIndexOfWord(bytes, 'xref', index)) {
      if (index > 0 && bytes[index - 1] === 0x74) continue
      const section = await readSection(source, start + index, budget)
      const gap = await source.read(section.end, Math.max(section.end, end))
      if (section.end <= end && gap.every((byte) => byte === 10 || byte === 13 || byte === 32)) return section
      throw new MalformedError('startxref points nowhere, and no table stands before it', end)
    }
    if (start === 0 || length > 16 * 1024 * 1024) throw new MalformedError('startxref points nowhere, and no table stands before it', end)
  }
}

export async function readSection(source: ByteSource, offset: number, budget: Budget): Promise<XrefSection> {
  const start = await parseAt(source, offset, (at) => {
    skipWhite(at)
    const position = at.base + at.position
    return { position, table: takeWord(at, 'xref') }
  })
  if (!start.table) return { kind: 'stream', offset: start.position, ...(await readXrefStream(source, start.position, budget)) }
  const table = await readXrefTable(source, start.position + 4, budget)
  const hiddenOffset = integerOf(table.trailer.entries.get('XRefStm'))
  if (hiddenOffset === undefined) return { kind: 'table', offset: start.position, ...table }
  return {
    kind: 'table',
    offset: start.position,
    ...table,
    hidden: { kind: 'stream', offset: hiddenOffset, ...(await readXrefStream(source, hiddenOffset, budget)) },
  }
}
