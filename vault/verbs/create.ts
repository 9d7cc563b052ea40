/** create: an authority key under the deployment key, or a cloud key under that and its holder's secret. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { generateKeyPair } from '@countersign/engine/algorithms'
import { spendChallenge } from '../keys/challenge.ts'
import { isAcceptableSecret } from '../keys/secret.ts'
import { describeKey, insertKey, wrapAuthorityKey, wrapCloudKey, type NewKey } from '../keys/store.ts'
import type { createRequest } from '../protocol/requests.ts'
import type { CreateResponse } from '../protocol/responses.ts'
import { refuse } from '../refusals.ts'
import type { Vault } from '../vault.ts'

type Asked = z.infer<typeof createRequest>

export async function create(vault: Vault, asked: Asked): Promise<CreateResponse> {
  return asked.kind === 'cloud' ? createCloudKey(vault, asked) : createAuthorityKey(vault, asked)
}

async function createAuthorityKey(vault: Vault, { kind, algorithm }: Exclude<Asked, { kind: 'cloud' }>): Promise<CreateResponse> {
  const id = randomUUID()
  const pair = await generateKeyPair(algorithm)
  try {
    const wrapped = await wrapAuthorityKey(vault, { id, kind }, pair.privateKey)
    return await keep(vault, { id, kind, algorithm, public_key: pair.publicKey, wrapped, person: null, salt: null, created_at: vault.clock.now() })
  } finally {
    pair.privateKey.fill(0)
  }
}

async function createCloudKey(vault: Vault, asked: Extract<Asked, { kind: 'cloud' }>): Promise<CreateResponse> {
  const { keyId, person, challenge, algorithm } = asked
  const bound = { purpose: 'create-key', keyId, person } as const
  const secret = await vault.transport.open(asked.sealedSecret, { ...bound, challenge, digests: [] })
  if (secret === undefined) return refuse('secret-not-for-this')
  try {
    if (!isAcceptableSecret(secret)) return refuse('weak-secret')
    // Spent at once and for good: what follows is slow, and must not be asked for twice.
    const expiry = await vault.database.transaction().execute((tx) => spendChallenge(tx, challenge, bound, vault.clock.now()))
    if (expiry === undefined) return refuse('challenge-spent')
    const pair = await generateKeyPair(algorithm)
    try {
      const salt = randomBytes(16)
      const wrapped = await wrapCloudKey(vault, { id: keyId, person, salt, secret }, pair.privateKey)
      return await keep(vault, { id: keyId, kind: 'cloud', algorithm, public_key: pair.publicKey, wrapped, person, salt, created_at: vault.clock.now() })
    } finally {
      pair.privateKey.fill(0)
    }
  } finally {
    secret.fill(0)
  }
}

export async function keep(vault: Vault, key: NewKey, act = 'key.created'): Promise<Extract<CreateResponse, { ok: true }>> {
  const row = await vault.database.transaction().execute(async (tx) => {
    const inserted = await insertKey(tx, key)
    const person = key.person === null ? {} : { person: key.person }
    await vault.log.write(tx, { act, keyId: key.id, ...person, details: { kind: key.kind, algorithm: key.algorithm } })
    return inserted
  })
  return { ok: true, key: describeKey(row) }
}
