/** What the database itself refuses, and what it cannot refuse its superuser but the chain shows. */
import { inject, afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { asSuperuser, withDatabase } from '../../test/database.ts'
import { openTestPlatform, type TestPlatform } from '../../test/platform.ts'
import { Act } from '../platform/index.ts'
import { audit, verifyAudit } from './index.ts'

let house: TestPlatform
beforeAll(async () => {
  house = await openTestPlatform()
  for (const action of ['document.added', 'document.sent', 'document.signed'])
    await new Act(house.platform, { kind: 'system', job: 'test' }).transaction((tx) => audit.write(tx, action, 'contract'))
})
afterAll(() => house.close())

describe('the audit log', () => {
  it.each(['update audit_entry set payload = payload where number = 1', 'delete from audit_entry where number = 3', 'truncate audit_entry'])(
    'refuses the server: %s',
    async (statement) => {
      await expect(sql.raw(statement).execute(house.platform.database)).rejects.toThrow('audit_entry is append-only')
    },
  )

  it('has one row for each happening, even when many happen at once', async () => {
    const act = new Act(house.platform, { kind: 'system', job: 'test' })
    await Promise.all(Array.from({ length: 20 }, (_, index) => act.transaction((tx) => audit.write(tx, 'document.opened', `contract ${index}`))))
    expect(await verifyAudit(house.platform.database)).toMatchObject({ intact: true, entries: 23 })
  })

  it('keeps nothing of an act that failed', async () => {
    const act = new Act(house.platform, { kind: 'system', job: 'test' })
    const before = await verifyAudit(house.platform.database)
    const failing = act.transaction(async (tx) => {
      await audit.write(tx, 'document.declined', 'contract')
      throw new Error('the rest did not work')
    })
    await expect(failing).rejects.toThrow('the rest did not work')
    expect(await verifyAudit(house.platform.database)).toEqual(before)
  })

  it('shows what a superuser has changed behind its back, and is whole again when that is undone', async () => {
    const change = `update audit_entry set payload = replace(payload, 'document.sent', 'document.seen') where number = 2`
    await behindItsBack(change)
    expect(await verifyAudit(house.platform.database)).toEqual({ intact: false, entries: 1, brokenAt: 2, because: 'hash' })
    await behindItsBack(change.replace("'document.sent', 'document.seen'", "'document.seen', 'document.sent'"))
    expect(await verifyAudit(house.platform.database)).toMatchObject({ intact: true })
  })
})

async function behindItsBack(statement: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(house.platform.database)
  await asSuperuser(withDatabase(inject('postgres').superuserUrl, rows[0]?.name ?? ''), async (client) => {
    await client.query('alter table audit_entry disable trigger user')
    await client.query(statement)
    await client.query('alter table audit_entry enable trigger user')
  })
}
