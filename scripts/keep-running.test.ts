import { describe, expect, it } from 'vitest'
import { keepRunning, type Run } from './keep-running.ts'

/** Parts that end when the test says so. */
function stage() {
  const runs: { end: (reason: string) => void }[] = []
  const told: string[] = []
  const started: (() => void)[] = []
  let refusals = 0
  const start = (): Promise<Run> => {
    if (refusals > 0) {
      refusals -= 1
      return Promise.reject(new Error('not yet'))
    }
    const { promise, resolve } = Promise.withResolvers<string>()
    const run: Run = {
      ended: promise,
      stop: async () => {
        resolve('asked')
        await promise
      },
    }
    runs.push({ end: resolve })
    started.shift()?.()
    return Promise.resolve(run)
  }
  return {
    runs,
    told,
    start,
    tell: (line: string) => void told.push(line),
    refuse: (times: number) => (refusals = times),
    nextStart: () => new Promise<void>((resolve) => started.push(resolve)),
  }
}

describe('keeping a part running', () => {
  it('starts it again when it dies, and says why', async () => {
    const { runs, told, start, tell, nextStart } = stage()
    const kept = await keepRunning({ name: 'vault', start, tell, firstPause: 1 })
    const again = nextStart()
    runs[0]?.end('SIGKILL')
    await again
    expect(told).toEqual(['vault stopped (SIGKILL); starting it again'])
    await kept.stop()
    expect(runs).toHaveLength(2)
  })

  it('goes on trying when it does not start again', async () => {
    const { runs, told, start, tell, refuse, nextStart } = stage()
    const kept = await keepRunning({ name: 'vault', start, tell, firstPause: 1 })
    refuse(2)
    const again = nextStart()
    runs[0]?.end('SIGKILL')
    await again
    expect(told.slice(1)).toEqual(['vault did not start: not yet', 'vault did not start: not yet'])
    await kept.stop()
  })

  it('reports the very first failure instead of repeating it', async () => {
    const { start, tell, refuse } = stage()
    refuse(1)
    await expect(keepRunning({ name: 'vault', start, tell })).rejects.toThrow('not yet')
  })

  it('replaces it on request without a word', async () => {
    const { runs, told, start, tell } = stage()
    const kept = await keepRunning({ name: 'server', start, tell, firstPause: 1 })
    await kept.restart()
    await Promise.all([kept.restart(), kept.restart()])
    expect(runs.length).toBeGreaterThanOrEqual(3)
    expect(told).toEqual([])
    await kept.stop()
  })

  it('stops at once even while it rests before the next try', async () => {
    const { runs, start, tell } = stage()
    const kept = await keepRunning({ name: 'server', start, tell, firstPause: 3_600_000 })
    runs[0]?.end('SIGKILL')
    await kept.stop()
    expect(runs).toHaveLength(1)
  })
})
