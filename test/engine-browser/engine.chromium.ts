/** The engine's unit suites in Chromium itself; each test there is a test here, under its own name. */
import { afterAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { bundlePage } from './bundle.ts'
import { judgeSample, makeCrossing, signWithStored, type Crossing } from './crossing.ts'
import { openMachine } from './machine.ts'
import type { TestOutcome } from './outcome.ts'

const machine = await openMachine(await bundlePage(), JSON.stringify(await makeCrossing()))
const browser = await launchBrowser()
const page = await browser.newPage()
const faults: string[] = []
page.on('pageerror', (error) => faults.push(String(error)))
await page.goto(machine.url)
await page.waitForFunction('globalThis.runSuites')
/** `ENGINE_SUITE=pades` runs only what has that in its path. */
const only = process.env['ENGINE_SUITE'] ?? ''
const made: Crossing = await page.evaluate('globalThis.makeCrossing()')
const outcomes: TestOutcome[] = await page.evaluate(`globalThis.runSuites(${JSON.stringify(only)})`)
afterAll(async () => {
  await browser.close()
  machine.close()
})

describe('made in Chromium, judged in Node', () => {
  it.each(made.samples)('$name', async (sample) => {
    expect(await judgeSample(made, sample)).toBe(sample.verdict)
  })

  it.each(made.keys)('a key file whose key signs $algorithm', async (stored) => {
    expect(await signWithStored(stored)).toBe(true)
  })
})

for (const { name, state, errors } of outcomes)
  it.skipIf(state === 'skip' || state === 'todo')(name, () => {
    expect(errors.join('\n')).toBe('')
    expect(state).toBe('pass')
  })

it.skipIf(only !== '')('ran the suites of every folder that a page can use', () => {
  expect(faults).toEqual([])
  expect(outcomes.length).toBeGreaterThan(200)
})
