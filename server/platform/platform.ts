/** Everything a use-case may lean on besides its own rules: ports, opened once per process. */
import type { VaultClient } from '@countersign/vault/protocol'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database } from './database.ts'
import type { Translator } from './i18n.ts'
import type { JobQueue } from './jobs.ts'
import type { Mail } from './mail.ts'
import type { Sms } from './sms.ts'
import type { Storage } from './storage.ts'

export type Platform = {
  readonly config: Config
  readonly clock: Clock
  readonly database: Database
  readonly jobs: JobQueue
  readonly storage: Storage
  readonly mail: Mail
  readonly sms: Sms
  readonly vault: VaultClient
  readonly translate: Translator
}
