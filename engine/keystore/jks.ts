/** Java key stores (JKS; Sun's proprietary format), which Ukrainian banks hand out. One password for store and keys. Left out: JCEKS. */
import { digest } from '../algorithms/index.ts'
import { childrenOf, readDocument, readOctetString } from '../asn1/index.ts'
import { concatBytes, equalBytes, utf8 } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import { WrongPasswordError } from './faults.ts'
import type { KeyEntry } from './pairing.ts'
import { bmpPassword } from './pkcs12-derivation.ts'

const magic = 0xfeedfeed

export function isJks(bytes: Uint8Array): boolean {
  return bytes.length > 32 && new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) === magic
}

export function readJks(bytes: Uint8Array, password: string): KeyEntry[] {
  const secret = bmpPassword(password).subarray(0, -2)
  const body = bytes.subarray(0, -20)
  if (!equalBytes(bytes.subarray(-20), digest('sha1', concatBytes(secret, utf8('Mighty Aphrodite'), body)))) throw new WrongPasswordError()
  const reader = new Reader(body)
  reader.number(4)
  const version = reader.number(4)
  if (version !== 1 && version !== 2) throw new MalformedError('unknown JKS version')
  const entries: KeyEntry[] = []
  for (let left = reader.number(4); left > 0; left--) {
    const kind = reader.number(4)
    const friendlyName = new TextDecoder().decode(reader.bytes(2))
    reader.skip(8)
    if (kind === 1) entries.push(readKey(reader, version, secret, friendlyName))
    else if (kind === 2) readCertificate(reader, version)
    else throw new MalformedError('unknown JKS entry')
  }
  return entries
}

function readKey(reader: Reader, version: number, secret: Uint8Array, friendlyName: string): KeyEntry {
  const privateKey = unprotect(reader.bytes(4), secret)
  const chain = Array.from({ length: Math.min(reader.number(4), 64) }, () => readCertificate(reader, version))
  return { privateKey, certificate: chain[0], chain: chain.slice(1), friendlyName }
}

function readCertificate(reader: Reader, version: number): Uint8Array {
  if (version === 2) reader.bytes(2)
  return reader.bytes(4)
}

/** Key protector 1.3.6.1.4.1.42.2.17.1.1: salt, octets under a chain of SHA-1, and SHA-1 of password and key. */
function unprotect(encrypted: Uint8Array, secret: Uint8Array): Uint8Array {
  const octets = childrenOf(readDocument(encrypted))[1]
  if (octets === undefined) throw new MalformedError('JKS key is cut off')
  const sealed = readOctetString(octets)
  const key = sealed.slice(20, -20)
  let stream = sealed.subarray(0, 20)
  for (let start = 0; start < key.length; start += 20) {
    stream = digest('sha1', concatBytes(secret, stream))
    for (let i = start; i < Math.min(start + 20, key.length); i++) key[i] = (key[i] ?? 0) ^ (stream[i - start] ?? 0)
  }
  if (!equalBytes(sealed.subarray(-20), digest('sha1', concatBytes(secret, key)))) throw new WrongPasswordError()
  return key
}

class Reader {
  readonly #source: Uint8Array
  #offset = 0
  constructor(source: Uint8Array) {
    this.#source = source
  }
  skip(length: number): Uint8Array {
    const end = this.#offset + length
    if (end > this.#source.length) throw new MalformedError('JKS file is cut off', this.#offset)
    const part = this.#source.subarray(this.#offset, end)
    this.#offset = end
    return part
  }
  number(octets: number): number {
    return this.skip(octets).reduce((value, octet) => value * 256 + octet, 0)
  }
  /** Octets after their own length. */
  bytes(lengthOctets: number): Uint8Array {
    return this.skip(this.number(lengthOctets))
  }
}
