#!/usr/bin/env node
/** `countersign audit verify`: the operator's commands, beside a running Countersign. Signature commands are the engine's. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { verifyAudit } from './audit/index.ts'
import { ConfigError, embeddedDatabaseUrl, openDatabase, parseConfig } from './platform/index.ts'

const settingsFile = resolve(import.meta.dirname, '../.env')

const [area, verb] = process.argv.slice(2)
if (area === 'audit' && verb === 'verify') process.exitCode = await verifyAuditLog()
else await import('@countersign/engine/command')

/** 0: the chain is whole; 1: it is broken, and where; 2: it could not be read. */
async function verifyAuditLog(): Promise<number> {
  try {
    const database = openDatabase(databaseUrl(), { maximumConnections: 1 })
    try {
      const verdict = await verifyAudit(database)
      process.stdout.write(`${JSON.stringify(verdict)}\n`)
      return verdict.intact ? 0 : 1
    } finally {
      await database.destroy()
    }
  } catch (error) {
    process.stderr.write(`The audit log was not read. ${error instanceof Error ? error.message : String(error)}\n`)
    return 2
  }
}

/** As the supervisor finds it: the settings, or the embedded database of the data folder. */
function databaseUrl(): string {
  if (existsSync(settingsFile)) process.loadEnvFile(settingsFile)
  const config = parseConfig({ ...process.env, COUNTERSIGN_SUPERVISED: 'true' })
  const url = config.DATABASE_URL ?? embeddedDatabaseUrl(config.dataFolder)
  if (url === undefined) throw new ConfigError(`No Countersign is running on ${config.dataFolder}: start it, or set COUNTERSIGN_DATA to its folder.`)
  return url
}
