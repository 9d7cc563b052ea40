import { beforeAll, describe, expect, it } from 'vitest'
import { MalformedError } from '@countersign/engine/errors'
import { keptCrashes } from './crashes.ts'
import { fuzzApart } from './fuzz.ts'
import { chanceFrom, mutated } from './mutate.ts'
import { fuzz, tried } from './rounds.ts'
import { makeSamples, type Samples } from './samples.ts'
import { targetNames, targetOf, type Target } from './targets.ts'

let samples: Samples
beforeAll(async () => {
  samples = await makeSamples()
})

describe('foreign bytes, broken in every way', () => {
  it.each(targetNames)('are answered in time and without surprise: %s', async (name) => {
    const { inputs, faults } = await fuzzApart(name, { seconds: 2.5, seed: 20_260_601 })
    expect(faults.map(({ kind, detail }) => `${kind}: ${detail}`)).toEqual([])
    expect(inputs).toBeGreaterThan(50)
  })

  it.each(keptCrashes())('that broke something once do so no more: $name', async ({ target, input }) => {
    expect((await tried(targetOf(target, samples), input)).fault).toBeUndefined()
  })
})

/** Reads a length and believes it. */
const careless: Target = {
  corpus: [Uint8Array.from({ length: 64 }, (_, index) => index)],
  use: async (input) => {
    if (input.length < 3) throw new MalformedError('too short')
    if (input.includes(0xff)) throw new RangeError('nobody looked at 255')
  },
}

describe('the fuzzer itself', () => {
  it('finds what a careless reader lets through, once, and makes it small', async () => {
    const { faults } = await fuzz(careless, { seconds: 1, seed: 7 })
    expect(faults).toHaveLength(1)
    expect(faults[0]?.detail).toContain('nobody looked at 255')
    expect(faults[0]?.input).toHaveLength(3)
  })

  it('says which input takes too long, and which too much memory', async () => {
    const kept: Uint8Array[] = []
    const greedy: Target = {
      corpus: [],
      use: async ([wanted = 0]) => {
        for (const start = process.cpuUsage(); wanted === 1 && process.cpuUsage(start).user + process.cpuUsage(start).system < 60_000;) void 0
        if (wanted === 2) kept.push(new Uint8Array(2 << 20))
      },
    }
    const limits = { seconds: 0.05, bytes: 1 << 20 }
    const kindOf = async (wanted: number): Promise<string | undefined> => (await tried(greedy, new Uint8Array([wanted]), limits)).fault?.kind
    expect([await kindOf(0), await kindOf(1), await kindOf(2)]).toEqual([undefined, 'slow', 'memory'])
  })

  it('makes the same inputs from the same seed', () => {
    const original = Uint8Array.from({ length: 300 }, (_, index) => index % 256)
    const made = (seed: number): Uint8Array[] => {
      const chance = chanceFrom(seed)
      return Array.from({ length: 50 }, () => mutated(original, chance, original))
    }
    expect(made(3)).toEqual(made(3))
    expect(made(3)).not.toEqual(made(4))
  })
})
