/** A whole vault for a test: a database of its own, a deployment key in a temporary folder, a clock that the test moves, a real socket. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestDatabase, type TestDatabase } from '../test/database.ts'
import { sealSecret } from '../web/app/sealSecret.ts'
import { vaultServer } from './http.ts'
import { fileEncryptionKey } from './keys/encryption-key.file.ts'
import { vaultClient, type KeyDescription, type SignResponse, type VaultClient } from './protocol.ts'
import { openVault, type Vault } from './vault.ts'

export type TestVault = {
  readonly vault: Vault
  readonly client: VaultClient
  readonly clone: TestDatabase
  readonly folder: string
  /** Milliseconds that the vault's clock is ahead of the real one. */
  ahead: number
  close(): Promise<void>
}

export async function openTestVault(): Promise<TestVault> {
  const clone = await createTestDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'countersign-vault-'))
  const encryptionKey = await fileEncryptionKey(join(folder, 'vault', 'deployment.key'))
  const faults: unknown[] = []
  const test = { ahead: 0 }
  const clock = { now: () => new Date(Date.now() + test.ahead) }
  const vault = await openVault({ databaseUrl: clone.vaultUrl, encryptionKey, clock })
  const server = vaultServer(vault, (_verb, error) => faults.push(error))
  const socket = join(folder, 'vault.sock')
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  const client = vaultClient(socket)
  return Object.assign(test, {
    vault,
    client,
    clone,
    folder,
    async close() {
      client.close()
      await new Promise((resolve) => server.close(resolve))
      await vault.database.destroy()
      await clone.drop()
      await rm(folder, { recursive: true })
      if (faults.length > 0) throw new AggregateError(faults, 'the vault failed while it was tested')
    },
  })
}

/** As a browser would: ask for a challenge, seal, create. */
export async function makeCloudKey(
  client: VaultClient,
  person: string,
  secret: string,
  algorithm: KeyDescription['algorithm'] = 'ecdsa-p256',
): Promise<KeyDescription> {
  const created = await client.create({ kind: 'cloud', algorithm, ...(await sealedForCreation(client, person, secret)) })
  if (!created.ok) throw new Error(`no key: ${created.because}`)
  return created.key
}

export async function sealedForCreation(client: VaultClient, person: string, secret: string) {
  const asked = await client.describe({ what: 'transport', person })
  if (!asked.ok) throw new Error(`no challenge: ${asked.because}`)
  const { keyId, challenge, transportKey } = asked.challenge
  const sealedSecret = await sealSecret(secret, transportKey, { purpose: 'create-key', keyId, person, challenge, digests: [] })
  return { keyId, person, challenge, sealedSecret }
}

export async function sealedForSigning(client: VaultClient, keyId: string, person: string, secret: string, digests: readonly Uint8Array[]) {
  const asked = await client.describe({ what: 'key', keyId, person })
  if (!asked.ok || asked.challenge === undefined) throw new Error('no challenge')
  const { challenge, transportKey } = asked.challenge
  const sealedSecret = await sealSecret(secret, transportKey, { purpose: 'sign', keyId, person, challenge, digests })
  return { purpose: 'sign' as const, keyId, person, challenge, sealedSecret, authorised: [...digests] }
}

export async function signDigests(client: VaultClient, keyId: string, person: string, secret: string, digests: readonly Uint8Array[]): Promise<SignResponse> {
  return client.sign(await sealedForSigning(client, keyId, person, secret, digests))
}
