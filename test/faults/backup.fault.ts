/** A backup made while the database is written to holds every row that was committed before, has no holes after, and starts as it is. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { backUp } from '../../scripts/backup.ts'
import { asSuperuser } from '../../scripts/postgres-roles.ts'
import { startPostgres, superuser } from '../../scripts/postgres.ts'
import { readOrMakeSecrets } from '../../scripts/secrets.ts'

const folder = mkdtempSync(join(tmpdir(), 'countersign-backup-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('is a data folder with everything in it', async () => {
  const [data, copy] = [join(folder, 'data'), join(folder, 'copy')]
  const password = readOrMakeSecrets(data).databaseSuperuser
  mkdirSync(join(data, 'documents'))
  writeFileSync(join(data, 'documents', 'contract'), 'bytes')
  const acknowledged = await underWrites(data, password, copy)

  expect(readOrMakeSecrets(copy).databaseSuperuser).toBe(password)
  expect(readFileSync(join(copy, 'documents', 'contract'), 'utf8')).toBe('bytes')
  const restored = await startPostgres({ dataDirectory: copy, superuserPassword: password })
  const found = await asSuperuser(restored.url({ name: superuser, password }, 'postgres'), (client) =>
    client.query<{ count: number; last: number }>('select count(*)::int as count, max(id) as last from written'),
  )
  await restored.stop()
  expect(found.rows[0]?.count).toBeGreaterThanOrEqual(acknowledged)
  // Rows of the time in between may be there, but then all up to the last one.
  expect(found.rows[0]?.count).toBe(found.rows[0]?.last)
})

/** Writes all the time while `data` is backed up; tells how many rows were surely committed when that began. */
async function underWrites(data: string, password: string, copy: string): Promise<number> {
  const postgres = await startPostgres({ dataDirectory: data, superuserPassword: password })
  const url = postgres.url({ name: superuser, password }, 'postgres')
  try {
    return await asSuperuser(url, async (client) => {
      await client.query('create table written (id serial primary key, filling text)')
      let committed = 0
      let going = true
      const writing = (async () => {
        while (going) {
          await client.query("insert into written (filling) values (repeat('x', 2000))")
          committed += 1
        }
      })()
      await vi.waitFor(() => expect(committed).toBeGreaterThan(100), { timeout: 10_000, interval: 5 })
      const before = committed
      await backUp(data, copy)
      expect(committed).toBeGreaterThan(before)
      going = false
      await writing
      return before
    })
  } finally {
    await postgres.stop()
  }
}
