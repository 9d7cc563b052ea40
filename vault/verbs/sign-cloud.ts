/**
 * sign, purpose 'sign': a cloud key signs exactly the digests that its holder's secret was sealed for.
 *
 * 1. Open the sealed secret. Power fails: nothing happened.
 * 2. Spend the challenge, count the try, commit. Power fails: one try and the challenge are gone.
 * 3. Try the secret; sign in memory. Power fails: the same.
 * 4. Reserve and consume the digests, forgive the tries, commit. Power fails after it: the digests are spent, the signatures lost.
 */
import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { equalBytes, toHex } from '@countersign/engine/bytes'
import type { KeyRow } from '../database.ts'
import { assignPositions, consume, findAuthorisations, reserve } from '../keys/authorisation.ts'
import { spendChallenge } from '../keys/challenge.ts'
import { signatureAlgorithm, signerWith } from '../keys/signature.ts'
import { findKey, unwrapCloudKey } from '../keys/store.ts'
import { afterWrongSecret, countTry, forgiveTries, lockForEver } from '../keys/tries.ts'
import type { CloudItem, DigestName, signRequest } from '../protocol/requests.ts'
import type { Refusal, SignResponse } from '../protocol/responses.ts'
import { refuse } from '../refusals.ts'
import type { Vault } from '../vault.ts'

type Asked = Extract<z.infer<typeof signRequest>, { purpose: 'sign' }>

const digestLengths: Record<DigestName, number> = { sha256: 32, sha384: 48, sha512: 64 }

export async function signWithCloudKey(vault: Vault, asked: Asked): Promise<SignResponse> {
  const items = asked.items ?? asked.authorised.map((digest) => ({ digest }))
  const wanted = items.map((item) => digestOf(item, asked.digestAlgorithm))
  if ([...asked.authorised, ...wanted].some((digest) => digest.length !== digestLengths[asked.digestAlgorithm])) return refuse('digest-not-authorised')
  const refusedAtOnce = assignPositions(asked.authorised, new Set(), wanted)
  if (!refusedAtOnce.ok) return refuse(refusedAtOnce.because)

  const { keyId, person, challenge } = asked
  const row = await findKey(vault.database, keyId)
  if (row === undefined) return refuse('unknown-key')
  if (row.kind !== 'cloud') return refuse('wrong-kind')
  if (row.person !== person) return refuse('not-holder')
  const secret = await vault.transport.open(asked.sealedSecret, { purpose: 'sign', keyId, person, challenge, digests: asked.authorised })
  if (secret === undefined) return refuse('secret-not-for-this')
  try {
    return await vault.inTurn(keyId, () => tryAndSign(vault, { ...asked, items, wanted, secret }))
  } finally {
    secret.fill(0)
  }
}

type Trying = Asked & { readonly items: readonly CloudItem[]; readonly wanted: readonly Uint8Array[]; readonly secret: Uint8Array }

async function tryAndSign(vault: Vault, trying: Trying): Promise<SignResponse> {
  const { keyId, person, secret } = trying
  const begun = await begin(vault, trying)
  if (!begun.ok) return begun
  const { row, attempt } = begun
  if (row.wrapped === null || row.salt === null) return refuse('locked')
  const pkcs8 = await unwrapCloudKey(vault, { id: keyId, person, salt: row.salt, secret }, row.wrapped)
  if (pkcs8 === undefined) return afterWrongSecret(vault, keyId, person, attempt)
  const signatures: Uint8Array[] = []
  try {
    const signer = signerWith({ algorithm: row.algorithm, pkcs8 }, trying.digestAlgorithm)
    for (const item of trying.items) {
      signatures.push('message' in item ? await signer.message(item.message) : await signer.digest(item.digest))
      // A thousand digests in a row would keep everybody else waiting.
      if (signatures.length % 16 === 0) await new Promise<void>((resolve) => setImmediate(resolve))
    }
  } finally {
    pkcs8.fill(0)
  }
  const spent = await spend(vault, trying, begun)
  return spent ? { ok: true, algorithm: signatureAlgorithm(row.algorithm, trying.digestAlgorithm), signatures } : refuse('digest-spent')
}

type Begun = {
  readonly ok: true
  readonly row: KeyRow
  readonly attempt: number
  readonly positions: readonly number[]
  readonly expiresAt: Date
  readonly now: Date
  readonly first: boolean
}

async function begin(vault: Vault, trying: Trying): Promise<Begun | Refusal> {
  const { keyId, person, challenge, authorised, wanted } = trying
  const row = await findKey(vault.database, keyId)
  if (row === undefined || row.destroyed_at !== null) return refuse('destroyed')
  const earlier = await findAuthorisations(vault.database, challenge)
  const now = vault.clock.now()
  const again = earlier.length > 0
  if (again) {
    const same =
      earlier.length === authorised.length &&
      earlier.every((one, position) => one.key_id === keyId && one.person === person && equalBytes(one.digest, authorised[position] ?? secretless))
    if (!same || earlier.some((one) => one.expires_at <= now)) return refuse('challenge-spent')
  }
  const consumed = new Set(earlier.filter((one) => one.state === 'consumed').map((one) => one.position))
  if (again && consumed.size === earlier.length) return refuse('challenge-spent')
  const assigned = assignPositions(authorised, consumed, wanted)
  if (!assigned.ok) return refuse(assigned.because)

  const counted = await vault.database.transaction().execute(async (tx) => {
    const expiresAt = again ? earlier[0]?.expires_at : await spendChallenge(tx, challenge, { purpose: 'sign', keyId, person }, now)
    if (expiresAt === undefined) return refuse('challenge-spent')
    const attempt = await countTry(tx, keyId)
    if (attempt === undefined) return refuse('locked')
    await vault.log.write(tx, { act: 'key.tried', keyId, person, details: { attempt, digests: authorised.length } })
    return { ok: true as const, row, attempt, positions: assigned.positions, expiresAt, now, first: !again }
  })
  if (!counted.ok && counted.because === 'locked') await lockForEver(vault, keyId, person)
  return counted
}

const secretless = new Uint8Array(0)

class SpentMeanwhile extends Error {}

async function spend(vault: Vault, trying: Trying, begun: Begun): Promise<boolean> {
  const { keyId, person, challenge, authorised, wanted } = trying
  try {
    await vault.database.transaction().execute(async (tx) => {
      await forgiveTries(tx, keyId)
      if (begun.first) await reserve(tx, { challenge, keyId, person, authorised, expiresAt: begun.expiresAt })
      if (!(await consume(tx, { challenge, positions: begun.positions, now: begun.now }))) throw new SpentMeanwhile()
      await vault.log.write(tx, { act: 'key.signed', keyId, person, details: { digestAlgorithm: trying.digestAlgorithm, digests: wanted.map(toHex) } })
    })
    return true
  } catch (error) {
    if (error instanceof SpentMeanwhile) return false
    throw error
  }
}

function digestOf(item: CloudItem, algorithm: DigestName): Uint8Array {
  return 'digest' in item ? item.digest : createHash(algorithm).update(item.message).digest()
}
