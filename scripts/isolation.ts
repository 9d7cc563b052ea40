/**
 * Walls between processes of one user. The same uid is no wall: whoever takes the server could read the vault's memory and files, or
 * change the vault's program and kill it, so that it starts anew as something else. On Linux the server therefore gets
 *
 * - a user namespace of its own: the kernel refuses it the memory and the environment of processes outside;
 * - a mount namespace in which the vault's folder, the database's files and their passwords look empty, and the program is read-only;
 * - no capability to undo that, and no way to gain one.
 *
 * Where namespaces are refused it starts without, and the supervisor says so. Then, and in production anyway, the vault belongs to
 * another user: docs/operations.md.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'

/** Words to put before a program's command line. */
export type Wrapper = readonly string[]

export type Wall = {
  /** Stays readable. */
  readonly programFolder: string
  /** Stays writable, also where it lies in the program's folder. */
  readonly dataFolder: string
  /** Made if need be, so that they are hidden before they fill. */
  readonly hiddenFolders: readonly string[]
  readonly hiddenFiles: readonly string[]
}

/**
 * SIGTERM when the supervisor vanishes, for the moments in which a child does not listen to its channel yet.
 * Empty where setpriv is missing.
 */
export function dieWithSupervisor(): Wrapper {
  const wrapper = ['setpriv', '--pdeathsig', 'TERM', '--']
  return works(wrapper) ? wrapper : []
}

/** For whoever holds keys: what a crash leaves on disk would hold them too. */
export function withoutCoreDumps(): Wrapper {
  const wrapper = ['prlimit', '--core=0', '--']
  return works(wrapper) ? wrapper : []
}

export function buildWall(wall: Wall): Wrapper | undefined {
  if (process.platform !== 'linux') return undefined
  for (const folder of [wall.dataFolder, ...wall.hiddenFolders]) mkdirSync(folder, { recursive: true, mode: 0o700 })
  const files = wall.hiddenFiles.filter((file) => existsSync(file))
  // Root becomes user 1 inside: a namespace that shows user 0 could have none of its own, and LibreOffice needs one without network.
  const [user, group] = [process.getuid?.() || 1, process.getgid?.() || 1]
  const enter = ['unshare', '--user', `--map-user=${user}`, `--map-group=${group}`, '--keep-caps', '--mount', '--']
  const hide = [wall.programFolder, wall.dataFolder, String(wall.hiddenFolders.length), ...wall.hiddenFolders, String(files.length), ...files]
  const drop = ['setpriv', '--no-new-privs', '--inh-caps=-all', '--bounding-set=-all', '--pdeathsig', 'TERM', '--']
  const wrapper = [...enter, 'sh', '-ec', rearrange, 'sh', ...hide, ...drop]
  return works(wrapper) ? wrapper : undefined
}

/** A namespace may not drop flags that its parent set (nosuid, nodev), so they are repeated; and the old working folder is a way past a new mount. */
const rearrange = `
program=$1; data=$2; shift 2
mount --rbind "$program" "$program"
mount --rbind "$data" "$data"
mount -o "remount,bind,$(findmnt -nro VFS-OPTIONS --mountpoint "$program" | tail -n 1 | sed 's/^rw/ro/')" "$program"
cd "$program"
count=$1; shift
while [ "$count" -gt 0 ]; do mount -t tmpfs -o ro,size=4k,mode=0700 hidden "$1"; shift; count=$((count - 1)); done
count=$1; shift
while [ "$count" -gt 0 ]; do mount --bind /dev/null "$1"; shift; count=$((count - 1)); done
exec "$@"
`

function works(wrapper: Wrapper): boolean {
  const [program = '', ...words] = wrapper
  return spawnSync(program, [...words, 'true'], { stdio: 'ignore' }).status === 0
}
