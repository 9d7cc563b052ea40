import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toPem } from '../keystore/index.ts'
import { document, signed, stamped, withValidationData } from '../validation/sample-signatures.ts'
import { runCommand } from './run.ts'
import { createPki, type TestPki } from '../validation/test-pki.ts'

let pki: TestPki
let directory: string
beforeAll(async () => {
  pki = await createPki()
  directory = await mkdtemp(join(tmpdir(), 'countersign-command-'))
  const files = {
    'agreement.txt': document,
    'other.txt': new Uint8Array([1]),
    'signature.p7s': await withValidationData(pki, await stamped(pki, await signed(pki))),
    'root.pem': toPem('CERTIFICATE', pki.root.certificate.der),
  }
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(directory, name), content)))
})
afterAll(() => rm(directory, { recursive: true }))

type Outcome = { readonly status: number; readonly output: string; readonly errors: string }

/** In this process; `./name` is a file of the test's folder. */
async function countersign(...words: string[]): Promise<Outcome> {
  const said = { output: '', errors: '' }
  const status = await runCommand(
    words.map((word) => word.replace(/^\.\//, `${directory}/`)),
    { print: (text) => (said.output += `${text}\n`), complain: (text) => (said.errors += `${text}\n`) },
  )
  return { status, ...said }
}

/** As people run it. */
function asProcess(...words: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(import.meta.dirname, 'main.ts'), ...words], { cwd: directory, encoding: 'utf8' }, (error, output, errors) =>
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, output, errors }),
    )
  })
}

const verify = ['verify', './signature.p7s', '--offline', '--at', '2027-01-01T00:00:00Z']

describe('countersign verify', () => {
  it('passes a good signature with status 0 and says so in words', async () => {
    const { status, output } = await asProcess(...verify, '--content', './agreement.txt', '--trust', './root.pem')
    expect(output).toMatch(/^PASSED/)
    expect(output).toContain('A time-stamp proves that the signature existed on 2026-06-01T12:00:00Z.')
    expect(status).toBe(0)
  })

  it('fails another document with status 1, and gives the report as JSON', async () => {
    const { status, output } = await countersign(...verify, '--content', './other.txt', '--trust', directory, '--json')
    expect(status).toBe(1)
    expect(JSON.parse(output)).toMatchObject({
      format: 'CAdES',
      verdict: 'failed',
      signatures: [{ subIndication: 'HASH_FAILURE', level: 'B-LT' }],
      evidenceRecords: [],
    })
  })

  it('cannot tell without trust, with status 1', async () => {
    expect((await countersign(...verify, '--content', './agreement.txt')).status).toBe(1)
  })

  it('fails what is no signature at all', async () => {
    const { status, output } = await countersign('verify', './agreement.txt', '--offline')
    expect(status).toBe(1)
    expect(output).toContain('not a kind of signed file')
  })

  it('says how it is called', async () => {
    expect(await countersign('verify')).toMatchObject({ status: 2, errors: expect.stringContaining('verify takes one file') })
    expect(await countersign('verify', './nothing.p7s')).toMatchObject({ status: 2, errors: expect.stringContaining('no such file') })
  })
})

describe('countersign inspect', () => {
  it('shows what a signature holds', async () => {
    const { status, output } = await countersign('inspect', './signature.p7s')
    expect(status).toBe(0)
    expect(JSON.parse(output)).toMatchObject({
      kind: 'CMS SignedData',
      version: 5,
      ocspResponses: 2,
      crls: 1,
      signers: [{ claimedTime: '2026-06-01T12:00:00.000Z', timestamps: ['2026-06-01T12:00:00.000Z'] }],
    })
  })
})
