/** One secret of this domain, made at the first start and kept in the data folder; keys for single purposes are derived from it. */
import { hkdfSync, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Platform } from '../../platform/index.ts'

const secrets = new Map<string, Promise<Uint8Array>>()

/** HKDF (RFC 5869) over the domain's secret. */
export async function secretFor(platform: Platform, purpose: string): Promise<Uint8Array> {
  const folder = platform.config.dataFolder
  const known = secrets.get(folder) ?? loadOrMake(folder)
  secrets.set(folder, known)
  return new Uint8Array(hkdfSync('sha256', await known, new Uint8Array(0), purpose, 32))
}

async function loadOrMake(folder: string): Promise<Uint8Array> {
  const path = join(folder, 'accounts.key')
  await mkdir(folder, { recursive: true })
  await writeFile(path, randomBytes(32), { flag: 'wx', mode: 0o600, flush: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  return readFile(path)
}
