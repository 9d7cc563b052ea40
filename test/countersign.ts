/** A whole Countersign for a test: its own data folder, a free port, started and stopped through the supervisor as `npm start` does. */
import { fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Countersign = {
  readonly origin: string
  readonly dataDirectory: string
  readonly supervisor: ChildProcess
  /** What its parts printed so far. */
  output(): string
  /** Stops it as Ctrl-C does. The data folder stays, for a second start. */
  stop(): Promise<number | null>
  /** Stops it and removes its data. */
  remove(): Promise<void>
}

export type CountersignOptions = { readonly dataDirectory?: string; readonly environment?: Readonly<Record<string, string>> }

const supervisorFile = join(import.meta.dirname, '..', 'scripts', 'supervise.ts')

export async function startCountersign(options: CountersignOptions = {}): Promise<Countersign> {
  const dataDirectory = options.dataDirectory ?? mkdtempSync(join(tmpdir(), 'countersign-e2e-'))
  const port = await freePort()
  const printed: string[] = []
  const supervisor = fork(supervisorFile, [], {
    silent: true,
    execArgv: [],
    env: { ...process.env, NODE_ENV: 'production', ...options.environment, PORT: String(port), COUNTERSIGN_DATA: dataDirectory },
  })
  for (const stream of [supervisor.stdout, supervisor.stderr]) stream?.on('data', (chunk: Uint8Array) => printed.push(new TextDecoder().decode(chunk)))
  const ended = new Promise<number | null>((resolve) => supervisor.once('exit', resolve))
  await new Promise<void>((resolve, reject) => {
    supervisor.on('message', (message) => message === 'ready' && resolve())
    void ended.then((code) => reject(new Error(`Countersign stopped while starting (exit code ${code}):\n${printed.join('')}`)))
  })
  const stop = (): Promise<number | null> => {
    supervisor.kill('SIGTERM')
    return ended
  }
  return {
    origin: `http://localhost:${port}`,
    dataDirectory,
    supervisor,
    output: () => printed.join(''),
    stop,
    async remove() {
      await stop()
      rmSync(dataDirectory, { recursive: true, force: true })
    },
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no address'))))
    })
  })
}
