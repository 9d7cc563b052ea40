/**
 * `npm run backup -- TARGET`: a copy of a running Countersign that is itself a data folder. To restore, start with COUNTERSIGN_DATA=TARGET.
 *
 * The database's files are copied between pg_backup_start and pg_backup_stop, and the write-ahead log of that time with them, so the copy
 * recovers to one moment with every row that was committed before the end. Documents follow: they never change once written, so those that
 * the copied database knows are there. Left out: databases elsewhere (DATABASE_URL), which have their own ways.
 */
import { existsSync } from 'node:fs'
import { copyFile, cp, mkdir, readdir, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { Client } from 'pg'
import { ConfigError, parseConfig } from '../server/platform/config.ts'
import { asSuperuser } from './postgres-roles.ts'
import { runningPostgresUrl, superuser } from './postgres.ts'
import { readSecrets } from './secrets.ts'

/** Their contents are of the running server only (PostgreSQL manual, 25.3.4). */
const emptied = new Set(['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans'])
const leftOut = /^(postmaster\.(pid|opts)|pgsql_tmp.*|pg_internal\.init)$/
/** Not part of a backup: sockets, logs, compiled code; and the database, which is copied by its own rules. */
const ofThisRun = new Set(['run', 'logs', 'cache', 'postgres'])

export async function backUp(dataFolder: string, target: string): Promise<void> {
  if (existsSync(target) && (await readdir(target)).length > 0) throw new Error(`${target} is not empty. A backup gets a folder of its own.`)
  await mkdir(target, { recursive: true, mode: 0o700 })
  const url = runningPostgresUrl(dataFolder, { name: superuser, password: readSecrets(dataFolder).databaseSuperuser })
  await asSuperuser(url, (client) => copyCluster(client, join(target, 'postgres')))
  for (const name of await readdir(dataFolder))
    if (!ofThisRun.has(name)) await cp(join(dataFolder, name), join(target, name), { recursive: true, preserveTimestamps: true, filter: isWhole })
}

/** What is still being uploaded goes away under the copier's hands. */
function isWhole(path: string): boolean {
  return basename(path) !== 'incoming'
}

async function copyCluster(client: Client, target: string): Promise<void> {
  const cluster = await one(client, 'show data_directory')
  // Keeps the log of this time from being recycled; gone with the session.
  await client.query("select pg_create_physical_replication_slot('backup_' || pg_backend_pid(), true, true)")
  const first = await one(client, "select pg_walfile_name(pg_backup_start('countersign', true))")
  await copyFolder(cluster, target)
  const { rows } = await client.query<{ last: string; labelfile: string }>('select pg_walfile_name(lsn) as last, labelfile from pg_backup_stop(false)')
  const [stop] = rows
  if (stop === undefined) throw new Error('PostgreSQL did not end the backup.')
  await writeFile(join(target, 'backup_label'), stop.labelfile, { mode: 0o600 })
  for (const name of await readdir(join(cluster, 'pg_wal'))) {
    if (/^[0-9A-F]{24}$/.test(name) && name >= first && name <= stop.last) await copyFile(join(cluster, 'pg_wal', name), join(target, 'pg_wal', name))
  }
}

async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (leftOut.test(entry.name)) continue
    const [source, copy] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory() && emptied.has(entry.name)) await makeEmpty(entry.name, copy)
    else if (entry.isDirectory()) await copyFolder(source, copy)
    else await copyIfThere(source, copy)
  }
}

async function makeEmpty(name: string, copy: string): Promise<void> {
  await mkdir(copy, { mode: 0o700 })
  if (name === 'pg_wal') for (const inner of ['archive_status', 'summaries']) await mkdir(join(copy, inner), { mode: 0o700 })
}

/** A table dropped meanwhile takes its file with it; the log tells the copy the same. */
async function copyIfThere(source: string, copy: string): Promise<void> {
  try {
    await copyFile(source, copy)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
}

async function one(client: Client, query: string): Promise<string> {
  const { rows } = await client.query({ text: query, rowMode: 'array' })
  return String(rows[0]?.[0])
}

if (import.meta.main) {
  try {
    const root = resolve(import.meta.dirname, '..')
    if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'))
    const config = parseConfig(process.env)
    const [target] = process.argv.slice(2)
    if (target === undefined) throw new ConfigError('Say where to: npm run backup -- FOLDER')
    if (config.DATABASE_URL !== undefined)
      throw new ConfigError('The database is not the embedded one: back it up in its own way, and the data folder as files.')
    await backUp(config.dataFolder, resolve(target))
    console.log(`Backed up to ${resolve(target)}. It is a data folder: COUNTERSIGN_DATA=${resolve(target)} npm start restores it.`)
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}
