/**
 * The appending writer (ISO 32000-1 §7.5.6): an incremental update in the kind the file has, a table on a table, a stream on a stream.
 * The wrong kind makes signatures vanish in some readers; a copied /XRefStm would bring stale entries back in a hybrid; /Encrypt is kept as it is.
 * Earlier bytes are never touched: `finish` returns the tail.
 */
import { concatBytes, utf8 } from '../bytes/index.ts'
import { MisuseError } from '../errors.ts'
import { as, byteString, dictionary, integerOf, name, reference, type PdfDictionary, type PdfObject, type PdfReference } from './objects.ts'
import { mapStrings, type Decryption } from './security/decryption.ts'
import { piecesOf, serialise } from './serialise.ts'
import type { PdfView } from './view.ts'

/** A table has ten digits for an offset (§7.5.4). */
const farthestInTable = 9_999_999_999

export type Tail = {
  readonly bytes: Uint8Array
  /** Where each object's bytes start in the file that will be. */
  readonly offsets: ReadonlyMap<number, number>
}

type Update = { readonly generation: number; readonly object: PdfObject }

export class PdfUpdate {
  readonly #view: PdfView
  readonly #updates = new Map<number, Update>()
  #next: number

  constructor(view: PdfView) {
    this.#view = view
    this.#next = view.size
  }

  /** Adds an object under a number that was never used. */
  add(object: PdfObject): PdfReference {
    const target = this.reserve()
    this.put(target, object)
    return target
  }

  reserve(): PdfReference {
    return reference(this.#next++)
  }

  put(target: PdfReference, object: PdfObject): void {
    this.#updates.set(target.number, { generation: target.generation, object })
  }

  /** What the object will be: as updated here, or else as it stands in the file. */
  async current(target: PdfReference): Promise<PdfObject> {
    return this.#updates.get(target.number)?.object ?? (await this.#view.resolve(target))
  }

  /** `seed` makes the second half of the file identifier differ (§14.4), from the bytes of the new objects in their order. */
  async finish(seed: (objects: readonly Uint8Array[]) => Uint8Array): Promise<Tail> {
    const { source, sections } = this.#view
    const newest = sections[0]
    if (newest === undefined) throw new MisuseError('nothing to append to')
    const last = (await source.read(source.size - 1, source.size))[0]
    const parts: Uint8Array[] = last === 10 || last === 13 ? [] : [utf8('\n')]
    const offsets = new Map<number, number>()
    let place = source.size + (parts[0]?.length ?? 0)
    for (const [number, update] of [...this.#updates].toSorted(([left], [right]) => left - right)) {
      const pieces = await this.#encode(number, update)
      offsets.set(number, place)
      parts.push(...pieces)
      for (const piece of pieces) place += piece.length
    }
    const entries = [...offsets].map(([number, offset]) => ({ number, offset, generation: this.#updates.get(number)?.generation ?? 0 }))
    const trailer = this.#trailer(newest.offset, seed(parts))
    parts.push(newest.kind === 'table' ? tableSection(entries, trailer, place) : streamSection(entries, trailer, place, this.#next))
    parts.push(utf8(`startxref\n${place}\n%%EOF\n`))
    return { bytes: concatBytes(...parts), offsets }
  }

  async #encode(number: number, { generation, object }: Update): Promise<readonly Uint8Array[]> {
    const { decryption } = this.#view
    const encrypted = decryption === undefined ? object : await encryptWith(decryption, object, number, generation)
    return [utf8(`${number} ${generation} obj\n`), ...piecesOf(encrypted), utf8('\nendobj\n')]
  }

  #trailer(previous: number, seed: Uint8Array): PdfDictionary {
    const { trailer } = this.#view
    const kept = new Map<string, PdfObject>([
      ['Size', this.#next],
      ['Prev', previous],
    ])
    for (const key of ['Root', 'Info', 'Encrypt']) {
      const value = trailer.entries.get(key)
      if (value !== undefined) kept.set(key, value)
    }
    // The first half names the file for good, and it is part of an encrypted file's key.
    const identifier = as('array', trailer.entries.get('ID'))?.items[0] ?? byteString(seed)
    kept.set('ID', { kind: 'array', items: [identifier, { kind: 'string', bytes: seed, hexadecimal: true }] })
    return dictionary(kept)
  }
}

async function encryptWith(decryption: Decryption, object: PdfObject, number: number, generation: number): Promise<PdfObject> {
  const strings = (part: PdfObject): Promise<PdfObject> => mapStrings(part, (bytes) => decryption.encryptString(bytes, number, generation))
  if (typeof object !== 'object' || object?.kind !== 'new-stream') return strings(object)
  const bytes = await decryption.encryptStream(object.bytes, number, generation)
  const head = as('dictionary', await strings(object.dictionary)) ?? object.dictionary
  return { kind: 'new-stream', dictionary: dictionary(new Map([...head.entries, ['Length', bytes.length]])), bytes }
}

type Entry = { readonly number: number; readonly offset: number; readonly generation: number }

/** Runs of consecutive numbers. */
function runsOf(entries: readonly Entry[]): Entry[][] {
  const runs: Entry[][] = []
  for (const entry of entries) {
    const run = runs.at(-1)
    if (run !== undefined && run.at(-1)?.number === entry.number - 1) run.push(entry)
    else runs.push([entry])
  }
  return runs
}

function tableSection(entries: readonly Entry[], trailer: PdfDictionary, place: number): Uint8Array {
  if (place > farthestInTable) throw new MisuseError('a cross-reference table cannot point beyond ten digits')
  const lines = runsOf(entries).map((run) => {
    const rows = run.map(({ offset, generation }) => `${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n \n`)
    return `${run[0]?.number ?? 0} ${run.length}\n${rows.join('')}`
  })
  return concatBytes(utf8(`xref\n${lines.join('')}trailer\n`), serialise(trailer), utf8('\n'))
}

/** The section is itself an object, and lists itself. */
function streamSection(entries: readonly Entry[], trailer: PdfDictionary, place: number, number: number): Uint8Array {
  const all = [...entries, { number, offset: place, generation: 0 }]
  const width = place < 2 ** 32 ? 4 : 6
  const data = new Uint8Array(all.length * (width + 3))
  all.forEach(({ offset, generation }, index) => {
    const row = index * (width + 3)
    data[row] = 1
    for (let i = 0; i < width; i++) data[row + 1 + i] = Math.floor(offset / 256 ** (width - 1 - i)) % 256
    data.set([generation >> 8, generation & 0xff], row + 1 + width)
  })
  const index = runsOf(all).flatMap((run) => [run[0]?.number ?? 0, run.length])
  const head = new Map<string, PdfObject>([['Type', name('XRef')], ...trailer.entries])
  head.set('Size', (integerOf(trailer.entries.get('Size')) ?? 0) + 1)
  head.set('W', { kind: 'array', items: [1, width, 2] })
  head.set('Index', { kind: 'array', items: index })
  head.set('Length', data.length)
  return concatBytes(utf8(`${number} 0 obj\n`), serialise({ kind: 'new-stream', dictionary: dictionary(head), bytes: data }), utf8('\nendobj\n'))
}
