/**
 * Revisions of a file (ISO 32000-1 §7.5.6), told by the cross-reference chain alone.
 * A linearised file has two sections for one revision; that counts only where its dictionary is the first object of the file (Annex F.3.3).
 */
import type { ByteSource } from '../ports.ts'
import { dictionaryOf, integerOf } from './objects.ts'
import { readIndirect } from './indirect.ts'
import { peek, skipWhite, takeInteger, takeWord, isWhite, type Cursor } from './parser.ts'
import { indexOfWord, parseAt } from './source.ts'
import type { XrefSection } from './xref-section.ts'
import { MalformedError } from '../errors.ts'

export type Revision = {
  /** Newest first; one, or two in a linearised first revision. */
  readonly sections: readonly XrefSection[]
  /** Where the revision may be said to end: after `%%EOF`, and after each of the line ends that follow it. Empty if it does not end as it must. */
  readonly ends: readonly number[]
}

const whiteBeforeSection = 4

/** Oldest first. */
export async function readRevisions(source: ByteSource, sections: readonly XrefSection[]): Promise<Revision[]> {
  const groups = sections.map((section) => [section])
  const [first, second] = [groups.at(-1), groups.at(-2)]
  if (first !== undefined && second !== undefined && (await isLinearised(source, second[0], first[0]))) {
    groups.splice(-2, 2, [...second, ...first])
  }
  const revisions: Revision[] = []
  for (const group of groups.toReversed()) {
    const last = group.at(-1)
    revisions.push({ sections: group, ends: last === undefined ? [] : await endsAfter(source, last.end, group[0]?.offset ?? 0) })
  }
  return revisions
}

async function isLinearised(source: ByteSource, firstPage: XrefSection | undefined, main: XrefSection | undefined): Promise<boolean> {
  if (firstPage === undefined || main === undefined || main.offset < firstPage.offset) return false
  const head = await source.read(0, Math.min(source.size, 1024))
  const object = indexOfWord(head, ' obj')
  if (object < 0) return false
  let start = object
  while (start > 0 && !(head[start - 1] === 10 || head[start - 1] === 13)) start -= 1
  try {
    const parameters = dictionaryOf((await readIndirect(source, start)).value)
    const length = integerOf(parameters?.entries.get('L'))
    return parameters?.entries.has('Linearized') === true && length !== undefined && length <= source.size && main.end < length
  } catch (error) {
    if (error instanceof MalformedError) return false
    throw error
  }
}

function endsAfter(source: ByteSource, sectionEnd: number, newestOffset: number): Promise<number[]> {
  if (sectionEnd >= source.size) return Promise.resolve([])
  return parseAt(source, sectionEnd, (at) => {
    skipWhite(at)
    if (takeWord(at, 'endstream')) skipWhite(at)
    if (takeWord(at, 'endobj')) skipWhite(at)
    if (!takeWord(at, 'startxref')) return []
    skipWhite(at)
    const startXref = takeInteger(at)
    // The revision on its own must lead a reader to the very sections that the chain leads to now; white space before `xref` is tolerated.
    if (startXref === undefined || startXref > newestOffset || newestOffset - startXref > whiteBeforeSection) return []
    while (isWhite(peek(at))) at.position += 1
    return takeWord(at, '%%EOF') ? lineEndsAt(at) : []
  })
}

function lineEndsAt(at: Cursor): number[] {
  const ends = [at.base + at.position]
  while (ends.length <= 4 && isWhite(peek(at))) {
    at.position += 1
    ends.push(at.base + at.position)
  }
  return ends
}
