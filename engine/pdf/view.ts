/**
 * A PDF as a reader sees it at one revision: object numbers resolved through that revision's cross-reference sections,
 * bytes beyond its end out of sight. Caches are small and bounded, so memory does not grow with the file.
 * Every byte parsed or unpacked is counted, so that a million entries for one large object cost little.
 */
import { MalformedError } from '../errors.ts'
import type { ByteSource } from '../ports.ts'
import type { Budget } from './budget.ts'
import { decodeStream } from './filters.ts'
import { readIndirect, streamLength } from './indirect.ts'
import { as, dictionaryOf, integerOf, nameOf, type PdfDictionary, type PdfObject, type PdfStream } from './objects.ts'
import { openObjectStream, type ObjectStream } from './object-stream.ts'
import { decryptObject, type Decryption } from './security/decryption.ts'
import { entryIn, highestNumber, type XrefEntry, type XrefSection } from './xref-section.ts'

const cachedObjects = 512
/** Objects are rarely asked for in the order in which object streams hold them. */
const unpackedObjectStreams = 16 * 1024 * 1024
const largestCachedObject = 64 * 1024
const maximumStreamBytes = 64 * 1024 * 1024
const referenceHops = 32

export class PdfView {
  readonly source: ByteSource
  /** Newest first. */
  readonly sections: readonly XrefSection[]
  readonly trailer: PdfDictionary
  readonly decryption: Decryption | undefined
  readonly #objects = new Map<number, PdfObject>()
  readonly #objectStreams = new Map<number, ObjectStream>()
  readonly #budget: Budget
  #unpacked = 0

  constructor(source: ByteSource, sections: readonly XrefSection[], budget: Budget, decryption?: Decryption) {
    const newest = sections[0]
    if (newest === undefined) throw new MalformedError('no cross-reference section')
    this.source = source
    this.sections = sections
    this.trailer = newest.trailer
    this.decryption = decryption
    this.#budget = budget
  }

  entry(number: number): XrefEntry | undefined {
    for (const section of this.sections) {
      const entry = entryIn(section, number)
      if (entry !== undefined) return entry
    }
    return undefined
  }

  /** One more than the highest number in use or promised by /Size. */
  get size(): number {
    return this.sections.reduce((size, section) => Math.max(size, highestNumber(section) + 1, integerOf(section.trailer.entries.get('Size')) ?? 0), 1)
  }

  /** The object of that number, `null` where there is none (§7.3.10). */
  async fetch(number: number, generation?: number): Promise<PdfObject> {
    const entry = this.entry(number)
    if (entry === undefined || entry.kind === 'free' || entry.first >= this.source.size) return null
    if (generation !== undefined && generation !== (entry.kind === 'offset' ? entry.second : 0)) return null
    const cached = this.#objects.get(number)
    if (cached !== undefined) return cached
    if (entry.kind === 'offset') return this.#readAt(number, entry, 'object')
    return (await this.#objectStream(entry.first)).objectAt(entry.second, number)
  }

  /** Follows references to a value; `null` at the end of a chain that never ends. */
  async resolve(object: PdfObject | undefined): Promise<PdfObject> {
    let value = object ?? null
    for (let hop = 0; hop < referenceHops; hop++) {
      if (typeof value !== 'object' || value?.kind !== 'reference') return value
      value = await this.fetch(value.number, value.generation)
    }
    return null
  }

  get(container: PdfDictionary | undefined, key: string): Promise<PdfObject> {
    return this.resolve(container?.entries.get(key))
  }

  /** The bytes of a stream as they stand in the file, decrypted but still encoded by its filters. */
  async encodedBytes(stream: PdfStream): Promise<Uint8Array> {
    if (stream.length > maximumStreamBytes) throw new MalformedError('a stream beyond its budget', stream.start)
    this.#budget.spend(stream.length)
    const bytes = await this.source.read(stream.start, stream.start + stream.length)
    return this.decryption === undefined ? bytes : this.decryption.stream(stream, bytes)
  }

  decodedBytes(stream: PdfStream): Promise<Uint8Array> {
    return this.#decode(stream, (object) => this.resolve(object))
  }

  async #decode(stream: PdfStream, resolve: Resolve): Promise<Uint8Array> {
    const { entries } = stream.dictionary
    const filters = await resolveList(entries.get('Filter') ?? entries.get('F'), resolve)
    const parameters = await resolveList(entries.get('DecodeParms') ?? entries.get('DP'), resolve)
    return decodeStream(await this.encodedBytes(stream), filters, parameters)
  }

