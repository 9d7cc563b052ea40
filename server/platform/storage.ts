/**
 * Stored files as a port. Every object is encrypted under a key of its own, itself wrapped by the deployment's storage key;
 * what is read back is authenticated chunk by chunk, so damage and tampering are errors, never other bytes.
 */
import type { Readable } from 'node:stream'
import type { ByteSource } from '@countersign/engine/ports'

/** A stored object. Keep it as columns of the row that owns it; without the row nobody can find or read it. */
export type StoredObject = {
  /** SHA-256 of the ciphertext, hex: its name in storage. */
  readonly name: string
  /** SHA-256 of the contents, hex. */
  readonly sha256: string
  readonly size: number
  /** The object's own key, wrapped, base64. */
  readonly wrappedKey: string
}

export type Storage = {
  /** Streams to disk; nothing is visible until all of it is written and synced. Throws `TooLarge` beyond the limit. */
  put(contents: Readable | Uint8Array, options: { readonly maximumBytes: number }): Promise<StoredObject>
  read(object: StoredObject): Readable
  bytes(object: StoredObject, options: { readonly maximumBytes: number }): Promise<Uint8Array>
  /** Random access, decrypting only what is asked for. */
  source(object: StoredObject): ByteSource
  remove(object: StoredObject): Promise<void>
}

export class TooLarge extends Error {
  override readonly name = 'TooLarge'
  readonly statusCode = 413
}
