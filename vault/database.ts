/** The vault's own schema under the vault's own role, and its forward-only migrations. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, PostgresDialect, sql, type ColumnType, type Selectable, type Transaction } from 'kysely'
import { Pool } from 'pg'
import type { KeyAlgorithm, KeyKind } from './protocol/requests.ts'

type Fixed<T> = ColumnType<T, T, never>
type Moment = Date | null

export type Tables = {
  ceremony: { single: ColumnType<boolean, never, never>; closed_at: Moment; opened_at: ColumnType<Date, never, never> }
  transport_key: { single: ColumnType<boolean, never, never>; public_key: Fixed<Uint8Array>; wrapped: Fixed<Uint8Array>; created_at: Fixed<Date> }
  key: {
    id: Fixed<string>
    kind: Fixed<KeyKind>
    algorithm: Fixed<KeyAlgorithm>
    public_key: Fixed<Uint8Array>
    wrapped: Uint8Array | null
    person: Fixed<string | null>
    salt: Fixed<Uint8Array | null>
    attempts: ColumnType<number, never, number>
    locked_at: ColumnType<Moment, never, Date>
    destroyed_at: ColumnType<Moment, never, Date>
    authority_name: ColumnType<Uint8Array | null, never, Uint8Array>
    created_at: Fixed<Date>
  }
  challenge: {
    challenge: Fixed<string>
    purpose: Fixed<'create-key' | 'sign'>
    key_id: Fixed<string>
    person: Fixed<string>
    expires_at: Fixed<Date>
    spent_at: ColumnType<Moment, never, Date>
  }
  authorisation: {
    challenge: Fixed<string>
    position: Fixed<number>
    key_id: Fixed<string>
    person: Fixed<string>
    digest: Fixed<Uint8Array>
    state: 'reserved' | 'consumed'
    expires_at: Fixed<Date>
    consumed_at: ColumnType<Moment, Moment | undefined, Date>
  }
  verifier: {
    certificate_sha256: Fixed<string>
    certificate: Uint8Array
    person: string
    enrolled_by: string | null
    enrolled_at: Date
    withdrawn_at: ColumnType<Moment, never, Moment>
  }
  issued: {
    key_id: Fixed<string>
    serial_number: Fixed<string>
    application_digest: Fixed<string>
    tbs_sha256: Fixed<string>
    profile: Fixed<string>
    decided_by: Fixed<string | null>
    issued_at: Fixed<Date>
    holder: Fixed<string | null>
    place: Fixed<'named' | 'cloud' | 'bound'>
    public_key_sha256: Fixed<string | null>
    rule_sha256: Fixed<string | null>
  }
  standing_rule: {
    sha256: Fixed<string>
    rule: Fixed<string>
    signed_by: Fixed<string[]>
    enacted_at: Fixed<Date>
    withdrawn_at: ColumnType<Moment, never, Date>
  }
  log: {
    position: Fixed<string | number>
    at: Fixed<Date>
    act: Fixed<string>
    key_id: Fixed<string | null>
    person: Fixed<string | null>
    details: Fixed<string>
    previous: Fixed<Uint8Array>
    hash: Fixed<Uint8Array>
  }
}

export type Database = Kysely<Tables>
export type Tx = Transaction<Tables>
export type KeyRow = Selectable<Tables['key']>

export function openDatabase(connectionString: string): Database {
  const pool = new Pool({ connectionString, max: 8, application_name: 'countersign-vault' })
  // A connection that dies while idle is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {})
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).withSchema('vault')
}

/** Runs the files that have not run yet, one transaction each, in the order of their names. A changed file that has run is an error. */
export async function migrate(database: Database, folder: string = join(import.meta.dirname, 'migrations')): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
  await database.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(hashtext('countersign-vault-migrations'))`.execute(connection)
    try {
      await sql`create table if not exists vault.migration (name text primary key, sha256 text not null, run_at timestamptz not null default now())`.execute(
        connection,
      )
      const { rows } = await sql<{ name: string; sha256: string }>`select name, sha256 from vault.migration`.execute(connection)
      for (const name of names) {
        const text = await readFile(join(folder, name), 'utf8')
        const sha256 = createHash('sha256').update(text).digest('hex')
        const known = rows.find((row) => row.name === name)
        if (known && known.sha256 !== sha256) throw new Error(`${name} has run already and was changed since; write a new migration instead`)
        if (known) continue
        await connection.transaction().execute(async (tx) => {
          await sql.raw(text).execute(tx)
          await sql`insert into vault.migration (name, sha256) values (${name}, ${sha256})`.execute(tx)
        })
      }
    } finally {
      await sql`select pg_advisory_unlock(hashtext('countersign-vault-migrations'))`.execute(connection)
    }
  })
}
