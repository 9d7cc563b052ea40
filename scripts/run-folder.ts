import { chmodSync, lstatSync, mkdirSync } from 'node:fs'
import { runFolderOf } from '../server/platform/embedded.ts'

/** Makes the folder for Unix sockets, which must be ours alone. */
export function makeRunFolder(dataDirectory: string): string {
  const user = process.getuid?.() ?? 0
  const folder = runFolderOf(dataDirectory)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = lstatSync(folder)
  if (!found.isDirectory() || (process.getuid !== undefined && found.uid !== user))
    throw new Error(`${folder} belongs to somebody else; remove it, or choose a shorter COUNTERSIGN_DATA.`)
  chmodSync(folder, 0o700)
  return folder
}
