/** File keys of revisions 2 to 4 of the standard security handler (ISO 32000-1 §7.6.3.3, algorithms 2, 4, 5, 6 and 7). */
import { digest } from '../../algorithms/index.ts'
import { concatBytes, equalBytes, fromHex } from '../../bytes/index.ts'
import { rc4 } from './rc4.ts'

export type StandardSettings = {
  readonly revision: number
  /** Bytes in the file key, 5 to 16. */
  readonly keyLength: number
  readonly owner: Uint8Array
  readonly user: Uint8Array
  readonly permissions: number
  readonly encryptMetadata: boolean
  /** First half of the file identifier. */
  readonly identifier: Uint8Array
}

const padding = fromHex('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a')

/** The key for a password of user or owner; undefined if it is neither's. */
export function standardKey(settings: StandardSettings, password: Uint8Array): Uint8Array | undefined {
  return userKey(settings, password) ?? userKey(settings, userPasswordOf(settings, password))
}

function padded(password: Uint8Array): Uint8Array {
  return concatBytes(password, padding).subarray(0, 32)
}

function userKey(settings: StandardSettings, password: Uint8Array): Uint8Array | undefined {
  const { revision, keyLength, owner, user, permissions, encryptMetadata, identifier } = settings
  const bits = new Uint8Array(4)
  new DataView(bits.buffer).setInt32(0, permissions, true)
  const tail = revision >= 4 && !encryptMetadata ? fromHex('ffffffff') : new Uint8Array(0)
  let key = digest('md5', concatBytes(padded(password), owner.subarray(0, 32), bits, identifier, tail))
  if (revision >= 3) for (let round = 0; round < 50; round++) key = digest('md5', key.subarray(0, keyLength))
  key = key.subarray(0, keyLength)
  if (revision === 2) return equalBytes(rc4(key, padding), user.subarray(0, 32)) ? key : undefined
  let check = rc4(key, digest('md5', concatBytes(padding, identifier)))
  for (let round = 1; round <= 19; round++) check = rc4(xored(key, round), check)
  return equalBytes(check, user.subarray(0, 16)) ? key : undefined
}

function userPasswordOf({ revision, keyLength, owner }: StandardSettings, ownerPassword: Uint8Array): Uint8Array {
  let key = digest('md5', padded(ownerPassword))
  if (revision >= 3) for (let round = 0; round < 50; round++) key = digest('md5', key)
  key = key.subarray(0, keyLength)
  let password = owner.subarray(0, 32)
  for (let round = revision === 2 ? 0 : 19; round >= 0; round--) password = rc4(xored(key, round), password)
  return password
}

function xored(key: Uint8Array, round: number): Uint8Array {
  return key.map((byte) => byte ^ round)
}
