/**
 * The vault's process. Needs COUNTERSIGN_DATA (holds vault/deployment.key), COUNTERSIGN_VAULT_DATABASE (its own role's URL) and
 * COUNTERSIGN_VAULT_SOCKET (default: vault/vault.sock in COUNTERSIGN_DATA). Says 'ready' to its parent; ends with it.
 */
import { chmod, mkdir, rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { vaultServer } from './http.ts'
import { fileEncryptionKey } from './keys/encryption-key.file.ts'
import { openVault } from './vault.ts'

const environment = z
  .object({ COUNTERSIGN_DATA: z.string().min(1), COUNTERSIGN_VAULT_DATABASE: z.url(), COUNTERSIGN_VAULT_SOCKET: z.string().min(1).optional() })
  .parse(process.env)
// No other code in this process has business with it.
delete process.env['COUNTERSIGN_VAULT_DATABASE']

process.umask(0o077)

const socket = environment.COUNTERSIGN_VAULT_SOCKET ?? join(environment.COUNTERSIGN_DATA, 'vault', 'vault.sock')
const encryptionKey = await fileEncryptionKey(join(environment.COUNTERSIGN_DATA, 'vault', 'deployment.key'))
const vault = await openVault({ databaseUrl: environment.COUNTERSIGN_VAULT_DATABASE, encryptionKey, clock: { now: () => new Date() } })
const server = vaultServer(vault, (verb, error) =>
  process.stderr.write(`vault: ${verb} failed: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown'}\n`),
)

await mkdir(dirname(socket), { recursive: true, mode: 0o700 })
// Left over from a kill. Two vaults on one socket would be the supervisor's fault; the later one is reached.
await rm(socket, { force: true })
await listen(server, socket)
await chmod(socket, 0o600)

let stopping = false
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  // Requests under way are finished; node removes the socket file with the last of them.
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
  await vault.database.destroy()
  if (process.connected) process.disconnect()
}
// Otherwise node opens its debugger on this signal, and through it anybody of this user reads our memory.
process.on('SIGUSR1', () => {})
process.on('SIGINT', () => void stop())
process.on('SIGTERM', () => void stop())
process.on('disconnect', () => void stop())
process.send?.('ready')

function listen(on: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    on.once('error', reject)
    on.listen(path, () => resolve())
  })
}
