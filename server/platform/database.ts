/**
 * PostgreSQL: one pool, forward-only migrations, and transactions that tell the database who acts,
 * so that row-level security is a second border behind every policy.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'

export type Database = Kysely<unknown>

// int8 (counts, sizes, sequence numbers) fits a double up to 2^53, far beyond any row count here.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export function openDatabase(url: string, options: { readonly maximumConnections?: number } = {}): Database {
  const pool = new pg.Pool({ connectionString: url, max: options.maximumConnections ?? 10 })
  // An idle connection that dies (the database restarts) must not take the process with it; the pool opens another.
  pool.on('error', () => undefined)
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
}

/** The domains in import order: a migration may refer to tables of the domains before its own. */
export const domains = [
  'platform',
  'audit',
  'notifications',
  'accounts',
  'authority',
  'cabinets',
  'catalogue',
  'orders',
  'proofing',
  'certificates',
  'validation',
  'documents',
  'signing',
  'archive',
] as const

type Migration = { readonly name: string; readonly text: string; readonly hash: string }

/** Brings the schema up to date: each file once, in its own transaction. A file that was changed after it ran is an error. */
export async function migrate(database: Database, serverFolder: string): Promise<readonly string[]> {
  const applied: string[] = []
  await sql`create table if not exists migration (name text primary key, hash text not null, applied_at timestamptz not null default now())`.execute(database)
  for (const migration of await migrations(serverFolder)) {
    await database.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(7031001)`.execute(transaction)
      const { rows } = await sql<{ hash: string }>`select hash from migration where name = ${migration.name}`.execute(transaction)
      const before = rows[0]
      if (before !== undefined) {
        if (before.hash !== migration.hash) throw new Error(`migration ${migration.name} was changed after it ran`)
        return
      }
      await sql.raw(migration.text).execute(transaction)
      await sql`insert into migration (name, hash) values (${migration.name}, ${migration.hash})`.execute(transaction)
      applied.push(migration.name)
    })
  }
  return applied
}

async function migrations(serverFolder: string): Promise<Migration[]> {
  const found: Migration[] = []
  for (const domain of domains) {
    const folder = join(serverFolder, domain, 'migrations')
    const names = await readdir(folder).catch(() => [])
    for (const name of names.filter((file) => file.endsWith('.sql')).toSorted()) {
      const text = await readFile(join(folder, name), 'utf8')
      found.push({ name: `${domain}/${name}`, text, hash: createHash('sha256').update(text).digest('hex') })
    }
  }
  return found
}
