/**
 * The server process: opens the ports, migrates, works the jobs, serves. Ready is told over IPC;
 * it stops on SIGINT, SIGTERM, and when whoever started it goes away.
 */
import { join } from 'node:path'
import { buildApp } from './app.ts'
import type { Demonstration } from './demonstration.ts'
import { openPlatform } from './open.ts'
import { ConfigError, parseConfig } from './platform/index.ts'
import { seed } from './seed.ts'

async function main(): Promise<void> {
  const config = parseConfig(process.env)
  const { platform, close } = await openPlatform(config, { work: true })
  const demonstration = await seed(platform)
  const { app } = await buildApp(platform, { webFolder: join(import.meta.dirname, '../web/dist') })
  await app.listen({ port: config.PORT, host: config.HOST })
  let stopping: Promise<void> | undefined
  const stop = (): void => {
    stopping ??= app
      .close()
      .then(close)
      .finally(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  process.on('disconnect', stop)
  if (demonstration !== undefined) process.stdout.write(introduction(demonstration, config.publicUrl))
  process.send?.('ready')
}

/** What a newcomer needs in order to walk the whole path. */
function introduction(demonstration: Demonstration, publicUrl: string): string {
  const people = demonstration.people.map(
    ({ role, email, password, pin }) => `  ${role.padEnd(9)} ${email.padEnd(38)} ${password}${pin === undefined ? '' : `  PIN ${pin}`}`,
  )
  return [
    'Demonstration mode. Sign-ins:',
    ...people,
    `  vouchers  ${demonstration.vouchers.person[0]} (person), ${demonstration.vouchers.company[0]} (company)`,
    `  mails and SMS: ${publicUrl}/outbox`,
    '',
  ].join('\n')
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error instanceof Error ? error.stack : error)}\n`)
  process.exit(1)
})
