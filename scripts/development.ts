/** `npm run dev`: Vite serves the pages on the usual port and passes the rest on; the server starts again when its sources change. */
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { keepRunning, type Kept, type Run } from './keep-running.ts'

export type Development = { readonly root: string; readonly port: number; readonly serverPort: number; readonly restart: () => Promise<void> }

const watched = ['server', 'engine', 'vault', 'locales']
/** An editor writes several files at once. */
const settleTime = 200

export async function startDevelopment({ root, port, serverPort, restart }: Development): Promise<Kept> {
  let timer: NodeJS.Timeout | undefined
  let restarting = false
  let changed = false
  async function restartUntilQuiet(): Promise<void> {
    changed = true
    if (restarting) return
    restarting = true
    // What changes while it starts may have been read in its old form, so that it starts once more.
    while (changed) {
      changed = false
      await restart()
    }
    restarting = false
  }
  const watchers = watched.map((folder) =>
    watch(join(root, folder), { recursive: true }, (_, name) => {
      if (name === null || /node_modules|\.test\.ts$/.test(name)) return
      clearTimeout(timer)
      timer = setTimeout(() => void restartUntilQuiet(), settleTime)
    }),
  )
  const vite = await keepRunning({ name: 'Vite', start: () => startVite(root, port, serverPort), tell: (line) => console.error(line) })
  return {
    restart: vite.restart,
    async stop() {
      clearTimeout(timer)
      for (const watcher of watchers) watcher.close()
      await vite.stop()
    },
  }
}

function startVite(root: string, port: number, serverPort: number): Promise<Run> {
  const child = spawn(
    process.execPath,
    [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), '--port', String(port), '--strictPort', '--clearScreen', 'false'],
    {
      cwd: join(root, 'web'),
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, COUNTERSIGN_URL: `http://localhost:${serverPort}` },
    },
  )
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  const run: Run = {
    ended,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (text: Uint8Array) => {
      process.stdout.write(text)
      resolve(run)
    })
    void ended.then((reason) => reject(new Error(`Vite stopped before it was ready (${reason})`)))
  })
}
