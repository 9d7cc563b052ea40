/** Fuzzes a target in a thread of its own, and ends the thread when one input keeps it for too long. */
import { Worker } from 'node:worker_threads'
import type { Fault, Outcome } from './rounds.ts'
import type { TargetName } from './targets.ts'
import type { Order } from './worker.ts'

const largestInput = 4 << 20
const heapMegabytes = 512
const lookEvery = 1000
/** Wall time, on a machine that may be busy: this is for what never ends. */
const looksWithoutProgress = 45

export function fuzzApart(target: TargetName, wishes: { readonly seconds: number; readonly seed: number }): Promise<Outcome> {
  const present = new SharedArrayBuffer(8 + largestInput)
  const head = new Int32Array(present, 0, 2)
  const order: Order = { target, ...wishes, present }
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: order, resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } })
  const at = (): Uint8Array => new Uint8Array(present.slice(8, 8 + (head[1] ?? 0)))
  return new Promise((resolve, reject) => {
    const ended = (outcome: Outcome): void => {
      clearInterval(watch)
      resolve(outcome)
      void worker.terminate()
    }
    const broken = (kind: Fault['kind'], detail: string): void => ended({ inputs: head[0] ?? 0, slowest: Infinity, faults: [{ kind, detail, input: at() }] })
    let [seen, looks] = [0, 0]
    const watch = setInterval(() => {
      const now = Atomics.load(head, 0)
      looks = now === seen ? looks + 1 : 0
      seen = now
      if (now > 0 && looks >= looksWithoutProgress) broken('slow', 'does not end')
    }, lookEvery)
    worker.once('message', ended)
    worker.once('error', (error) => {
      if (!('code' in error) || error.code !== 'ERR_WORKER_OUT_OF_MEMORY') {
        clearInterval(watch)
        return reject(error)
      }
      broken('memory', `needs more than ${heapMegabytes} MB`)
    })
  })
}
