/**
 * PDF objects (ISO 32000-1 §7.3) as values. Strings are bytes, names are one character a byte with `#xx` already undone.
 * Strings remember where they stood: the ByteRange gap must be exactly one of them.
 */

export type PdfName = { readonly kind: 'name'; readonly value: string }
export type PdfString = {
  readonly kind: 'string'
  readonly bytes: Uint8Array
  /** Where the token stood in the file, delimiters included; absent for strings made here or read out of an object stream. */
  readonly start?: number
  readonly end?: number
  readonly hexadecimal?: boolean
}
export type PdfReference = { readonly kind: 'reference'; readonly number: number; readonly generation: number }
export type PdfArray = { readonly kind: 'array'; readonly items: readonly PdfObject[] }
export type PdfDictionary = {
  readonly kind: 'dictionary'
  readonly entries: ReadonlyMap<string, PdfObject>
  /** A key stood twice: readers disagree about which one counts. */
  readonly ambiguous?: boolean
}
/** A stream in the file; its bytes stay there until asked for. `start` and `length` say where, before any filter. */
export type PdfStream = {
  readonly kind: 'stream'
  readonly dictionary: PdfDictionary
  readonly number: number
  readonly generation: number
  readonly start: number
  readonly length: number
}
/** A stream to be written. */
export type PdfNewStream = { readonly kind: 'new-stream'; readonly dictionary: PdfDictionary; readonly bytes: Uint8Array }
/** Syntax written as it stands: a placeholder to be filled in once its place is known. */
export type PdfVerbatim = { readonly kind: 'verbatim'; readonly bytes: Uint8Array }
export type PdfObject = null | boolean | number | PdfName | PdfString | PdfReference | PdfArray | PdfDictionary | PdfStream | PdfNewStream | PdfVerbatim

export const name = (value: string): PdfName => ({ kind: 'name', value })
export const reference = (number: number, generation = 0): PdfReference => ({ kind: 'reference', number, generation })
export const array = (...items: readonly PdfObject[]): PdfArray => ({ kind: 'array', items })
export const byteString = (bytes: Uint8Array): PdfString => ({ kind: 'string', bytes })

export function dictionary(entries: Readonly<Record<string, PdfObject | undefined>> | ReadonlyMap<string, PdfObject>): PdfDictionary {
  if (entries instanceof Map) return { kind: 'dictionary', entries }
  const map = new Map<string, PdfObject>()
  for (const [key, value] of Object.entries(entries)) if (value !== undefined) map.set(key, value)
  return { kind: 'dictionary', entries: map }
}

/** The same dictionary with some entries replaced or added; `undefined` removes one. */
export function withEntries(base: PdfDictionary, changes: Readonly<Record<string, PdfObject | undefined>>): PdfDictionary {
  const entries = new Map(base.entries)
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) entries.delete(key)
    else entries.set(key, value)
  }
  return { kind: 'dictionary', entries }
}

/** A text string (§7.9.2.2): PDFDocEncoding where ASCII suffices, else UTF-16BE with its mark. */
export function textString(text: string): PdfString {
  if (/^[\x20-\x7e]*$/.test(text)) return byteString(new TextEncoder().encode(text))
  const bytes = new Uint8Array(2 + 2 * text.length)
  bytes.set([0xfe, 0xff])
  for (let i = 0; i < text.length; i++) bytes.set([text.charCodeAt(i) >> 8, text.charCodeAt(i) & 0xff], 2 + 2 * i)
  return byteString(bytes)
}

/** Reads a text string: UTF-16BE, UTF-8 (ISO 32000-2) or, near enough for names of fields, Latin-1. */
export function textOf(string: PdfString): string {
  const { bytes } = string
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    let text = ''
    for (let i = 2; i + 1 < bytes.length; i += 2) text += String.fromCharCode(((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0))
    return text
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder().decode(bytes.subarray(3))
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

type Kinds = {
  name: PdfName
  string: PdfString
  reference: PdfReference
  array: PdfArray
  dictionary: PdfDictionary
  stream: PdfStream
  'new-stream': PdfNewStream
}

/** The object if it is of that kind. */
export function as<K extends keyof Kinds>(kind: K, object: PdfObject | undefined): Kinds[K] | undefined {
  return typeof object === 'object' && object !== null && object.kind === kind ? (object as Kinds[K]) : undefined
}

export function nameOf(object: PdfObject | undefined): string | undefined {
  return as('name', object)?.value
}

/** A non-negative integer small enough to be an offset, a length or an object number. */
export function integerOf(object: PdfObject | undefined): number | undefined {
  return typeof object === 'number' && Number.isSafeInteger(object) && object >= 0 ? object : undefined
}

/** The dictionary of a dictionary or of a stream. */
export function dictionaryOf(object: PdfObject | undefined): PdfDictionary | undefined {
  return as('dictionary', object) ?? as('stream', object)?.dictionary ?? as('new-stream', object)?.dictionary
}
