/** The commands that write files, over real HTTP to the test authority's services, and judged by other people's tools. */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPkcs12, toPem } from '../keystore/index.ts'
import { pdfsig, qpdfCheck } from '../pades/outside-tools.ts'
import { samplePdf } from '../pdf/sample-files.ts'
import { sampleNetwork, type SampleNetwork } from '../signing/sample-network.ts'
import { concatBytes, utf8 } from '../bytes/index.ts'
import { runCommand } from './run.ts'

const password = 'correct horse'
let network: SampleNetwork
let server: Server
let directory: string

beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Uint8Array[] = []
    request.on('data', (part: Uint8Array) => parts.push(part))
    request.on('end', () => {
      network.now = new Date()
      network
        .fetch({ url: `http://${request.headers.host ?? ''}${request.url ?? ''}`, method: 'POST', body: concatBytes(...parts), maximumBytes: 1 << 20 })
        .then(
          (answer) => response.end(answer),
          () => response.writeHead(404).end(),
        )
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the test server has no port')
  network = await sampleNetwork(new Date(), `http://127.0.0.1:${address.port}`)
  directory = await mkdtemp(join(tmpdir(), 'countersign-signing-'))
  const { signer, issuing, root } = network.pki
  const store = { privateKey: signer.privateKey, certificate: signer.certificate.der, chain: [issuing.certificate.der], password, iterations: 1000 }
  const files = {
    'me.p12': await createPkcs12(store),
    password: `${password}\n`,
    wrong: 'battery staple',
    'root.pem': toPem('CERTIFICATE', root.certificate.der),
    'contract.pdf': samplePdf(),
    'contract.txt': utf8('The parties agree.'),
    'annex.txt': utf8('An annex.'),
  }
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(directory, name), content)))
})
afterAll(async () => {
  await new Promise((closed) => server.close(closed))
  await rm(directory, { recursive: true })
})

type Outcome = { readonly status: number; readonly output: string; readonly errors: string }

function run(program: string, words: readonly string[], input = ''): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(program, words, { cwd: directory, encoding: 'utf8' }, (error, output, errors) =>
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, output, errors }),
    )
    // One that stops before it reads what was typed breaks the pipe; its exit status says why.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
  })
}