  /** Follows a reference to what stands outside of object streams and is no stream: what reading a stream may depend on without depending on itself. */
  async #resolveOutside(object: PdfObject | undefined): Promise<PdfObject> {
    const target = as('reference', object)
    if (target === undefined) return object ?? null
    const entry = this.entry(target.number)
    if (entry?.kind !== 'offset' || entry.first >= this.source.size) return null
    const found = await readIndirect(this.source, entry.first)
    this.#budget.spend(found.end - entry.first)
    return found.number === target.number && found.streamStart === undefined ? found.value : null
  }

  async #readAt(number: number, entry: XrefEntry, purpose: 'object' | 'container'): Promise<PdfObject> {
    const found = await readIndirect(this.source, entry.first)
    // The generation in the file's own words is the entry's: some writers leave another one at the object.
    if (found.number !== number) throw new MalformedError(`object ${number} is not where the cross-reference section says`, entry.first)
    this.#budget.spend(found.end - entry.first)
    const plain = this.decryption === undefined || this.#staysPlain(number, as('dictionary', found.value))
    const value = plain ? found.value : await decryptObject(this.decryption, found.value, number, entry.second)
    const object = found.streamStart === undefined ? value : await this.#stream(value, number, entry.second, found.streamStart, purpose)
    if (found.end - entry.first <= largestCachedObject) remember(this.#objects, number, object, cachedObjects)
    return object
  }

  /** §7.5.8.2 and §7.6.1: cross-reference streams and the encryption dictionary itself. */
  #staysPlain(number: number, dictionary: PdfDictionary | undefined): boolean {
    return nameOf(dictionary?.entries.get('Type')) === 'XRef' || as('reference', this.trailer.entries.get('Encrypt'))?.number === number
  }

  async #stream(value: PdfObject, number: number, generation: number, start: number, purpose: 'object' | 'container'): Promise<PdfStream> {
    const dictionary = dictionaryOf(value)
    if (dictionary === undefined) throw new MalformedError('a stream without a dictionary', start)
    // A length may stand in an object stream, unless this is being opened as one: two could wait for each other.
    const declared = dictionary.entries.get('Length')
    const target = as('reference', declared)
    const compressed = target !== undefined && this.entry(target.number)?.kind === 'compressed' && purpose === 'object'
    const length = compressed ? await this.resolve(declared) : await this.#resolveOutside(declared)
    return { kind: 'stream', dictionary, number, generation, start, length: await streamLength(this.source, start, integerOf(length), this.#budget) }
  }

  async #objectStream(number: number): Promise<ObjectStream> {
    const known = this.#objectStreams.get(number)
    if (known !== undefined) return known
    // §7.5.7: an object stream is never itself in an object stream; without this rule two could hold each other.
    const entry = this.entry(number)
    if (entry?.kind !== 'offset' || entry.first >= this.source.size) throw new MalformedError(`object stream ${number} is not in the file`)
    const stream = as('stream', await this.#readAt(number, entry, 'container'))
    if (stream === undefined) throw new MalformedError(`object ${number} is no object stream`)
    const bytes = await this.#decode(stream, (object) => this.#resolveOutside(object))
    this.#budget.spend(bytes.length)
    const opened = openObjectStream(stream.dictionary, bytes, (spent) => this.#budget.spend(spent))
    if (this.#unpacked + bytes.length > unpackedObjectStreams) {
      this.#objectStreams.clear()
      this.#unpacked = 0
    }
    this.#unpacked += bytes.length
    this.#objectStreams.set(number, opened)
    return opened
  }
}

type Resolve = (object: PdfObject | undefined) => Promise<PdfObject>

async function resolveList(object: PdfObject | undefined, resolve: Resolve): Promise<PdfObject> {
  const value = await resolve(object)
  const list = as('array', value)
  return list === undefined ? value : { kind: 'array', items: await Promise.all(list.items.map((item) => resolve(item))) }
}

/** First in, first out: the oldest leaves when the map is full. */
function remember<T>(map: Map<number, T>, key: number, value: T, limit: number): void {
  if (map.size >= limit)
    for (const oldest of map.keys()) {
      map.delete(oldest)
      break
    }
  map.set(key, value)
}
