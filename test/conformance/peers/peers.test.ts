/** The runner is not to be fooled: neither by a peer that finds everything valid, nor by one that stumbles, nor by having no peer. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utf8 } from '@countersign/engine/bytes'
import { afterAll, expect, it } from 'vitest'
import { judgedByPeer } from './cases.ts'
import type { Setting } from './peer.ts'
import type { Sample, Verdict } from './sample.ts'

const folder = mkdtempSync(join(tmpdir(), 'peers-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

const setting: Setting = { folder, cache: folder, anchor: { der: '', pem: '' }, loopback: { origin: '' } }
const sample: Sample = { name: 'sample', kind: 'cades', level: 'B-T', bytes: utf8('whole'), flipped: { bytes: utf8('whold') } }
const refused: Sample = { name: 'revoked', kind: 'cades', bytes: utf8('whole'), refused: true }

async function outcomes(verdict: Verdict, samples: readonly Sample[] = [sample, refused]): Promise<boolean[]> {
  const passed: boolean[] = []
  for await (const one of judgedByPeer('peer', { judges: () => true, judge: () => Promise.resolve(verdict) }, samples, setting)) passed.push(one.passed)
  return passed
}

it('fails a peer that finds everything valid', async () => {
  expect(await outcomes({ valid: true, words: '' })).toEqual([true, false, false])
})

it('fails a peer that stumbles over everything', async () => {
  expect(await outcomes({ valid: false, stumbled: true, words: '' })).toEqual([false, false, false])
})

it('fails a peer that names another level', async () => {
  expect(await outcomes({ valid: true, level: 'B-B', words: '' }, [sample])).toEqual([false, false])
})

it('names the peers that it leaves out, and does not call that a success', async () => {
  const { code, output } = await new Promise<{ code: unknown; output: string }>((resolve) => {
    execFile(process.execPath, [join(import.meta.dirname, 'main.ts'), 'qpdf', 'openssl'], { env: { PATH: folder } }, (error, stdout) =>
      resolve({ code: error?.code, output: stdout }),
    )
  })
  expect([code, output.trim().split('\n')]).toEqual([1, ['left out: qpdf (it is not there)', 'left out: openssl (it is not there)', '0 passed, 0 failed']])
})
