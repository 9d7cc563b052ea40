/** The runner tells the truth: it fails where a verdict differs, where vectors are missing, and where the suite is unknown. */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'conformance-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** One PBKDF2 case of RFC 6070 and the same with a wrong answer. */
mkdirSync(join(folder, 'wycheproof'))
const group = { type: 'PbkdfTest', tests: [answer(1, '0c60c80f961f0e71f3a9b524af6012062fe037a6'), answer(2, '00'.repeat(20))] }
writeFileSync(join(folder, 'wycheproof', 'pbkdf2.json'), JSON.stringify({ algorithm: 'PBKDF2-HMACSHA1', testGroups: [group] }))

function answer(tcId: number, dk: string) {
  return { tcId, comment: 'RFC 6070', result: 'valid', password: '70617373776f7264', salt: '73616c74', iterationCount: 1, dkLen: 20, dk }
}

async function run(...args: string[]): Promise<{ code: number; output: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args])
    return { code: 0, output: stdout + stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, output: stdout + stderr }
  }
}

it('counts what passed and what failed, and ends with 1', async () => {
  const { code, output } = await run('wycheproof', '--vectors', folder)
  expect([code, output.trim().split('\n')]).toEqual([1, ['failed  wycheproof/pbkdf2.json#2: expected valid, RFC 6070', '1 passed, 1 failed']])
})

it('says it as JSON when asked', async () => {
  const { output } = await run('wycheproof', '--vectors', folder, '--json')
  expect(JSON.parse(output)).toMatchObject({ passed: 1, failed: 1, suites: [{ suite: 'wycheproof', results: [{ outcome: 'passed' }, { outcome: 'failed' }] }] })
})

it('says where to fetch what is missing, and ends with 1', async () => {
  const { code, output } = await run('pkits', '--vectors', folder)
  expect([code, output]).toEqual([1, expect.stringContaining('Fetch certs/, crls/ and pkits.json')])
})

it('knows its suites', async () => {
  expect(await run('nonsense')).toMatchObject({ code: 2 })
})
