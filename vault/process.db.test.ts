import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../test/database.ts'
import { vaultClient, VaultUnavailableError, type VaultClient } from './protocol.ts'
import { makeCloudKey, sealedForSigning, signDigests } from './testing.ts'

const holder = 'person-1'
const pin = '2580'
const digest = new Uint8Array(32).fill(1)

let clone: TestDatabase
let folder: string
let tries: Client
let running: { readonly child: ChildProcess; readonly client: VaultClient } | undefined

beforeAll(async () => {
  clone = await createTestDatabase()
  folder = mkdtempSync(join(tmpdir(), 'countersign-vault-'))
  const { client } = await start()
  client.close()
  await stop('SIGTERM')
  // Heard when a try has been counted and committed; the try itself then takes its quarter of a second.
  tries = new Client({ connectionString: clone.vaultUrl })
  await tries.connect()
  await tries.query(
    `create function vault.tell() returns trigger language plpgsql as $$ begin perform pg_notify('tried', new.attempts::text); return new; end $$`,
  )
  await tries.query('create trigger tell after update of attempts on vault.key for each row when (new.attempts > old.attempts) execute function vault.tell()')
  await tries.query('listen tried')
})
afterEach(async () => {
  if (running) await stop('SIGKILL')
})
afterAll(async () => {
  await tries.end()
  await clone.drop()
  rmSync(folder, { recursive: true })
})

describe('the process of the vault', () => {
  it('gives the socket and the deployment key to its own user only', async () => {
    await start()
    expect(statSync(socketPath()).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'vault', 'deployment.key')).mode & 0o777).toBe(0o600)
  })

  it('finishes what is under way when it is told to stop, and leaves no socket', async () => {
    const { child, client } = await start()
    const key = await makeCloudKey(client, holder, pin)
    const sealed = await sealedForSigning(client, key.keyId, holder, pin, [digest])
    const [signed] = await Promise.all([client.sign(sealed), once(tries, 'notification').then(() => child.kill('SIGTERM')), once(child, 'exit')])
    expect(signed.ok).toBe(true)
    expect(child.exitCode).toBe(0)
    expect(existsSync(socketPath())).toBe(false)
  })

  it('ends with its parent', async () => {
    const { child } = await start()
    const ended = once(child, 'exit')
    child.disconnect()
    expect(await ended).toEqual([0, null])
  })
})

describe('a vault that is killed between counting a try and making it', () => {
  it('has counted the try and spent the challenge', async () => {
    const { client } = await start()
    const key = await makeCloudKey(client, holder, pin)
    const sealed = await sealedForSigning(client, key.keyId, holder, '0000', [digest])
    await killedWhileTrying(client.sign(sealed))
    const again = (await start()).client
    expect(await again.describe({ what: 'key', keyId: key.keyId })).toMatchObject({ ok: true, key: { state: 'active', attemptsLeft: 4 } })
    expect(await again.sign(sealed)).toEqual({ ok: false, because: 'challenge-spent' })
    expect((await signDigests(again, key.keyId, holder, pin, [digest])).ok).toBe(true)
  })

  it('gives no sixth try, even with the right secret', async () => {
    const { client } = await start()
    const key = await makeCloudKey(client, holder, pin)
    for (let wrong = 0; wrong < 4; wrong += 1) await signDigests(client, key.keyId, holder, '0000', [digest])
    await killedWhileTrying(client.sign(await sealedForSigning(client, key.keyId, holder, pin, [digest])))
    const again = (await start()).client
    expect(await signDigests(again, key.keyId, holder, pin, [digest])).toEqual({ ok: false, because: 'locked' })
    expect(await again.describe({ what: 'key', keyId: key.keyId })).toMatchObject({ ok: true, key: { state: 'locked' } })
  })
})

/** The handlers stand before the kill: a rejection must never be without one. */
async function killedWhileTrying(answer: Promise<unknown>): Promise<void> {
  const failed = expect(answer).rejects.toThrow(VaultUnavailableError)
  await once(tries, 'notification')
  await stop('SIGKILL')
  await failed
}

async function start(): Promise<{ readonly child: ChildProcess; readonly client: VaultClient }> {
  const env = { PATH: process.env['PATH'], COUNTERSIGN_DATA: folder, COUNTERSIGN_VAULT_DATABASE: clone.vaultUrl, COUNTERSIGN_VAULT_SOCKET: socketPath() }
  const child = fork(join(import.meta.dirname, 'main.ts'), { env, execArgv: [] })
  const [word] = (await once(child, 'message')) as [unknown]
  expect(word).toBe('ready')
  running = { child, client: vaultClient(socketPath()) }
  return running
}

async function stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  const { child, client } = running ?? {}
  running = undefined
  client?.close()
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

function socketPath(): string {
  return join(folder, 'vault.sock')
}
