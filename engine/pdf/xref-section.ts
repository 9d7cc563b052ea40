/**
 * Cross-reference sections (ISO 32000-1 §7.5.4, §7.5.8), kept as typed arrays: a million entries take some 16 MB.
 * Budget: 8,388,607 objects (Annex C).
 */
import type { PdfDictionary } from './objects.ts'

export const maximumObjectNumber = 8_388_607

/** `first` field: an offset, or the number of the object stream. `second`: the generation, or the place in the object stream. */
export type XrefEntry = { readonly kind: 'free' | 'offset' | 'compressed'; readonly first: number; readonly second: number }

const kinds = ['free', 'offset', 'compressed'] as const

export class XrefRun {
  readonly start: number
  readonly count: number
  readonly #kinds: Uint8Array
  readonly #first: Float64Array
  readonly #second: Uint32Array

  constructor(start: number, count: number) {
    this.start = start
    this.count = count
    this.#kinds = new Uint8Array(count)
    this.#first = new Float64Array(count)
    this.#second = new Uint32Array(count)
  }

  set(index: number, kind: number, first: number, second: number): void {
    this.#kinds[index] = kind
    this.#first[index] = first
    this.#second[index] = second
  }

  find(number: number): XrefEntry | undefined {
    const index = number - this.start
    if (index < 0 || index >= this.count) return undefined
    const kind = kinds[this.#kinds[index] ?? 0]
    // §7.5.8.3: an entry of an unknown type is a reference to the null object.
    return { kind: kind ?? 'free', first: this.#first[index] ?? 0, second: this.#second[index] ?? 0 }
  }
}

export type XrefSection = {
  readonly kind: 'table' | 'stream'
  /** Where the section starts, and where its trailer or stream ends. */
  readonly offset: number
  readonly end: number
  readonly runs: readonly XrefRun[]
  readonly trailer: PdfDictionary
  /** What /XRefStm of a hybrid file's trailer points at. */
  readonly hidden?: XrefSection
}

/**
 * §7.5.8.4: entries in use come first, then those of the hybrid's stream, then the free ones of the table,
 * which only hide objects from readers of PDF 1.4.
 */
export function entryIn(section: XrefSection, number: number): XrefEntry | undefined {
  const shown = findIn(section.runs, number)
  if (section.hidden === undefined || (shown !== undefined && shown.kind !== 'free')) return shown
  return findIn(section.hidden.runs, number) ?? shown
}

function findIn(runs: readonly XrefRun[], number: number): XrefEntry | undefined {
  for (const run of runs) {
    const entry = run.find(number)
    if (entry !== undefined) return entry
  }
  return undefined
}

/** Every object number that a section speaks of. */
export function* numbersIn(section: XrefSection): Generator<number> {
  for (const run of [...section.runs, ...(section.hidden?.runs ?? [])]) for (let i = 0; i < run.count; i++) yield run.start + i
}

export function highestNumber(section: XrefSection): number {
  let highest = 0
  for (const run of [...section.runs, ...(section.hidden?.runs ?? [])]) if (run.count > 0) highest = Math.max(highest, run.start + run.count - 1)
  return highest
}
