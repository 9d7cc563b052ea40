import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { vaultClient, VaultUnavailableError } from './protocol.ts'
import { openTestVault, type TestVault } from './testing.ts'

let test: TestVault
beforeAll(async () => {
  test = await openTestVault()
})
afterAll(() => test.close())

describe('the socket', () => {
  it('refuses what is not of the protocol, and does not repeat it', async () => {
    const secret = 'do-not-repeat-me'
    const bodies = [
      '',
      'no json',
      '[]',
      '{}',
      JSON.stringify({ kind: secret }),
      JSON.stringify({ kind: 'root', algorithm: secret }),
      JSON.stringify({ kind: 'root', surplus: secret }),
    ]
    for (const body of bodies) {
      const { status, text } = await post('/create', body)
      expect(status).toBe(400)
      expect(JSON.parse(text)).toMatchObject({ ok: false, because: 'malformed' })
      expect(text).not.toContain(secret)
    }
  })

  it('knows five verbs and no other path', async () => {
    for (const path of ['/', '/export', '/sign/', '/constructor', '/__proto__']) expect((await post(path, '{}')).status).toBe(400)
  })

  it('refuses a body beyond its limit', async () => {
    expect((await post('/describe', ' '.repeat(33 * 1024 * 1024))).status).toBe(400)
    expect((await test.client.describe({ what: 'authority' })).ok).toBe(true)
  })

  it('is missed with an error of its own where there is none', async () => {
    const client = vaultClient(join(test.folder, 'nowhere.sock'))
    await expect(client.describe({ what: 'authority' })).rejects.toThrow(VaultUnavailableError)
    client.close()
  })
})

function post(path: string, body: string): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const call = request({ socketPath: join(test.folder, 'vault.sock'), path, method: 'POST' }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }))
    })
    call.on('error', reject)
    call.end(body)
  })
}
