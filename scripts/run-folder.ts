import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The longest name of a socket that we put there, with the lock file that PostgreSQL lays beside it. */
const longestName = '.s.PGSQL.5432.lock'

/**
 * The folder for Unix sockets. Their paths are limited to 107 bytes, so a data folder that lies deep gets one in the temporary folder,
 * which must be ours alone.
 */
export function makeRunFolder(dataDirectory: string): string {
  const inside = join(dataDirectory, 'run')
  const fits = new TextEncoder().encode(join(inside, longestName)).length <= 107
  const user = process.getuid?.() ?? 0
  const folder = fits ? inside : join(tmpdir(), `countersign-${user}-${createHash('sha256').update(dataDirectory).digest('hex').slice(0, 12)}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = lstatSync(folder)
  if (!found.isDirectory() || (process.getuid !== undefined && found.uid !== user))
    throw new Error(`${folder} belongs to somebody else; remove it, or choose a shorter COUNTERSIGN_DATA.`)
  chmodSync(folder, 0o700)
  return folder
}
