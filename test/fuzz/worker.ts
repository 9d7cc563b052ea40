/** A thread for one target: it has little memory, and whoever started it sees which input it is at. */
import { parentPort, workerData } from 'node:worker_threads'
import { makeSamples } from './samples.ts'
import { fuzz } from './rounds.ts'
import { targetOf, type TargetName } from './targets.ts'

export type Order = { readonly target: TargetName; readonly seconds: number; readonly seed: number; readonly present: SharedArrayBuffer }

const { target, seconds, seed, present }: Order = workerData
const [head, body] = [new Int32Array(present, 0, 2), new Uint8Array(present, 8)]

const outcome = await fuzz(targetOf(target, await makeSamples()), {
  seconds,
  seed,
  begins: (input) => {
    body.set(input.subarray(0, body.length))
    Atomics.store(head, 1, Math.min(input.length, body.length))
    Atomics.add(head, 0, 1)
  },
})
parentPort?.postMessage(outcome)