/** In this process; `./name` is a file of the test's folder. */
async function countersign(...words: string[]): Promise<Outcome> {
  const said = { output: '', errors: '' }
  const status = await runCommand(
    words.map((word) => word.replace(/^\.\//, `${directory}/`)),
    { print: (text) => (said.output += `${text}\n`), complain: (text) => (said.errors += `${text}\n`) },
  )
  return { status, ...said }
}

const withKey = ['--key', './me.p12', '--password-file', './password']
const silent = { status: 0, output: '', errors: '' }
const tsa = (): string[] => ['--tsa', network.tsaUrl]
const written = async (name: string): Promise<Uint8Array> => new Uint8Array(await readFile(join(directory, name)))

describe('countersign sign', () => {
  it('signs a PDF by appending; poppler and qpdf agree, and verify passes offline at LT', async () => {
    expect(await countersign('sign', './contract.pdf', ...withKey, '--level', 'LT', ...tsa(), '--trust', './root.pem', '-o', './signed.pdf')).toEqual(silent)
    const signed = await written('signed.pdf')
    expect(signed.subarray(0, samplePdf().length)).toEqual(samplePdf())
    expect((await pdfsig(signed))[0]).toMatchObject({ valid: true, total: false })
    expect((await qpdfCheck(signed)).code).toBe(0)
    const { status, output } = await countersign('verify', './signed.pdf', '--trust', './root.pem', '--offline', '--json')
    expect(JSON.parse(output)).toMatchObject({ verdict: 'passed', signatures: [{ level: 'B-LT' }] })
    expect(status).toBe(0)
    expect(await countersign('extend', './signed.pdf', '--level', 'LTA', ...tsa(), '-o', './archived.pdf')).toEqual(silent)
    expect((await countersign('verify', './archived.pdf', '--trust', './root.pem', '--json')).output).toContain('"B-LTA"')
  })

  it('signs anything else as CMS, attached or detached; openssl agrees', async () => {
    expect(await countersign('sign', './contract.txt', ...withKey, '-o', './contract.p7m')).toEqual(silent)
    expect(await countersign('sign', './contract.txt', ...withKey, '--detached', '-o', './contract.p7s')).toEqual(silent)
    const openssl = ['cms', '-verify', '-inform', 'DER', '-cades', '-binary', '-purpose', 'any', '-CAfile', 'root.pem']
    expect((await run('openssl', [...openssl, '-in', 'contract.p7m'])).output).toBe('The parties agree.')
    expect((await run('openssl', [...openssl, '-in', 'contract.p7s', '-content', 'contract.txt'])).status).toBe(0)
    expect((await run('openssl', [...openssl, '-in', 'contract.p7s', '-content', 'annex.txt'])).status).not.toBe(0)
    expect((await countersign('verify', './contract.p7s', '--content', './contract.txt', '--trust', './root.pem')).status).toBe(0)
    expect(await countersign('extend', './contract.p7s', '--level', 'LTA', '--content', './contract.txt', ...tsa(), '-o', './long.p7s')).toEqual(silent)
    expect((await countersign('verify', './long.p7s', '--content', './contract.txt', '--trust', './root.pem')).output).toContain('CAdES B-LTA')
  })

  it('packs several documents into ASiC-E and one into ASiC-S', async () => {
    expect(await countersign('sign', './contract.txt', './annex.txt', ...withKey, '--format', 'asic-e', '-o', './both.asice')).toEqual(silent)
    expect(await countersign('sign', './contract.txt', ...withKey, '--format', 'asic-s', '--level', 'T', ...tsa(), '-o', './one.asics')).toEqual(silent)
    for (const file of ['./both.asice', './one.asics']) expect((await countersign('verify', file, '--trust', './root.pem')).status).toBe(0)
    expect((await run('unzip', ['-tq', 'both.asice'])).status).toBe(0)
  })

  it('takes the password from standard input and never repeats it', async () => {
    const command = join(import.meta.dirname, 'main.ts')
    const words = [command, 'sign', 'contract.txt', '--key', 'me.p12', '-o', 'piped.p7m']
    expect(await run(process.execPath, words, `${password}\n`)).toEqual(silent)
    const refused = await run(process.execPath, words, 'battery staple\n')
    expect(refused).toMatchObject({ status: 1, output: '', errors: 'countersign: The password does not open this key store.\n' })
  })

  it('tells misuse from failure and leaves no half file', async () => {
    const statusOf = async (...words: string[]): Promise<number> => (await countersign(...words)).status
    expect(await statusOf('sign', './contract.txt', ...withKey)).toBe(2)
    expect(await statusOf('sign', './contract.txt', ...withKey, '--level', 'LTX', '-o', './x')).toBe(2)
    expect(await statusOf('sign', './contract.txt', ...withKey, '--level', 'T', '-o', './x')).toBe(2)
    expect(await statusOf('sign', './contract.txt', ...withKey, '--trust', './nowhere', '-o', './x')).toBe(2)
    expect(await statusOf('verify', './contract.pdf', '--detached')).toBe(2)
    expect(await statusOf('sign', './contract.txt', ...withKey, '--level', 'T', '--tsa', 'http://127.0.0.1:1/', '-o', './x')).toBe(1)
    expect(await statusOf('sign', './contract.txt', '--key', './me.p12', '--password-file', './wrong', '-o', './x')).toBe(1)
    expect((await readdir(directory)).filter((name) => name === 'x' || name.endsWith('.part'))).toEqual([])
  })
})

describe('countersign timestamp', () => {
  it('gets a token that openssl and verify take', async () => {
    expect(await countersign('timestamp', './contract.txt', ...tsa(), '-o', './contract.tst')).toEqual(silent)
    const words = ['ts', '-verify', '-token_in', '-in', 'contract.tst', '-CAfile', 'root.pem', '-data']
    expect((await run('openssl', [...words, 'contract.txt'])).output + (await run('openssl', [...words, 'contract.txt'])).errors).toContain('Verification: OK')
    expect((await countersign('verify', './contract.tst', '--content', './contract.txt', '--trust', './root.pem')).status).toBe(0)
    expect((await countersign('verify', './contract.tst', '--content', './annex.txt', '--trust', './root.pem')).status).toBe(1)
  })

  it('puts one into a PDF', async () => {
    expect(await countersign('timestamp', './contract.pdf', '--format', 'pades', ...tsa(), '-o', './stamped.pdf')).toEqual(silent)
    expect((await countersign('verify', './stamped.pdf', '--trust', './root.pem')).status).toBe(0)
  })
})

describe('countersign evidence', () => {
  it('makes one record a file with one time-stamp, renews it both ways, and verifies', async () => {
    expect(await countersign('evidence', 'create', './contract.pdf', './contract.txt', './annex.txt', ...tsa(), '-o', './records')).toEqual(silent)
    expect(network.asked.filter((path) => path === '/tsa').length).toBeGreaterThan(0)
    const verify = (record: string, ...files: string[]): Promise<Outcome> => countersign('evidence', 'verify', record, ...files, '--trust', './root.pem')
    expect(await verify('./records/contract.pdf.ers', './contract.pdf')).toMatchObject({ status: 0, output: expect.stringMatching(/^PASSED/) })
    expect((await verify('./records/annex.txt.ers', './contract.pdf')).status).toBe(1)
    expect(await countersign('evidence', 'renew', './records/contract.txt.ers', ...tsa(), '-o', './renewed.ers')).toEqual(silent)
    expect(await countersign('evidence', 'renew', './renewed.ers', '--hash-tree', '--content', './contract.txt', ...tsa(), '-o', './again.ers')).toEqual(silent)
    expect((await verify('./again.ers', './contract.txt')).status).toBe(0)
    expect((await verify('./again.ers', './annex.txt')).status).toBe(1)
  })

  it('makes one record for a group', async () => {
    expect(await countersign('evidence', 'create', './contract.txt', './annex.txt', '--group', ...tsa(), '-o', './group.ers')).toEqual(silent)
    expect((await countersign('evidence', 'verify', './group.ers', './annex.txt', './contract.txt', '--trust', './root.pem')).status).toBe(0)
    expect(await countersign('evidence', 'renew', './group.ers', '--hash-tree', ...tsa(), '-o', './x')).toMatchObject({ status: 2 })
  })
})

describe('countersign --help', () => {
  it('names every command, the exit statuses and examples', async () => {
    const { status, output } = await countersign('--help')
    expect(status).toBe(0)
    for (const word of ['sign', 'extend', 'timestamp', 'evidence create', 'verify', 'inspect', 'Examples', 'Exit status: 0']) expect(output).toContain(word)
    expect(await countersign('frobnicate')).toMatchObject({ status: 2, errors: expect.stringContaining('no command "frobnicate"') })
  })
})
