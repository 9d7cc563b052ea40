/**
 * Stream filters (ISO 32000-1 §7.4) that structure may use: Flate, LZW, ASCIIHex, ASCII85, RunLength, with PNG and TIFF predictors.
 * Left out on purpose: image filters, which no cross-reference, object stream or validation data needs.
 * Budget: 4 filters, 64 MiB out, and above 1 MiB no more than 200 times what went in.
 */
import { Inflate } from 'fflate'
import { concatBytes } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import { decodeAscii85, decodeAsciiHex, decodeRunLength } from './ascii-filters.ts'
import { decodeLzw } from './lzw.ts'
import { dictionaryOf, integerOf, nameOf, type PdfDictionary, type PdfObject } from './objects.ts'
import { undoPredictor } from './predictor.ts'

const maximumFilters = 4
const maximumOutput = 64 * 1024 * 1024
const freeOutput = 1024 * 1024
const maximumRatio = 200

/** `filters` and `parameters` are the stream's /Filter and /DecodeParms with every reference inside already resolved. */
export function decodeStream(encoded: Uint8Array, filters: PdfObject, parameters: PdfObject): Uint8Array {
  const names = listOf(filters).map(nameOf)
  const settings = listOf(parameters)
  if (names.length > maximumFilters) throw new MalformedError(`more than ${maximumFilters} filters on a stream`)
  let bytes = encoded
  names.forEach((filter, index) => {
    bytes = decodeOne(bytes, filter, dictionaryOf(settings[index]))
  })
  return bytes
}

function listOf(object: PdfObject): readonly PdfObject[] {
  if (object === null) return []
  return typeof object === 'object' && object.kind === 'array' ? object.items : [object]
}

function decodeOne(bytes: Uint8Array, filter: string | undefined, settings: PdfDictionary | undefined): Uint8Array {
  const limit = Math.min(maximumOutput, Math.max(freeOutput, bytes.length * maximumRatio))
  switch (filter) {
    case 'FlateDecode':
    case 'Fl':
      return undoPredictor(inflate(bytes, limit), settings)
    case 'LZWDecode':
    case 'LZW':
      return undoPredictor(decodeLzw(bytes, limit, integerOf(settings?.entries.get('EarlyChange')) ?? 1), settings)
    case 'ASCIIHexDecode':
    case 'AHx':
      return decodeAsciiHex(bytes)
    case 'ASCII85Decode':
    case 'A85':
      return decodeAscii85(bytes)
    case 'RunLengthDecode':
    case 'RL':
      return decodeRunLength(bytes, limit)
    case 'Crypt':
      // Decrypting, or not, was done before any filter.
      return bytes
    default:
      throw new MalformedError(`stream filter ${filter ?? 'without a name'} is not read here`)
  }
}

/** zlib (RFC 1950) or, where a writer left the header out, raw deflate. Fed in small pieces so that the limit bites early. */
export function inflate(bytes: Uint8Array, limit: number): Uint8Array {
  const header = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)
  const zlib = (header & 0x0f00) === 0x0800 && header % 31 === 0
  const parts: Uint8Array[] = []
  let total = 0
  const inflater = new Inflate((part) => {
    total += part.length
    if (total > limit) throw new MalformedError('a stream that inflates beyond its budget')
    if (part.length > 0) parts.push(part)
  })
  const piece = 16_384
  try {
    for (let offset = zlib ? 2 : 0; offset < bytes.length; offset += piece) inflater.push(bytes.subarray(offset, offset + piece), false)
  } catch (error) {
    throw error instanceof MalformedError ? error : new MalformedError('a stream that does not inflate')
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : concatBytes(...parts)
}
