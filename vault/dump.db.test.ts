import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toHex } from '@countersign/engine/bytes'
import { openBytes } from './keys/aes.ts'
import { fileEncryptionKey } from './keys/encryption-key.file.ts'
import { keyFromSecret } from './keys/secret.ts'
import { findKey, unwrapCloudKey, withAuthorityKey, wrapAuthorityKey } from './keys/store.ts'
import { canonicalBytes } from './protocol/canonical.ts'
import { makeCloudKey, openTestVault, signDigests, type TestVault } from './testing.ts'
import { openVault } from './vault.ts'

const holder = 'person-1'
const secret = new TextEncoder().encode('2580')

let test: TestVault
beforeAll(async () => {
  test = await openTestVault()
})
afterAll(() => test.close())

describe('a dump of the database', () => {
  it('holds no private key, no secret and no deployment key', async () => {
    const key = await makeCloudKey(test.client, holder, 'Unlikely-secret-9')
    await signDigests(test.client, key.keyId, holder, 'Unlikely-secret-9', [new Uint8Array(32)])
    const row = await rowOf(key.keyId)
    const unlocked = await unwrapCloudKey(test.vault, { ...holderOf(row), secret: new TextEncoder().encode('Unlikely-secret-9') }, row.wrapped)
    if (unlocked === undefined) throw new Error('the right secret does not open')
    const dump = await dumpOf(test)
    expect(dump.length).toBeGreaterThan(1000)
    // The scalar: RFC 5915 puts it 36 octets in; any run of it would betray the key.
    expect(dump).not.toContain(toHex(unlocked.subarray(36, 68)))
    expect(dump).not.toContain('Unlikely')
    expect(dump).not.toContain(toHex(new TextEncoder().encode('Unlikely')))
  })

  it('opens nothing for who knows the secret but not the deployment key', async () => {
    const key = await makeCloudKey(test.client, holder, '2580')
    const row = await rowOf(key.keyId)
    const secretKey = await keyFromSecret(secret, row.salt, row.id, holder)
    expect(() => openBytes(secretKey, row.wrapped, canonicalBytes({ keyId: row.id, kind: 'cloud' }))).toThrow()
    const stranger = await fileEncryptionKey(join(test.folder, 'another.key'))
    await expect(unwrapCloudKey({ ...test.vault, encryptionKey: stranger }, { ...holderOf(row), secret }, row.wrapped)).rejects.toThrow()
    await expect(openVault({ databaseUrl: test.clone.vaultUrl, encryptionKey: stranger, clock: test.vault.clock })).rejects.toThrow()
  })

  it('opens nothing for who knows the deployment key but not the secret', async () => {
    const row = await rowOf((await makeCloudKey(test.client, holder, '2580')).keyId)
    expect(await unwrapCloudKey(test.vault, { ...holderOf(row), secret: new TextEncoder().encode('2581') }, row.wrapped)).toBeUndefined()
    expect(await unwrapCloudKey(test.vault, { ...holderOf(row), secret }, row.wrapped)).toBeInstanceOf(Uint8Array)
  })

  it('gains nothing from being edited: what was wrapped for one key opens as no other', async () => {
    const [one, other] = [
      await rowOf((await makeCloudKey(test.client, holder, '2580')).keyId),
      await rowOf((await makeCloudKey(test.client, 'person-2', '2580')).keyId),
    ]
    await expect(unwrapCloudKey(test.vault, { ...holderOf(other), secret }, one.wrapped)).rejects.toThrow()
    const root = await test.client.create({ kind: 'root' })
    if (!root.ok) throw new Error(root.because)
    const key = await findKey(test.vault.database, root.key.keyId)
    if (key === undefined) throw new Error('no key')
    const wrapped = await wrapAuthorityKey(test.vault, { id: key.id, kind: 'time-stamp-unit' }, new Uint8Array(8))
    await expect(withAuthorityKey(test.vault, { ...key, wrapped }, async () => {})).rejects.toThrow()
  })

  it('is not to be had by the role of the server', async () => {
    for (const table of ['key', 'log', 'challenge', 'authorisation', 'verifier', 'issued', 'transport_key', 'ceremony'])
      await expect(sql`select * from ${sql.table(`vault.${table}`)}`.execute(test.clone.database)).rejects.toThrow('permission denied for schema vault')
  })
})

async function rowOf(keyId: string) {
  const row = await findKey(test.vault.database, keyId)
  if (row === undefined || row.wrapped === null || row.salt === null || row.person === null) throw new Error('no such cloud key')
  return { ...row, wrapped: row.wrapped, salt: row.salt, person: row.person }
}

function holderOf(row: { readonly id: string; readonly person: string; readonly salt: Uint8Array }) {
  return { id: row.id, person: row.person, salt: row.salt }
}

async function dumpOf({ vault }: TestVault): Promise<string> {
  const { rows: tables } = await sql<{ tablename: string }>`select tablename from pg_tables where schemaname = 'vault'`.execute(vault.database)
  const texts: string[] = []
  for (const { tablename } of tables) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(`vault.${tablename}`)} t`.execute(vault.database)
    texts.push(...rows.map(({ row }) => row))
  }
  return texts.join('\n')
}
