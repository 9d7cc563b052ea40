/** The package as people get it: built, packed, unpacked beside its dependencies, and run by every Node that is here. The example is the one of the README. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPkcs12 } from './keystore/index.ts'
import { samplePdf } from './pdf/sample-files.ts'
import { hoursAfter, issue, issueSigner } from './validation/test-pki.ts'

const here = import.meta.dirname
/** The Node of the tests, and that of the system where there is one. */
const nodes = [process.execPath, '/usr/bin/node'].filter((path, index, all) => existsSync(path) && all.indexOf(path) === index)
let directory: string
let unpacked: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'countersign-package-'))
  unpacked = join(directory, 'node_modules/@countersign/engine')
  await mkdir(unpacked, { recursive: true })
  await run(process.execPath, [join(here, 'build.node.ts')], here)
  await run('npm', ['pack', join(here, 'dist'), '--pack-destination', directory, '--silent'], directory)
  const tarball = (await readdir(directory)).find((name) => name.endsWith('.tgz'))
  await run('tar', ['-xzf', tarball ?? 'no tarball', '--strip-components=1', '-C', unpacked], directory)
  const { dependencies } = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8'))
  for (const name of Object.keys(dependencies)) {
    const place = join(directory, 'node_modules', name)
    await mkdir(join(place, '..'), { recursive: true })
    await symlink(await realpath(join(here, '../node_modules', name)), place)
  }
}, 120_000)
afterAll(() => rm(directory, { recursive: true }))

function run(program: string, words: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, [...words], { cwd, encoding: 'utf8' }, (error, output, errors) =>
      error === null ? resolve(output) : reject(new Error(`${error.message}\n${output}${errors}`)),
    )
  })
}

async function allFiles(folder: string): Promise<string[]> {
  return readdir(folder, { recursive: true })
}

describe('the package', () => {
  it('holds JavaScript and types, its licence, and neither sources nor tests', async () => {
    const names = await allFiles(unpacked)
    for (const name of ['LICENSE', 'README.md', 'signing/index.js', 'signing/index.d.ts', 'command/main.js', 'algorithms/crypto.browser.js'])
      expect(names).toContain(name)
    expect(names.filter((name) => /(?<!\.d)\.ts$|\.test\.|\.suite\.|sample-|test-pki|build\.node/.test(name))).toEqual([])
  })

  it.each(nodes)('runs the example of the README on %s', async (node) => {
    const years = { notBefore: hoursAfter(new Date(), -1), notAfter: hoursAfter(new Date(), 24) }
    const authority = await issue({ commonName: 'Root', basicConstraints: { authority: true }, keyUsage: ['keyCertSign', 'cRLSign'], ...years })
    const signer = await issueSigner(authority, years)
    const store = {
      privateKey: signer.privateKey,
      certificate: signer.certificate.der,
      chain: [authority.certificate.der],
      password: 'the password',
      iterations: 1000,
    }
    const [, example = ''] = /```ts\n([^]*?)```/.exec(await readFile(join(unpacked, 'README.md'), 'utf8')) ?? []
    expect(
      example
        .trim()
        .split('\n')
        .filter((line) => line !== '').length,
    ).toBeLessThanOrEqual(10)
    await writeFile(join(directory, 'me.p12'), await createPkcs12(store))
    await writeFile(join(directory, 'contract.pdf'), samplePdf())
    await writeFile(join(directory, 'example.mjs'), example)
    expect(await run(node, ['example.mjs'], directory)).toBe('indeterminate CN=Signer,O=Test,C=UA\n')
    expect(await run(node, [join(unpacked, 'command/main.js'), '--help'], directory)).toContain('countersign verify FILE')
  })

  it.each(nodes)('opens every door on %s', async (node) => {
    const doors = (await readdir(here, { withFileTypes: true })).filter(
      (entry) => existsSync(join(here, entry.name, 'index.ts')) && !['command', 'dist'].includes(entry.name),
    )
    const script = doors.map(({ name }) => `await import('@countersign/engine/${name}')`).join('\n')
    await writeFile(join(directory, 'doors.mjs'), script)
    expect(await run(node, ['doors.mjs'], directory)).toBe('')
  })
})
