/** Opens every port of the platform as the settings say. */
import { join } from 'node:path'
import { vaultClient } from '@countersign/vault/protocol'
import { allJobs } from './domains.ts'
import {
  loadTranslator,
  migrate,
  openDatabase,
  openFileStorage,
  openHttpSms,
  openJobQueue,
  openSmtpMail,
  outboxMail,
  outboxSms,
  systemClock,
  ConfigError,
  type Clock,
  type Config,
  type Platform,
} from './platform/index.ts'

export async function openPlatform(
  config: Config,
  options: { readonly work: boolean; readonly clock?: Clock },
): Promise<{ platform: Platform; close(): Promise<void> }> {
  const databaseUrl = config.DATABASE_URL
  const vaultSocket = config.COUNTERSIGN_VAULT_SOCKET
  if (databaseUrl === undefined || vaultSocket === undefined)
    throw new ConfigError('The server needs DATABASE_URL and COUNTERSIGN_VAULT_SOCKET; npm start sets both.')
  const database = openDatabase(databaseUrl)
  await migrate(database, import.meta.dirname)
  const jobs = openJobQueue(databaseUrl, allJobs, { work: options.work })
  const platform: Platform = {
    config,
    clock: options.clock ?? systemClock,
    database,
    jobs,
    storage: await openFileStorage(join(config.dataFolder, 'objects')),
    mail: config.SMTP_URL === undefined ? outboxMail : openSmtpMail(config.SMTP_URL, config.MAIL_FROM),
    sms: config.SMS_URL === undefined ? outboxSms : openHttpSms(config.SMS_URL, config.SMS_TOKEN),
    vault: vaultClient(vaultSocket),
    translate: await loadTranslator(join(import.meta.dirname, '../locales')),
  }
  await jobs.start(platform)
  return {
    platform,
    async close() {
      await jobs.stop()
      await database.destroy()
    },
  }
}
