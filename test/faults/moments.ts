/**
 * Exact moments for killing: a trigger in the database makes whoever writes a certain row wait, in the middle of their transaction,
 * for a lock that the test holds. The product knows nothing of it. What is killed there has done everything before that row and nothing after.
 */
import { once } from 'node:events'
import { existsSync, mkdirSync, rmSync, rmdirSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, vi } from 'vitest'
import { databaseName, withDatabase } from '../../scripts/postgres-roles.ts'
import { runningPostgresUrl, superuser } from '../../scripts/postgres.ts'
import { readSecrets } from '../../scripts/secrets.ts'
import type { Countersign } from '../countersign.ts'
import { isRunning, processOf, type Part } from '../processes.ts'

/** Before such a row is written. `when` is SQL over `new` (and `old`). */
export type Moment = { readonly table: string; readonly on?: 'insert' | 'update'; readonly when?: string }

/** `npm test` has 25 minutes, and a job that was killed is missed for 10 s at least: it tries every third moment. `npm run faults` tries all. */
export const everyMoment = process.env['FAULTS'] === 'every'

export function chosen<M>(moments: readonly M[]): readonly M[] {
  return everyMoment ? moments : moments.filter((_, index) => index % 3 === 0)
}

export type Held = {
  /** Somebody has come to the moment and waits. */
  reached(): Promise<void>
  /** Lets everybody go on, from now on. Also after the database was killed. */
  release(): Promise<void>
}

const lockNumber = 7_039
export const soon = { timeout: 120_000, interval: 25 }

export async function holdAt(countersign: Countersign, { table, on = 'insert', when = 'true' }: Moment): Promise<Held> {
  const client = await superuserOf(countersign)
  await client.query(`select pg_advisory_lock(${lockNumber})`)
  await client.query('create schema if not exists fault')
  await client.query(`create or replace function fault.wait() returns trigger language plpgsql as $$
    begin perform pg_advisory_xact_lock_shared(${lockNumber}); return new; end $$`)
  await client.query(`create trigger a_fault before ${on} on ${table} for each row when (${when}) execute function fault.wait()`)
  return {
    async reached() {
      await vi.waitFor(async () => {
        const { rowCount } = await client.query(`select 1 from pg_locks where locktype = 'advisory' and objid = ${lockNumber} and not granted`)
        expect(rowCount).toBeGreaterThan(0)
      }, soon)
    },
    async release() {
      // With the session its lock goes.
      await client.end().catch(() => undefined)
      await inDatabase(countersign, (query) => query(`drop trigger if exists a_fault on ${table}`))
    },
  }
}

/** Kills and does not look back; the supervisor starts it again. */
export function kill(countersign: Countersign, part: Part): number {
  const pid = processOf(countersign.supervisor.pid ?? 0, part)
  if (pid === undefined) throw new Error(`there is no ${part}`)
  process.kill(pid, 'SIGKILL')
  return pid
}

/** Another process than the killed one stands in its place, the server answers and the vault can be reached. */
export async function isBack(countersign: Countersign, part: Part, killed: number): Promise<void> {
  await vi.waitFor(async () => {
    const now = processOf(countersign.supervisor.pid ?? 0, part)
    expect(now !== undefined && now !== killed && isRunning(now)).toBe(true)
    expect((await fetch(`${countersign.origin}/api/terms`)).status).toBe(200)
    // A socket that a killed vault left behind refuses.
    await once(connect(vaultSocket(countersign)).unref(), 'connect')
  }, soon)
}

function vaultSocket({ dataDirectory }: Countersign): string {
  return join(dataDirectory, 'run', 'vault.sock')
}

/** Ends the vault and keeps it from coming back: a folder stands where its socket has to be. Returns how to let it back. */
export function vaultAway(countersign: Countersign): () => void {
  const socket = vaultSocket(countersign)
  if (!existsSync(socket)) throw new Error(`the vault's socket is not at ${socket}`)
  kill(countersign, 'vault')
  rmSync(socket, { force: true })
  mkdirSync(socket)
  return () => rmdirSync(socket)
}

export type Query = <Row>(statement: string, values?: readonly unknown[]) => Promise<Row[]>

export async function inDatabase<T>(countersign: Countersign, work: (query: Query) => Promise<T>): Promise<T> {
  const client = await vi.waitFor(() => superuserOf(countersign), soon)
  try {
    return await work(async <Row>(statement: string, values: readonly unknown[] = []) => (await client.query(statement, [...values])).rows as Row[])
  } finally {
    await client.end()
  }
}

export async function countIn(countersign: Countersign, from: string, value: string): Promise<number> {
  const [row] = await inDatabase(countersign, (query) => query<{ count: number }>(`select count(*)::int as count from ${from}`, [value]))
  return row?.count ?? 0
}

async function superuserOf({ dataDirectory }: Countersign): Promise<Client> {
  const url = runningPostgresUrl(dataDirectory, { name: superuser, password: readSecrets(dataDirectory).databaseSuperuser })
  const client = new Client({ connectionString: withDatabase(url, databaseName) })
  // A killed database takes its sessions along; whoever asks next is told.
  client.on('error', () => undefined)
  await client.connect()
  return client
}
