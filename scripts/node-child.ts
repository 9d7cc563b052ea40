/** A Node program of ours as a child: ready when it sends `ready` over IPC, asked to stop by SIGTERM, killed when it does not listen. */
import { spawn } from 'node:child_process'
import type { Run } from './keep-running.ts'

export type NodeChildOptions = {
  readonly name: string
  readonly file: string
  readonly environment: NodeJS.ProcessEnv
  /** What stands before `node` on the command line, such as a namespace of its own. */
  readonly wrapper?: readonly string[]
  readonly nodeOptions?: readonly string[]
}

const readyWithin = 120_000
const stopWithin = 10_000

export function startNodeChild(options: NodeChildOptions): Promise<Run> {
  const [program, ...before] = [...(options.wrapper ?? []), process.execPath]
  // Detached: Ctrl-C goes to the whole group, and the order of stopping is ours to choose.
  const child = spawn(program, [...before, ...(options.nodeOptions ?? []), options.file], {
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: options.environment,
  })
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  const run: Run = {
    ended,
    async stop() {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), stopWithin)
      await ended
      clearTimeout(timer)
    },
  }
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`${options.name} was not ready within ${readyWithin / 1000} s`))
    }, readyWithin)
    child.on('message', (message) => {
      if (message !== 'ready') return
      clearTimeout(timer)
      resolve(run)
    })
    void ended.then((reason) => {
      clearTimeout(timer)
      reject(new Error(`${options.name} stopped before it was ready (${reason})`))
    })
  })
}
