/**
 * Signatures by authority keys. The root's and the issuing authority's are unwrapped for one call. The busy ones, of the status responder and
 * the time-stamp unit, stay with OpenSSL between calls: importing one costs ten signatures, and whoever can read this process's memory has the
 * deployment key, under which alone they lie, anyway.
 */
import { createPrivateKey, sign, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import type { KeyRow } from '../database.ts'
import { signatureAlgorithm } from '../keys/signature.ts'
import { withAuthorityKey } from '../keys/store.ts'
import type { Vault } from '../vault.ts'

const signAsync = promisify(sign)

export function authorityAlgorithm(key: KeyRow) {
  return signatureAlgorithm(key.algorithm, 'sha256')
}

export async function signWithAuthorityKey(vault: Vault, key: KeyRow, message: Uint8Array): Promise<Uint8Array> {
  const busy = key.kind === 'ocsp-responder' || key.kind === 'time-stamp-unit'
  return signAsync('sha256', message, await (busy ? keptKey(vault, key) : importKey(vault, key)))
}

function keptKey(vault: Vault, key: KeyRow): Promise<KeyObject> {
  const kept = vault.keptKeys.get(key.id) ?? importKey(vault, key)
  vault.keptKeys.set(key.id, kept)
  kept.catch(() => vault.keptKeys.delete(key.id))
  return kept
}

function importKey(vault: Vault, key: KeyRow): Promise<KeyObject> {
  return withAuthorityKey(vault, key, async (pkcs8) =>
    createPrivateKey({ key: Buffer.from(pkcs8.buffer, pkcs8.byteOffset, pkcs8.byteLength), format: 'der', type: 'pkcs8' }),
  )
}
