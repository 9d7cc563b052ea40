/** Keys as rows: wrapped on the way in, unwrapped for the length of one call, described without their secrets. */
import type { Database, KeyRow, Tx } from '../database.ts'
import { canonicalBytes } from '../protocol/canonical.ts'
import type { KeyKind } from '../protocol/requests.ts'
import type { KeyDescription } from '../protocol/responses.ts'
import type { Vault } from '../vault.ts'
import { openBytes, sealBytes } from './aes.ts'
import { keyFromSecret } from './secret.ts'

export const maximumAttempts = 5

export function findKey(database: Database, keyId: string): Promise<KeyRow | undefined> {
  return database.selectFrom('key').selectAll().where('id', '=', keyId).executeTakeFirst()
}

export function describeKey(row: KeyRow): KeyDescription {
  const state = row.destroyed_at ? 'destroyed' : row.locked_at ? 'locked' : 'active'
  const ofHolder = row.person === null ? {} : { person: row.person, attemptsLeft: row.wrapped === null ? 0 : maximumAttempts - row.attempts }
  return { keyId: row.id, kind: row.kind, algorithm: row.algorithm, publicKey: row.public_key, state, createdAt: row.created_at, ...ofHolder }
}

export type NewKey = Pick<KeyRow, 'id' | 'kind' | 'algorithm' | 'public_key' | 'wrapped' | 'person' | 'salt' | 'created_at'>

export function insertKey(tx: Tx, row: NewKey): Promise<KeyRow> {
  return tx.insertInto('key').values(row).returningAll().executeTakeFirstOrThrow()
}

/** What is authenticated with the wrapped bytes: they open only as the key they were. */
function contextOf(id: string, kind: KeyKind): Uint8Array {
  return canonicalBytes({ keyId: id, kind })
}

export function wrapAuthorityKey(vault: Vault, key: { readonly id: string; readonly kind: KeyKind }, privateKey: Uint8Array): Promise<Uint8Array> {
  return vault.encryptionKey.wrap(privateKey, contextOf(key.id, key.kind))
}

/** Lends the private key to `use` and zeroes it afterwards. */
export async function withAuthorityKey<T>(vault: Vault, key: KeyRow, use: (pkcs8: Uint8Array) => Promise<T>): Promise<T> {
  if (key.wrapped === null || key.kind === 'cloud') throw new Error('not a live authority key')
  const pkcs8 = await vault.encryptionKey.unwrap(key.wrapped, contextOf(key.id, key.kind))
  try {
    return await use(pkcs8)
  } finally {
    pkcs8.fill(0)
  }
}

type Holder = { readonly id: string; readonly person: string; readonly salt: Uint8Array; readonly secret: Uint8Array }

/** Inside the holder's key, outside the deployment key. */
export async function wrapCloudKey(vault: Vault, holder: Holder, privateKey: Uint8Array): Promise<Uint8Array> {
  const secretKey = await keyFromSecret(holder.secret, holder.salt, holder.id, holder.person)
  const context = contextOf(holder.id, 'cloud')
  try {
    return await vault.encryptionKey.wrap(sealBytes(secretKey, privateKey, context), context)
  } finally {
    secretKey.fill(0)
  }
}

/** `undefined` for a wrong secret. A row that the deployment key does not open throws: then it is the row that is wrong. The caller zeroes the result. */
export async function unwrapCloudKey(vault: Vault, holder: Holder, wrapped: Uint8Array): Promise<Uint8Array | undefined> {
  const context = contextOf(holder.id, 'cloud')
  const inner = await vault.encryptionKey.unwrap(wrapped, context)
  const secretKey = await keyFromSecret(holder.secret, holder.salt, holder.id, holder.person)
  try {
    return openBytes(secretKey, inner, context)
  } catch {
    return undefined
  } finally {
    secretKey.fill(0)
  }
}
