/**
 * Where the embedded PostgreSQL of a data folder is reached. Computed, never made: the supervisor (scripts/) makes the folders,
 * and a command beside a running Countersign finds them again without being told.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/** PostgreSQL's name for the socket of its default port. */
const socketName = '.s.PGSQL.5432'
/** The longest name of a socket that is put there: the lock file that PostgreSQL lays beside its own. */
const longestName = `${socketName}.lock`

/** The folder for Unix sockets. Their paths are limited to 107 bytes, so a data folder that lies deep gets one in the temporary folder. */
export function runFolderOf(dataFolder: string): string {
  const inside = join(dataFolder, 'run')
  const fits = new TextEncoder().encode(join(inside, longestName)).length <= 107
  const user = process.getuid?.() ?? 0
  return fits ? inside : join(tmpdir(), `countersign-${user}-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)}`)
}

export const copyRoot = '/var/lib/countersign'

/** Where root keeps a cluster that another user has to reach. */
export function copiedClusterOf(cluster: string): string {
  return join(copyRoot, createHash('sha256').update(cluster).digest('hex').slice(0, 16), 'postgres')
}

/** In the copy way PostgreSQL is somebody else and cannot enter our folder, so its socket lies beside the copy. */
export function copiedSocketFolderOf(copiedCluster: string): string {
  return join(dirname(copiedCluster), 'run')
}

const secrets = z.object({ databaseServer: z.string() })

/** The database of the Countersign that runs on this folder, under the server's role; undefined while none runs. */
export function embeddedDatabaseUrl(dataFolder: string): string | undefined {
  const folders = [runFolderOf(dataFolder), copiedSocketFolderOf(copiedClusterOf(join(dataFolder, 'postgres')))]
  const folder = folders.find((candidate) => existsSync(join(candidate, socketName)))
  if (folder === undefined) return undefined
  const { databaseServer } = secrets.parse(JSON.parse(readFileSync(join(dataFolder, 'secrets.json'), 'utf8')))
  return socketUrl(folder, { name: 'countersign_server', password: databaseServer }, 'countersign')
}

export function socketUrl(folder: string, role: { readonly name: string; readonly password: string }, database: string): string {
  return `postgresql://${role.name}:${encodeURIComponent(role.password)}@localhost/${database}?host=${encodeURIComponent(folder)}`
}
