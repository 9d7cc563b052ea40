/**
 * The server process: opens the ports, migrates, works the jobs, serves. Ready is told over IPC;
 * it stops on SIGINT, SIGTERM, and when whoever started it goes away.
 */
import { join } from 'node:path'
import { buildApp } from './app.ts'
import { openPlatform } from './open.ts'
import { ConfigError, parseConfig } from './platform/index.ts'
import { seed } from './seed.ts'

async function main(): Promise<void> {
  const config = parseConfig(process.env)
  const { platform, close } = await openPlatform(config, { work: true })
  await seed(platform)
  const { app } = await buildApp(platform, { webFolder: join(import.meta.dirname, '../web/dist') })
  await app.listen({ port: config.PORT, host: config.HOST })
  process.send?.('ready')

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
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error instanceof Error ? error.stack : error)}\n`)
  process.exit(1)
})
