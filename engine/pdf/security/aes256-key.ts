/** File keys of revisions 5 and 6 (ISO 32000-2 §7.6.4.3, algorithms 2.A and 2.B). */
import { decryptAesCbc, digest, encryptAesCbc, type DigestName } from '../../algorithms/index.ts'
import { concatBytes, emptyBytes, equalBytes } from '../../bytes/index.ts'

export type Aes256Settings = {
  readonly revision: number
  readonly owner: Uint8Array
  readonly ownerKey: Uint8Array
  readonly user: Uint8Array
  readonly userKey: Uint8Array
}

const zeroVector = new Uint8Array(16)
const longestPassword = 127

/** The key for a password of user or owner; undefined if it is neither's. */
export async function aes256Key(settings: Aes256Settings, password: Uint8Array): Promise<Uint8Array | undefined> {
  const secret = password.subarray(0, longestPassword)
  const user = settings.user.subarray(0, 48)
  const attempts = [
    { hash: settings.owner, wrapped: settings.ownerKey, context: user },
    { hash: user, wrapped: settings.userKey, context: emptyBytes },
  ]
  for (const { hash, wrapped, context } of attempts) {
    const check = await passwordHash(settings.revision, secret, hash.subarray(32, 40), context)
    if (equalBytes(check, hash.subarray(0, 32)))
      return unwrap(await passwordHash(settings.revision, secret, hash.subarray(40, 48), context), wrapped.subarray(0, 32))
  }
  return undefined
}

async function passwordHash(revision: number, password: Uint8Array, salt: Uint8Array, context: Uint8Array): Promise<Uint8Array> {
  let key = digest('sha256', concatBytes(password, salt, context))
  if (revision === 5) return key
  const digests: readonly DigestName[] = ['sha256', 'sha384', 'sha512']
  for (let round = 1; ; round++) {
    const once = concatBytes(password, key, context)
    const repeated = new Uint8Array(once.length * 64)
    for (let i = 0; i < 64; i++) repeated.set(once, i * once.length)
    const encrypted = (await encryptAesCbc(key.subarray(0, 16), key.subarray(16, 32), repeated)).subarray(0, repeated.length)
    // The first 16 bytes as a number modulo 3: 256 leaves 1, so the sum of the bytes will do.
    const remainder = encrypted.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3
    key = digest(digests[remainder] ?? 'sha256', encrypted)
    if (round >= 64 && (encrypted.at(-1) ?? 0) <= round - 32) return key.subarray(0, 32)
  }
}

/** The wrapped key has no padding, so a block that decrypts to nothing but padding is added first. */
async function unwrap(key: Uint8Array, wrapped: Uint8Array): Promise<Uint8Array | undefined> {
  const last = await encryptAesCbc(key, wrapped.subarray(16, 32), emptyBytes)
  return decryptAesCbc(key, zeroVector, concatBytes(wrapped, last))
}
