/**
 * Storage on the local disk. Layout of an object: chunks of 64 KiB plaintext, each AES-256-GCM (RFC 5116) with the chunk number
 * as nonce and "last chunk" as associated data, so chunks cannot be reordered, dropped or cut off. The key is used for this object only.
 * Limit: 2^32 chunks (256 TiB).
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes, randomUUID, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, writeFile, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { TooLarge, type Storage, type StoredObject } from './storage.ts'

const chunkBytes = 65_536
const tagBytes = 16
const sealedChunkBytes = chunkBytes + tagBytes

export async function openFileStorage(folder: string): Promise<Storage> {
  await mkdir(join(folder, 'incoming'), { recursive: true, mode: 0o700 })
  const storageKey = await loadOrMakeKey(join(folder, 'storage.key'))
  const pathOf = (name: string): string => join(folder, name.slice(0, 2), name)

  async function put(contents: Readable | Uint8Array, options: { readonly maximumBytes: number }): Promise<StoredObject> {
    const key = randomBytes(32)
    const part = join(folder, 'incoming', randomUUID())
    const file = await open(part, 'wx', 0o600)
    try {
      const written = await sealInto(file, key, contents instanceof Uint8Array ? Readable.from([contents]) : contents, options.maximumBytes)
      await file.sync()
      await file.close()
      const path = pathOf(written.name)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await rename(part, path)
      await syncFolder(dirname(path))
      return { ...written, wrappedKey: wrap(storageKey, key, written.name) }
    } catch (error) {
      await file.close().catch(() => undefined)
      await rm(part, { force: true })
      throw error
    }
  }

  function source(object: StoredObject): { readonly size: number; read(start: number, end: number): Promise<Uint8Array> } {
    const key = unwrap(storageKey, object)
    return {
      size: object.size,
      async read(start, end) {
        if (start < 0 || end > object.size || start > end) throw new RangeError('range outside the object')
        if (start === end) return new Uint8Array(0)
        const file = await open(pathOf(object.name), 'r')
        try {
          const first = Math.floor(start / chunkBytes)
          const last = Math.floor((end - 1) / chunkBytes)
          const parts: Buffer[] = []
          for (let number = first; number <= last; number++) parts.push(await readChunk(file, key, object.size, number))
          const joined = Buffer.concat(parts)
          return new Uint8Array(joined.buffer, joined.byteOffset + start - first * chunkBytes, end - start)
        } finally {
          await file.close()
        }
      },
    }
  }

  return {
    put,
    source,
    read: (object) => Readable.from(openChunks(createReadStream(pathOf(object.name), { highWaterMark: sealedChunkBytes * 4 }), unwrap(storageKey, object))),
    async bytes(object, options) {
      if (object.size > options.maximumBytes) throw new TooLarge('object is larger than the caller can take')
      return source(object).read(0, object.size)
    },
    remove: (object) => rm(pathOf(object.name), { force: true }),
  }
}

async function sealInto(file: FileHandle, key: Uint8Array, contents: Readable, maximumBytes: number): Promise<Omit<StoredObject, 'wrappedKey'>> {
  const plain = createHash('sha256')
  const sealed = createHash('sha256')
  let waiting: Buffer = Buffer.alloc(0)
  let size = 0
  let number = 0
  for await (const piece of contents as AsyncIterable<Uint8Array>) {
    size += piece.length
    if (size > maximumBytes) throw new TooLarge('larger than allowed')
    plain.update(piece)
    waiting = waiting.length === 0 ? Buffer.from(piece.buffer, piece.byteOffset, piece.length) : Buffer.concat([waiting, piece])
    let offset = 0
    // The last chunk is sealed differently, so a full one waits until more is known to follow.
    for (; waiting.length - offset > chunkBytes; offset += chunkBytes)
      await append(file, sealed, seal(key, number++, waiting.subarray(offset, offset + chunkBytes), false))
    if (offset > 0) waiting = Buffer.from(waiting.subarray(offset))
  }
  await append(file, sealed, seal(key, number, waiting, true))
  return { name: sealed.digest('hex'), sha256: plain.digest('hex'), size }
}

async function append(file: FileHandle, hash: Hash, bytes: Uint8Array): Promise<void> {
  hash.update(bytes)
  await file.writeFile(bytes)
}

function seal(key: Uint8Array, number: number, plain: Uint8Array, last: boolean): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number)).setAAD(lastMark(last))
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function unseal(key: Uint8Array, number: number, sealed: Uint8Array, last: boolean): Buffer {
  if (sealed.length < tagBytes) throw new Error('stored object is cut off')
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number)).setAAD(lastMark(last))
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - tagBytes)), decipher.final()])
}

async function* openChunks(sealed: AsyncIterable<Buffer>, key: Uint8Array): AsyncGenerator<Buffer> {
  let waiting: Buffer = Buffer.alloc(0)
  let number = 0
  for await (const piece of sealed) {
    waiting = waiting.length === 0 ? piece : Buffer.concat([waiting, piece])
    for (; waiting.length > sealedChunkBytes; waiting = waiting.subarray(sealedChunkBytes))
      yield unseal(key, number++, waiting.subarray(0, sealedChunkBytes), false)
  }
  yield unseal(key, number, waiting, true)
}

async function readChunk(file: FileHandle, key: Uint8Array, size: number, number: number): Promise<Buffer> {
  const lastNumber = Math.max(0, Math.ceil(size / chunkBytes) - 1)
  const plainLength = number === lastNumber ? size - lastNumber * chunkBytes : chunkBytes
  const sealed = Buffer.alloc(plainLength + tagBytes)
  const { bytesRead } = await file.read(sealed, 0, sealed.length, number * sealedChunkBytes)
  if (bytesRead !== sealed.length) throw new Error('stored object is cut off')
  return unseal(key, number, sealed, number === lastNumber)
}

function nonceOf(number: number): Uint8Array {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(number, 8)
  return nonce
}

function lastMark(last: boolean): Uint8Array {
  return new Uint8Array([last ? 1 : 0])
}

/** The ciphertext's name is bound in, so a wrapped key opens its own object only. */
function wrap(storageKey: Uint8Array, key: Uint8Array, name: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', storageKey, nonce).setAAD(Buffer.from(name))
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]).toString('base64')
}

function unwrap(storageKey: Uint8Array, object: StoredObject): Uint8Array {
  const wrapped = Buffer.from(object.wrappedKey, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', storageKey, wrapped.subarray(0, 12)).setAAD(Buffer.from(object.name))
  decipher.setAuthTag(wrapped.subarray(wrapped.length - tagBytes))
  return Buffer.concat([decipher.update(wrapped.subarray(12, wrapped.length - tagBytes)), decipher.final()])
}

async function loadOrMakeKey(path: string): Promise<Uint8Array> {
  await writeFile(path, randomBytes(32), { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  return readFile(path)
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
