/** AES-256-GCM with a random nonce of 96 bits: version octet, nonce, ciphertext, tag. Nowhere near 2^32 messages a key (SP 800-38D §8.3). */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { concatBytes } from '@countersign/engine/bytes'

const version = new Uint8Array([1])

export function sealBytes(key: Uint8Array, plaintext: Uint8Array, context: Uint8Array): Uint8Array {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(context)
  return concatBytes(version, nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag())
}

/** Throws when anything differs. */
export function openBytes(key: Uint8Array, sealed: Uint8Array, context: Uint8Array): Uint8Array {
  if (sealed[0] !== version[0] || sealed.length < 29) throw new Error('not wrapped by this vault')
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13), { authTagLength: 16 }).setAAD(context).setAuthTag(sealed.subarray(-16))
  const plaintext = decipher.update(sealed.subarray(13, -16))
  decipher.final()
  return plaintext
}
