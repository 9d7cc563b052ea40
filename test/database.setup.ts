/**
 * One embedded PostgreSQL in a temporary folder for all database tests, and in it one migrated template that each file clones.
 * Without fsync: what a test writes need not outlive a power cut. Tests of durability start a PostgreSQL of their own.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { prepareDatabase, withDatabase } from '../scripts/postgres-roles.ts'
import { startPostgres, superuser } from '../scripts/postgres.ts'
import { migrate, openDatabase } from '../server/platform/database.ts'
import { templateName, testRoles, testSuperuserPassword } from './database.ts'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'countersign-test-'))
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '4GB' }
  const postgres = await startPostgres({ dataDirectory, superuserPassword: testSuperuserPassword, settings })
  const superuserUrl = postgres.url({ name: superuser, password: testSuperuserPassword }, 'postgres')
  await prepareDatabase(superuserUrl, testRoles, templateName)
  const database = openDatabase(withDatabase(postgres.url(testRoles.server, 'postgres'), templateName))
  await migrate(database, join(import.meta.dirname, '..', 'server'))
  await database.destroy()
  project.provide('postgres', { superuserUrl })
  return async () => {
    await postgres.stop()
    rmSync(dataDirectory, { recursive: true, force: true })
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { readonly superuserUrl: string }
  }
}
