/**
 * The passwords of the embedded database, made at the first start and kept in one file that only its owner can read.
 * A backup without this file cannot be opened by the supervisor, so it belongs into the backup, under lock.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const secretsSchema = z.object({
  databaseSuperuser: z.string().min(32),
  databaseServer: z.string().min(32),
  databaseVault: z.string().min(32),
})
export type Secrets = z.infer<typeof secretsSchema>

export function readOrMakeSecrets(dataDirectory: string): Secrets {
  const path = join(dataDirectory, 'secrets.json')
  if (existsSync(path)) return readSecrets(dataDirectory)
  if (existsSync(join(dataDirectory, 'postgres'))) throw new Error(`${path} is missing, but a database is there. Restore the file from your backup.`)
  const secrets: Secrets = { databaseSuperuser: password(), databaseServer: password(), databaseVault: password() }
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 })
  writeFileSync(`${path}.part`, JSON.stringify(secrets, null, 2), { mode: 0o600, flush: true })
  renameSync(`${path}.part`, path)
  return secrets
}

export function readSecrets(dataDirectory: string): Secrets {
  return secretsSchema.parse(JSON.parse(readFileSync(join(dataDirectory, 'secrets.json'), 'utf8')))
}

function password(): string {
  return randomBytes(32).toString('base64url')
}
