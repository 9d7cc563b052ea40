/** Object streams (ISO 32000-1 §7.5.7), already decoded. Objects inside are parsed one at a time, when asked for. */
import { MalformedError } from '../errors.ts'
import { integerOf, nameOf, type PdfDictionary, type PdfObject } from './objects.ts'
import { cursor, readValue, skipWhite, takeInteger } from './parser.ts'

export type ObjectStream = { objectAt(index: number, number: number): PdfObject }

const maximumObjects = 1_000_000

export function openObjectStream(dictionary: PdfDictionary, bytes: Uint8Array, spend: (bytes: number) => void): ObjectStream {
  const count = integerOf(dictionary.entries.get('N'))
  const first = integerOf(dictionary.entries.get('First'))
  if (nameOf(dictionary.entries.get('Type')) !== 'ObjStm' || count === undefined || first === undefined || count > maximumObjects || first > bytes.length)
    throw new MalformedError('an object stream without its counts')
  const numbers = new Uint32Array(count)
  const offsets = new Float64Array(count)
  const head = cursor(bytes.subarray(0, first))
  for (let i = 0; i < count; i++) {
    skipWhite(head)
    const number = takeInteger(head)
    skipWhite(head)
    const offset = takeInteger(head)
    if (number === undefined || offset === undefined) throw new MalformedError('an object stream with a broken index')
    numbers[i] = number
    offsets[i] = offset
  }
  return {
    objectAt(index, number) {
      const place = numbers[index] === number ? index : numbers.indexOf(number)
      const offset = offsets[place]
      if (offset === undefined) return null
      const at = cursor(bytes, { position: Math.min(bytes.length, first + offset) })
      const before = at.position
      const value = readValue(at)
      spend(at.position - before)
      return withoutPlaces(value)
    },
  }
}

/** Strings read here stood in decoded bytes, so their places mean nothing in the file. */
function withoutPlaces(object: PdfObject): PdfObject {
  if (typeof object !== 'object' || object === null) return object
  if (object.kind === 'string') return { kind: 'string', bytes: object.bytes }
  if (object.kind === 'array') return { kind: 'array', items: object.items.map(withoutPlaces) }
  if (object.kind !== 'dictionary') return object
  return { ...object, entries: new Map([...object.entries].map(([key, value]) => [key, withoutPlaces(value)])) }
}
