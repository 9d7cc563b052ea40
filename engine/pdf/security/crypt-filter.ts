/** Strings and streams under the file key (ISO 32000-1 §7.6.2, algorithms 1 and 1.A): RC4, AES-128, AES-256, or as they are. */
import { decryptAesCbc, digest, encryptAesCbc, hmac } from '../../algorithms/index.ts'
import { concatBytes, emptyBytes, utf8 } from '../../bytes/index.ts'
import { MalformedError } from '../../errors.ts'
import { as, nameOf, type PdfStream } from '../objects.ts'
import type { Decryption } from './decryption.ts'
import { rc4 } from './rc4.ts'

export type CryptMethod = 'identity' | 'rc4' | 'aes-128' | 'aes-256'
export type CryptSettings = {
  readonly key: Uint8Array
  readonly strings: CryptMethod
  readonly streams: CryptMethod
  readonly encryptMetadata: boolean
  readonly permissions: number
}

export function cryptWith({ key, strings, streams, encryptMetadata, permissions }: CryptSettings): Decryption {
  return {
    permissions,
    string: (bytes, number, generation) => decrypt(strings, key, bytes, number, generation),
    encryptString: (bytes, number, generation) => encrypt(strings, key, bytes, number, generation),
    encryptStream: (bytes, number, generation) => encrypt(streams, key, bytes, number, generation),
    stream: (stream, bytes) => (staysPlain(stream, encryptMetadata) ? Promise.resolve(bytes) : decrypt(streams, key, bytes, stream.number, stream.generation)),
  }
}

/** §7.6.5 and §7.5.8.2: cross-reference streams, metadata where the file says so, and streams that name the Identity filter. */
function staysPlain({ dictionary }: PdfStream, encryptMetadata: boolean): boolean {
  const type = nameOf(dictionary.entries.get('Type'))
  if (type === 'XRef' || (type === 'Metadata' && !encryptMetadata)) return true
  const filter = dictionary.entries.get('Filter')
  const first = as('array', filter)?.items[0] ?? filter
  return nameOf(first) === 'Crypt'
}

function objectKey(method: CryptMethod, key: Uint8Array, number: number, generation: number): Uint8Array {
  if (method === 'aes-256') return key
  const place = placeOf(number, generation)
  return digest('md5', concatBytes(key, place, method === 'aes-128' ? utf8('sAlT') : emptyBytes)).subarray(0, Math.min(16, key.length + 5))
}

function placeOf(number: number, generation: number): Uint8Array {
  return new Uint8Array([number & 0xff, (number >> 8) & 0xff, (number >> 16) & 0xff, generation & 0xff, (generation >> 8) & 0xff])
}

async function decrypt(method: CryptMethod, key: Uint8Array, bytes: Uint8Array, number: number, generation: number): Promise<Uint8Array> {
  if (method === 'identity' || bytes.length === 0) return bytes
  const own = objectKey(method, key, number, generation)
  if (method === 'rc4') return rc4(own, bytes)
  // Some writers leave an initialisation vector and nothing else for what is empty.
  if (bytes.length < 32) return emptyBytes
  const plain = bytes.length % 16 === 0 ? await decryptAesCbc(own, bytes.subarray(0, 16), bytes.subarray(16)) : undefined
  if (plain === undefined) throw new MalformedError(`object ${number} does not decrypt`)
  return plain
}

async function encrypt(method: CryptMethod, key: Uint8Array, bytes: Uint8Array, number: number, generation: number): Promise<Uint8Array> {
  if (method === 'identity') return bytes
  const own = objectKey(method, key, number, generation)
  if (method === 'rc4') return rc4(own, bytes)
  // A keyed digest of what is encrypted stands in for chance, so that preparing the same signature twice gives the same bytes to sign.
  const vector = hmac('sha256', own, concatBytes(placeOf(number, generation), bytes)).subarray(0, 16)
  return concatBytes(vector, await encryptAesCbc(own, vector, bytes))
}
