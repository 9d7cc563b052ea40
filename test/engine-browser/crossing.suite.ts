/** In Chromium: what Node signed and stored. */
import { describe, expect, it } from 'vitest'
import { judgeSample, signWithStored, type Crossing } from './crossing.ts'

const crossing: Crossing = await (await fetch('/crossing.json')).json()

describe('made in Node, judged in Chromium', () => {
  it.each(crossing.samples)('$name', async (sample) => {
    expect(await judgeSample(crossing, sample)).toBe(sample.verdict)
  })

  it.each(crossing.keys)('a key file whose key signs $algorithm', async (stored) => {
    expect(await signWithStored(stored)).toBe(true)
  })
})
