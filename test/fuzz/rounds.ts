/** One target under fire: a new input each round, and what went wrong with it. */
import { isExpected, type Target } from './targets.ts'
import { chanceFrom, mutated } from './mutate.ts'

export type Fault = { readonly kind: 'exception' | 'slow' | 'memory'; readonly detail: string; readonly input: Uint8Array }
export type Outcome = { readonly inputs: number; readonly slowest: number; readonly faults: readonly Fault[] }

/** Seconds of processor time, so that a busy machine accuses nobody; and bytes that one input may leave behind in use. */
const perInput = { seconds: 2, bytes: 256 << 20 }
const maximumFaults = 20

export type Wishes = { readonly seconds: number; readonly seed: number; readonly begins?: (input: Uint8Array) => void }

export async function fuzz(target: Target, { seconds, seed, begins }: Wishes): Promise<Outcome> {
  const chance = chanceFrom(seed)
  const faults = new Map<string, Fault>()
  const until = performance.now() + seconds * 1000
  let [inputs, slowest] = [0, 0]
  // First as they are: a sample that fails untouched is the plainest fault.
  for (; (performance.now() < until || inputs < target.corpus.length) && faults.size < maximumFaults; inputs++) {
    const whole = inputs < target.corpus.length ? inputs : chance.below(target.corpus.length)
    const seedBytes = target.corpus[whole] ?? new Uint8Array(0)
    const input = inputs < target.corpus.length ? seedBytes : mutated(seedBytes, chance, target.corpus[chance.below(target.corpus.length)] ?? seedBytes)
    begins?.(input)
    const { fault, time } = await tried(target, input)
    slowest = Math.max(slowest, time)
    if (fault !== undefined && !faults.has(fault.detail)) faults.set(fault.detail, { ...fault, input: await smallest(target, fault) })
  }
  return { inputs, slowest, faults: [...faults.values()] }
}

export async function tried(target: Target, input: Uint8Array, limits = perInput): Promise<{ readonly fault?: Fault; readonly time: number }> {
  const [before, memory] = [process.cpuUsage(), process.memoryUsage()]
  const given = input.slice()
  const spent = (): number => {
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1e6
  }
  try {
    await target.use(given)
  } catch (error) {
    // Stack overflows and type errors are what this is for.
    if (!isExpected(error)) return { fault: { kind: 'exception', detail: describe(error), input }, time: spent() }
  }
  const time = spent()
  const grown = process.memoryUsage().arrayBuffers - memory.arrayBuffers
  if (time > limits.seconds) return { fault: { kind: 'slow', detail: 'takes too long', input }, time }
  if (grown > limits.bytes) return { fault: { kind: 'memory', detail: 'takes too much memory', input }, time }
  return { time }
}

/** The same error from the same line is the same fault. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return `threw ${String(error)}`
  const place = error.stack?.split('\n').find((line) => /engine\/\w+\/.*\.ts:\d+/.test(line))
  return `${error.name}: ${error.message.slice(0, 80)}${place === undefined ? '' : ` at ${place.replace(/.*(engine\/[^)]*)\)?$/, '$1')}`}`
}

const triesToShrink = 400

/** Pieces are left out, large ones first, as long as the same fault remains. Slow inputs stay as they are. */
async function smallest(target: Target, fault: Fault): Promise<Uint8Array> {
  if (fault.kind !== 'exception') return fault.input
  let best = fault.input
  let left = triesToShrink
  for (let size = best.length >> 1; size > 0 && left > 0; size >>= 1) {
    for (let at = 0; at + size <= best.length && left > 0; left--) {
      const shorter = new Uint8Array(best.length - size)
      shorter.set(best.subarray(0, at))
      shorter.set(best.subarray(at + size), at)
      const { fault: remaining } = await tried(target, shorter)
      if (remaining?.detail === fault.detail) best = shorter
      else at += size
    }
  }
  return best
}
