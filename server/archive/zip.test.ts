import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { zipOf } from './zip.ts'

it('gives unzip the names that people have', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-zip-'))
  const pieces: Uint8Array[] = []
  for await (const piece of zipOf([{ name: '01-Коваленко Әсел.p7s', contents: new Uint8Array([1]) }], new Date('2026-03-02T10:00:00Z'))) pieces.push(piece)
  writeFileSync(join(folder, 'archive.zip'), Buffer.concat(pieces))
  execFileSync('unzip', ['-q', 'archive.zip', '-d', 'out'], { cwd: folder })
  expect(readdirSync(join(folder, 'out'))).toEqual(['01-Коваленко Әсел.p7s'])
  rmSync(folder, { recursive: true })
})
