/**
 * A database of its own for a test file, cloned from the migrated template in a fraction of a second.
 *
 * ```ts
 * const clone = await createTestDatabase()
 * afterAll(() => clone.drop())
 * await saveOrder(clone.database, order)
 * ```
 */
import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import { asSuperuser, grantDatabase, withDatabase, type Role, type Roles } from '../scripts/postgres-roles.ts'
import { openDatabase, type Database } from '../server/platform/database.ts'

export { asSuperuser, withDatabase }

export type TestDatabase = {
  /** Open under the server's role. `drop` closes it. */
  readonly database: Database
  readonly url: string
  /** The same database under the vault's role: it sees schema `vault` and nothing else. */
  readonly vaultUrl: string
  drop(): Promise<void>
}

export const templateName = 'countersign_template'
export const testSuperuserPassword = 'only-for-tests'
export const testRoles: Roles = {
  server: { name: 'countersign_server', password: 'server-in-tests' },
  vault: { name: 'countersign_vault', password: 'vault-in-tests' },
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const { superuserUrl } = inject('postgres')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asSuperuser(superuserUrl, async (client) => {
    await client.query(`create database ${name} template ${templateName}`)
    await grantDatabase(client, testRoles, name)
  })
  const url = roleUrl(superuserUrl, testRoles.server, name)
  const database = openDatabase(url)
  return {
    database,
    url,
    vaultUrl: roleUrl(superuserUrl, testRoles.vault, name),
    async drop() {
      await database.destroy()
      await asSuperuser(superuserUrl, (client) => client.query(`drop database ${name} with (force)`))
    },
  }
}

function roleUrl(superuserUrl: string, role: Role, database: string): string {
  const url = new URL(withDatabase(superuserUrl, database))
  url.username = role.name
  url.password = role.password
  return url.href
}
