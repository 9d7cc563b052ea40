/**
 * What only the holder has: a PIN of four digits or a password, and the key that Argon2id makes of it.
 * Four digits are few: what protects them is the deployment key around the wrapping and the five tries, not their number.
 */
import { argon2 } from 'node:crypto'
import { promisify } from 'node:util'
import { canonicalBytes } from '../protocol/canonical.ts'
import { atMost } from './turns.ts'

/** Four digits, or at least eight characters with a Latin capital, a small letter, a digit and a special character. Bytes, so they can be zeroed. */
export function isAcceptableSecret(secret: Uint8Array): boolean {
  const some = (within: (octet: number) => boolean): boolean => secret.some(within)
  const digit = (octet: number): boolean => octet >= 0x30 && octet <= 0x39
  if (secret.length === 4 && secret.every(digit)) return true
  const upper = (octet: number): boolean => octet >= 0x41 && octet <= 0x5a
  const lower = (octet: number): boolean => octet >= 0x61 && octet <= 0x7a
  // Continuation octets of UTF-8 do not begin a character.
  const characters = secret.filter((octet) => (octet & 0xc0) !== 0x80).length
  return (
    characters >= 8 && secret.length <= 1024 && some(digit) && some(upper) && some(lower) && some((octet) => !digit(octet) && !upper(octet) && !lower(octet))
  )
}

const derive = promisify(argon2)
// Each takes 64 MiB and a thread that files and signatures need too.
const inTurn = atMost(2)

/** RFC 9106 §4, the second recommended option with p = 1. The caller zeroes the result. */
export function keyFromSecret(secret: Uint8Array, salt: Uint8Array, keyId: string, person: string): Promise<Uint8Array> {
  const associatedData = canonicalBytes({ keyId, person })
  return inTurn(() => derive('argon2id', { message: secret, nonce: salt, associatedData, memory: 64 * 1024, passes: 3, parallelism: 1, tagLength: 32 }))
}
