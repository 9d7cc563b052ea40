/**
 * The whole of Countersign on one machine: PostgreSQL, then the vault, then the server; the pages are built meanwhile if they changed.
 * Ctrl-C stops them in the reverse order. A part that dies is started again. When this process itself is killed, the vault and the server
 * see their channel close and PostgreSQL gets a death signal, so nothing goes on serving alone.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ConfigError, parseConfig, type Config } from '../server/platform/config.ts'
import { startDevelopment } from './development.ts'
import { buildWall, dieWithSupervisor, withoutCoreDumps, type Wrapper } from './isolation.ts'
import { keepRunning, type Kept } from './keep-running.ts'
import { startNodeChild } from './node-child.ts'
import { prepareDatabase, databaseName } from './postgres-roles.ts'
import { startPostgres, superuser } from './postgres.ts'
import { makeRunFolder } from './run-folder.ts'
import { readOrMakeSecrets } from './secrets.ts'
import { buildWeb } from './web-build.ts'

type DatabaseUrls = { readonly server: string; readonly vault: string }

const root = resolve(import.meta.dirname, '..')
const development = process.argv.includes('--dev')
const startedAt = performance.now()
const running: Kept[] = []
let stopping: Promise<void> | undefined

if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stopAndExit(0))
process.on('disconnect', () => void stopAndExit(0))

try {
  await start(parseConfig(process.env))
} catch (error) {
  if (stopping === undefined) {
    console.error(error instanceof ConfigError ? error.message : `Countersign did not start. ${error instanceof Error ? error.message : String(error)}`)
    await stopAndExit(1)
  }
}

async function start(config: Config): Promise<void> {
  const web = development ? Promise.resolve() : buildWeb(root)
  // Should something else fail first, this failure is not an unhandled one.
  web.catch(() => undefined)

  const databases = await startDatabase(config)
  const socket = config.COUNTERSIGN_VAULT_SOCKET ?? join(makeRunFolder(config.dataFolder), 'vault.sock')
  const common = { ...plainEnvironment(), COUNTERSIGN_DATA: config.dataFolder, COUNTERSIGN_VAULT_SOCKET: socket, COUNTERSIGN_SUPERVISED: 'true' }
  // No debugger by signal, no memory on disk: this process holds the keys.
  await startPart('vault', 'vault/main.ts', [...dieWithSupervisor(), ...withoutCoreDumps()], { ...common, COUNTERSIGN_VAULT_DATABASE: databases.vault }, [
    '--disable-sigusr1',
  ])
  await web
  const serverPort = development ? config.PORT + 1 : config.PORT
  const server = await startPart('server', 'server/main.ts', serverWrapper(config), {
    ...settingsOf(process.env),
    ...common,
    // Its own: what the server could write, the vault must not execute.
    NODE_COMPILE_CACHE: join(config.dataFolder, 'cache', 'server'),
    DATABASE_URL: databases.server,
    PORT: String(serverPort),
    PUBLIC_URL: config.publicUrl,
  })
  if (development) running.push(await startDevelopment({ root, port: config.PORT, serverPort, restart: () => server.restart() }))
  if (stopping !== undefined) return
  console.log(`Countersign is ready at ${config.publicUrl} (${((performance.now() - startedAt) / 1000).toFixed(1)} s). Ctrl-C stops it.`)
  process.send?.('ready')
}

async function startDatabase(config: Config): Promise<DatabaseUrls> {
  if (config.DATABASE_URL !== undefined && config.VAULT_DATABASE_URL !== undefined) return { server: config.DATABASE_URL, vault: config.VAULT_DATABASE_URL }
  const secrets = readOrMakeSecrets(config.dataFolder)
  const roles = {
    server: { name: 'countersign_server', password: secrets.databaseServer },
    vault: { name: 'countersign_vault', password: secrets.databaseVault },
  }
  let urls: DatabaseUrls | undefined
  await keep('PostgreSQL', async () => {
    const postgres = await startPostgres({ dataDirectory: config.dataFolder, superuserPassword: secrets.databaseSuperuser })
    await prepareDatabase(postgres.url({ name: superuser, password: secrets.databaseSuperuser }, 'postgres'), roles)
    urls = { server: postgres.url(roles.server, databaseName), vault: postgres.url(roles.vault, databaseName) }
    return postgres
  })
  if (urls === undefined) throw new Error('PostgreSQL is not there.')
  return urls
}

function startPart(name: string, file: string, wrapper: Wrapper, environment: NodeJS.ProcessEnv, nodeOptions: readonly string[] = []): Promise<Kept> {
  return keep(name, () => startNodeChild({ name, file: join(root, file), wrapper, environment, nodeOptions }))
}

function serverWrapper({ dataFolder }: Config): Wrapper {
  const wall = buildWall({
    programFolder: root,
    dataFolder,
    hiddenFolders: [join(dataFolder, 'vault'), join(dataFolder, 'postgres')],
    hiddenFiles: [join(dataFolder, 'secrets.json'), join(root, '.env')],
  })
  if (wall === undefined) console.error('This system refuses user namespaces: the server runs without a wall between it and the vault. See docs/operations.md.')
  return wall ?? dieWithSupervisor()
}

async function keep(name: string, begin: Parameters<typeof keepRunning>[0]['start']): Promise<Kept> {
  if (stopping !== undefined) throw new Error('stopping')
  const kept = await keepRunning({ name, start: begin, tell: (line) => console.error(line) })
  running.push(kept)
  if (stopping !== undefined) throw new Error('stopping')
  return kept
}

function stopAndExit(code: number): Promise<void> {
  stopping ??= (async () => {
    // One that was just starting adds itself to the list while we are at it.
    for (let kept = running.pop(); kept !== undefined; kept = running.pop()) await kept.stop()
    process.exit(code)
  })()
  return stopping
}

/** What every program needs and no secret is in. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const names = ['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR', 'NODE_COMPILE_CACHE', 'NODE_EXTRA_CA_CERTS', 'HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY']
  return Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))
}

/** The settings of the server; the vault's database is not among them. */
function settingsOf(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { VAULT_DATABASE_URL: _vault, ...rest } = environment
  return rest
}
