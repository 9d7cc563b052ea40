/**
 * Under whom the embedded PostgreSQL runs. It refuses root, so root needs one of two ways:
 *
 * - namespace: a user namespace in which we are user 1. Nothing is copied, created or given away; data stays where it is.
 * - copy: where namespaces are refused, binaries and data move to a place that an ordinary user id can reach.
 *
 * Everybody else runs it directly. `setpriv --pdeathsig INT` stops it cleanly when the supervisor vanishes, even by kill -9.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { copiedClusterOf, copyRoot } from '../server/platform/embedded.ts'

export type PostgresAccount = {
  readonly kind: 'direct' | 'namespace' | 'copy'
  /** Where the binaries lie for this account. */
  readonly native: string
  /** Where the database cluster lies for this account. */
  readonly cluster: string
  /** What stands before the program on the command line. */
  command(program: string): readonly string[]
  /** Gives a file or folder to the account. */
  adopt(path: string): void
}

/** `daemon` on every Unix: owns nothing, and initdb insists on a user that has a name. The namespace shows us as the same. */
const otherUser = 1

export function choosePostgresAccount(native: string, cluster: string, wanted?: PostgresAccount['kind']): PostgresAccount {
  const kind = wanted ?? (mayRunDirectly() ? 'direct' : namespacesWork() ? 'namespace' : 'copy')
  const dieWithParent = hasProgram('setpriv') ? ['setpriv', '--pdeathsig', 'INT', '--'] : []
  if (kind === 'direct') return { kind, native, cluster, command: (program) => [...dieWithParent, program], adopt: () => {} }
  if (kind === 'namespace') {
    const enter = ['unshare', '--user', `--map-user=${otherUser}`, `--map-group=${otherUser}`, '--']
    return { kind, native, cluster, command: (program) => [...enter, ...dieWithParent, program], adopt: () => {} }
  }
  const become = ['setpriv', `--reuid=${otherUser}`, `--regid=${otherUser}`, '--clear-groups', '--']
  return {
    kind,
    native: copyBinaries(native),
    cluster: copiedClusterOf(cluster),
    // A change of user clears the death signal, so it is asked for afterwards.
    command: (program) => [...become, ...dieWithParent, program],
    adopt: (path) => chownSync(path, otherUser, otherUser),
  }
}

function copyBinaries(native: string): string {
  const version = createHash('sha256')
    .update(readFileSync(join(native, '..', 'package.json')))
    .digest('hex')
    .slice(0, 16)
  const target = join(copyRoot, `postgres-${version}`)
  mkdirSync(copyRoot, { recursive: true, mode: 0o755 })
  chmodSync(copyRoot, 0o755)
  if (existsSync(target)) return target
  const part = `${target}.part`
  rmSync(part, { recursive: true, force: true })
  cpSync(native, part, { recursive: true, verbatimSymlinks: true })
  renameSync(part, target)
  return target
}

function mayRunDirectly(): boolean {
  if (process.getuid?.() === 0) return false
  try {
    return userInfo().username !== ''
  } catch {
    return false // A container started with a user id that has no name.
  }
}

function namespacesWork(): boolean {
  return spawnSync('unshare', ['--user', `--map-user=${otherUser}`, `--map-group=${otherUser}`, '--', 'true'], { stdio: 'ignore' }).status === 0
}

function hasProgram(name: string): boolean {
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0
}
