/** What the supervisor promises: killing any one process leaves nothing broken for long, and killing it leaves nothing serving alone. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startCountersign, type Countersign } from '../countersign.ts'
import { childrenOf, isRunning, parts, processOf } from '../processes.ts'

const within = { timeout: 60_000, interval: 50 }

describe('a running Countersign', () => {
  let countersign: Countersign
  beforeAll(async () => {
    countersign = await startCountersign()
  })
  afterAll(() => countersign.remove())

  it.each(parts)('serves again after its %s was killed', async (part) => {
    const supervisor = countersign.supervisor.pid ?? 0
    const before = processOf(supervisor, part) ?? 0
    expect(before).toBeGreaterThan(0)
    process.kill(before, 'SIGKILL')
    const after = await vi.waitFor(() => {
      const found = processOf(supervisor, part)
      if (found === undefined || found === before) throw new Error(`${part} is not back`)
      return found
    }, within)
    await vi.waitFor(() => expectServed(countersign), within)
    expect(isRunning(after)).toBe(true)
    expect(countersign.output()).toContain(`${part} stopped (SIGKILL); starting it again`)
  })

  it('is the only one on its data', () => {
    const supervisor = join(import.meta.dirname, '..', '..', 'scripts', 'supervise.ts')
    const env = { ...process.env, COUNTERSIGN_DATA: countersign.dataDirectory, PORT: '1' }
    const second = spawnSync(process.execPath, [supervisor], { env, encoding: 'utf8' })
    expect(second.stderr).toContain('Another Countersign is running')
    expect(second.status).toBe(1)
  })
})

describe('the end of a Countersign', () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'countersign-fault-'))
  afterAll(() => rmSync(dataDirectory, { recursive: true, force: true }))

  it('leaves nothing running when the supervisor is killed', async () => {
    const countersign = await startCountersign({ dataDirectory })
    const children = childrenOf(countersign.supervisor.pid ?? 0)
    expect(children.length).toBeGreaterThanOrEqual(parts.length)
    countersign.supervisor.kill('SIGKILL')
    await vi.waitFor(() => expect(children.filter(isRunning)).toEqual([]), within)
    await expect(fetch(countersign.origin)).rejects.toThrow('fetch failed')
  })

  it('is clean on SIGTERM, and the next start takes less than five seconds to a served page', async () => {
    const started = performance.now()
    const countersign = await startCountersign({ dataDirectory })
    await expectServed(countersign)
    expect(performance.now() - started).toBeLessThan(5000)
    const children = childrenOf(countersign.supervisor.pid ?? 0)
    expect(await countersign.stop()).toBe(0)
    expect(children.filter(isRunning)).toEqual([])
  })

  it('does not mistake a lock that a power cut left behind for a running database', async () => {
    writeFileSync(join(dataDirectory, 'postgres', 'postmaster.pid'), `${process.pid}\n${join(dataDirectory, 'postgres')}\n`)
    const countersign = await startCountersign({ dataDirectory })
    await expectServed(countersign)
    await countersign.stop()
  })
})

describe('a wrong setting', () => {
  it('is told together with all others, and nothing is started', () => {
    const supervisor = join(import.meta.dirname, '..', '..', 'scripts', 'supervise.ts')
    const env = { ...process.env, PORT: 'eighty', SMTP_URL: 'post office' }
    const { status, stderr } = spawnSync(process.execPath, [supervisor], { env, encoding: 'utf8' })
    expect(status).toBe(1)
    expect(stderr).toMatch(/PORT[^]*SMTP_URL/)
    expect(stderr).not.toContain('    at ')
  })
})

async function expectServed(countersign: Countersign): Promise<void> {
  const response = await fetch(countersign.origin)
  expect(response.status).toBe(200)
}
