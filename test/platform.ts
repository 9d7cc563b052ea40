/**
 * The server's platform for a test: a database of its own, a data folder of its own, a clock that stands until it is moved,
 * an outbox instead of mail and SMS. Jobs are queued; they run only when the test says `work: true`.
 *
 * ```ts
 * const house = await openTestPlatform({ jobs: ordersJobs })
 * afterAll(() => house.close())
 * const app = await openTestApp(house, [accountsRoutes, cabinetsRoutes, ordersRoutes])
 * ```
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vaultClient } from '@countersign/vault/protocol'
import type { FastifyInstance } from 'fastify'
import { authenticate } from '../server/accounts/index.ts'
import { notificationsJobs, notificationsRoutes } from '../server/notifications/index.ts'
import {
  buildHttp,
  loadTranslator,
  openFileStorage,
  openJobQueue,
  outboxMail,
  outboxSms,
  parseConfig,
  standingClock,
  type AnyJob,
  type Platform,
  type Routes,
} from '../server/platform/index.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

export type TestPlatform = {
  readonly platform: Platform
  readonly clock: ReturnType<typeof standingClock>
  readonly clone: TestDatabase
  close(): Promise<void>
}

export async function openTestPlatform(
  options: {
    readonly now?: Date
    readonly jobs?: readonly AnyJob[]
    readonly work?: boolean
    readonly vaultSocket?: string
    readonly settings?: Readonly<Record<string, string>>
  } = {},
): Promise<TestPlatform> {
  const clone = await createTestDatabase()
  const dataFolder = mkdtempSync(join(tmpdir(), 'countersign-test-data-'))
  const config = parseConfig({ COUNTERSIGN_DATA: dataFolder, ...options.settings })
  const clock = standingClock(options.now ?? new Date('2026-03-02T10:00:00Z'))
  const jobs = openJobQueue(clone.url, [...notificationsJobs, ...(options.jobs ?? [])], { work: options.work ?? false })
  const platform: Platform = {
    config,
    clock,
    database: clone.database,
    jobs,
    storage: await openFileStorage(join(dataFolder, 'objects')),
    mail: outboxMail,
    sms: outboxSms,
    vault: vaultClient(options.vaultSocket ?? join(dataFolder, 'no-vault.sock')),
    translate: await loadTranslator(join(import.meta.dirname, '../locales')),
  }
  await jobs.start(platform)
  return {
    platform,
    clock,
    clone,
    async close() {
      await jobs.stop()
      await clone.drop()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

/** The named domains over HTTP, and the outbox. `buildApp` of server/app.ts is all of them. */
export async function openTestApp(house: TestPlatform, routes: readonly Routes[]): Promise<FastifyInstance> {
  const { app } = await buildHttp(house.platform, authenticate)
  for (const plugin of [notificationsRoutes, ...routes]) await app.register(plugin)
  await app.ready()
  return app
}
