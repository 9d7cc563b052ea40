/** The vault itself, without its socket: five verbs over one database, one deployment key and one clock. */
import type { KeyObject } from 'node:crypto'
import type { Clock } from '@countersign/engine/ports'
import { migrate, openDatabase, type Database } from './database.ts'
import type { KeyEncryptionKey } from './keys/encryption-key.ts'
import { oneAtATime } from './keys/turns.ts'
import { openTransport, type Transport } from './keys/transport.ts'
import { openLog, type Log } from './log.ts'

export type Vault = {
  readonly database: Database
  readonly clock: Clock
  readonly encryptionKey: KeyEncryptionKey
  readonly transport: Transport
  readonly log: Log
  /** Tries of one cloud key follow one another, so that a right secret never loses its try to another one under way. */
  readonly inTurn: ReturnType<typeof oneAtATime>
  /** See authority/key.ts. `destroy` takes them out. */
  readonly keptKeys: Map<string, Promise<KeyObject>>
}

export async function openVault(options: { readonly databaseUrl: string; readonly encryptionKey: KeyEncryptionKey; readonly clock: Clock }): Promise<Vault> {
  const { clock, encryptionKey } = options
  const database = openDatabase(options.databaseUrl)
  try {
    await migrate(database)
    const transport = await openTransport(database, encryptionKey, clock.now())
    return { database, clock, encryptionKey, transport, log: openLog(database, clock), inTurn: oneAtATime(), keptKeys: new Map() }
  } catch (error) {
    await database.destroy()
    throw error
  }
}
