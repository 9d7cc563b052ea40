/**
 * The deployment key as a file of 32 bytes that only the vault's user can read. Whoever has this file and the database has every
 * authority key, so it belongs into the backup apart from the database. An HSM twin keeps it out of reach altogether.
 */
import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { link, mkdir, open, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { openBytes, sealBytes } from './aes.ts'
import type { KeyEncryptionKey } from './encryption-key.ts'

export async function fileEncryptionKey(path: string): Promise<KeyEncryptionKey> {
  const key = (await readKey(path)) ?? (await makeKey(path))
  return {
    wrap: async (plaintext, context) => sealBytes(key, plaintext, context),
    unwrap: async (wrapped, context) => openBytes(key, wrapped, context),
  }
}

async function readKey(path: string): Promise<Uint8Array | undefined> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (file === undefined) return undefined
  try {
    const { mode } = await file.stat()
    if ((mode & 0o077) !== 0) throw new Error(`${path} can be read by others; give it mode 0600 and consider the key known`)
    const key = await file.readFile()
    if (key.length !== 32) throw new Error(`${path} does not hold a key of 32 bytes`)
    return key
  } finally {
    await file.close()
  }
}

/** Written aside, synced, then linked: a crash leaves no half key, and of two first starts one wins. */
async function makeKey(path: string): Promise<Uint8Array> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const part = `${path}.${process.pid}.part`
  const file = await open(part, 'wx', 0o600)
  try {
    await file.writeFile(randomBytes(32))
    await file.sync()
  } finally {
    await file.close()
  }
  await link(part, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await unlink(part)
  const folder = await open(dirname(path), constants.O_RDONLY)
  await folder.sync().finally(() => folder.close())
  const key = await readKey(path)
  if (key === undefined) throw new Error(`${path} vanished while it was made`)
  return key
}
