#!/usr/bin/env node
/** `countersign audit verify`: the operator's commands. Signature commands are the engine's. */
import { verifyAudit } from './audit/index.ts'
import { openDatabase, parseConfig } from './platform/index.ts'

const [area, verb] = process.argv.slice(2)
if (area === 'audit' && verb === 'verify') process.exitCode = await verifyAuditLog()
else await import('@countersign/engine/command')

async function verifyAuditLog(): Promise<number> {
  const url = parseConfig({ ...process.env, COUNTERSIGN_SUPERVISED: 'true' }).DATABASE_URL
  if (url === undefined) {
    process.stderr.write('DATABASE_URL is not set. While Countersign runs, `npm start` prints it for this command.\n')
    return 2
  }
  const database = openDatabase(url, { maximumConnections: 1 })
  try {
    const verdict = await verifyAudit(database)
    process.stdout.write(`${JSON.stringify(verdict)}\n`)
    return verdict.intact ? 0 : 1
  } finally {
    await database.destroy()
  }
}
