import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { validate } from '@countersign/engine/validation'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { samplePdf } from '../../engine/pdf/sample-files.ts'
import { workOff } from '../../test/work-off.ts'
import { trustAnchors } from '../authority/index.ts'
import { openSigningHouse, type SigningHouse } from '../signing/testing.ts'

let house: SigningHouse
let folder: string
let olena: string
let id: string
const pdf = samplePdf()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-archive-test-'))
  house = await openSigningHouse()
  olena = await house.signedIn('olena@example.com', 'Олена')
  const olenasKey = await house.fileKey({ commonName: 'Коваленко Олена Іванівна', organizationName: 'ТОВ «Приклад»', organizationIdentifier: 'NTRUA-12345678' })
  const petrosKey = await house.fileKey({ commonName: "Об'єднаний Петро", serialNumber: 'TINUA-3121212343' })
  id = await house.sent(olena, 'Договір поставки № 14.pdf', pdf, [
    { email: 'olena@example.com', role: 'signer' },
    { email: 'petro@example.com', name: 'Петро', role: 'signer' },
  ])
  await house.sign(id, olena, olenasKey)
  house.house.clock.advance(1_000)
  await house.sign(id, await house.guest('petro@example.com'), petrosKey)
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

function unpacked(name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  mkdirSync(path)
  writeFileSync(`${path}.zip`, bytes)
  execFileSync('python3', [
    '-c',
    'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; z.extractall(sys.argv[2])',
    `${path}.zip`,
    path,
  ])
  return path
}

describe('the archive', () => {
  it('is streamed as far as it goes before everything is complete', async () => {
    expect(readdirSync(join(unpacked('early', await house.download(`/api/documents/${id}/archive`, olena)), 'signatures'))).toEqual([
      '01-Коваленко.p7s',
      "02-Об'єднаний.p7s",
    ])
  })

  it('is built once and kept when the document completes, and verifies with nothing but its own README', async () => {
    await workOff(house.house)
    const archive = await house.download(`/api/documents/${id}/archive`, olena)
    expect(await validate(archive, { trust: await trustAnchors(house.house.platform), at: house.house.clock.now() })).toMatchObject({
      verdict: 'passed',
      signatures: [{ level: 'B-LT' }, { level: 'B-LT' }],
    })
    const path = unpacked('whole', archive)
    expect(readdirSync(path).toSorted()).toEqual(['README.txt', 'certificates', 'signatures', 'Договір поставки № 14.pdf'])
    expect(new Uint8Array(readFileSync(join(path, 'Договір поставки № 14.pdf')))).toEqual(pdf)
    const readme = readFileSync(join(path, 'README.txt'), 'utf8')
    expect(readme).toContain('Архів Countersign')
    const command = /openssl cms .*/.exec(readme)?.[0] ?? ''
    expect(spawnSync('sh', ['-c', command], { cwd: path, encoding: 'utf8' }).stderr).toContain('CAdES Verification successful')
    expect(spawnSync('sh', ['-c', command.replaceAll('01-Коваленко', "02-Об'єднаний")], { cwd: path, encoding: 'utf8' }).stderr).toContain(
      'CAdES Verification successful',
    )
    writeFileSync(
      join(path, 'Договір поставки № 14.pdf'),
      Uint8Array.from(pdf, (byte, index) => (index === 100 ? byte ^ 1 : byte)),
    )
    expect(spawnSync('sh', ['-c', command], { cwd: path, encoding: 'utf8' }).status).not.toBe(0)
  })

  it('is not for guests', async () => {
    expect(await house.call('GET', `/api/documents/${id}/archive`, '')).toMatchObject({ status: 401 })
  })
})

describe('the PDF with signatures inside', () => {
  it('is accepted by strangers’ tools and by our own', async () => {
    const bytes = await house.download(`/api/documents/${id}/signed-pdf`, olena)
    const path = join(folder, 'signed.pdf')
    writeFileSync(path, bytes)
    execFileSync('qpdf', ['--check', path])
    expect(execFileSync('pdfsig', ['-nocert', path], { encoding: 'utf8' }).match(/Signature is Valid/g)).toHaveLength(2)
    const report = await validate(bytes, { trust: await trustAnchors(house.house.platform), at: house.house.clock.now() })
    expect(report).toMatchObject({ verdict: 'passed', format: 'PAdES' })
    const validated = await house.app.inject({
      method: 'POST',
      url: '/api/validations',
      headers: { 'content-type': 'application/octet-stream' },
      payload: Buffer.from(bytes),
    })
    expect(validated.json()).toMatchObject({ verdict: 'passed', signatures: [{ signer: { subject: expect.stringContaining('Коваленко') } }, {}] })
  })
})

describe('the copy', () => {
  it('shows the pages, a line at the foot of each, and every signature; and may not be changed', async () => {
    const bytes = await house.download(`/api/documents/${id}/copy?language=uk`, olena)
    const path = join(folder, 'copy.pdf')
    writeFileSync(path, bytes)
    execFileSync('qpdf', ['--check', path])
    const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
    for (const words of [
      'Hello, world.',
      'Аркуш підписів',
      'Копія без юридичної сили',
      'Коваленко Олена Іванівна',
      'ТОВ «Приклад»',
      '12345678',
      '3287300012',
      "Об'єднаний Петро",
    ])
      expect(text).toContain(words)
    expect(text.split('\f')[0]).toContain('Підписано електронно')
    expect(execFileSync('pdfinfo', [path], { encoding: 'utf8' })).toMatch(/Encrypted:\s+yes \(print:yes copy:yes change:no addNotes:no/)
  })
})

describe('what the code on the paper leads to', () => {
  it('names who signed, without numbers and addresses', async () => {
    const { status, body } = await house.call('GET', `/api/verdicts/${id}`, '')
    expect({ status, body }).toMatchObject({ status: 200, body: { state: 'completed', signatures: [{ name: 'Коваленко Олена Іванівна', level: 'LT' }, {}] } })
    expect(JSON.stringify(body)).not.toContain('3287300012')
    expect(await house.call('GET', '/api/verdicts/00000000-0000-4000-8000-000000000000', '')).toMatchObject({ status: 404 })
  })
})

describe('statistics', () => {
  it('say who did what, and to the initiator also from where', async () => {
    const { body } = await house.call('GET', `/api/documents/${id}/statistics`, olena)
    const rows = body['rows'] as { action: string; who: string; address: string }[]
    expect(rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['document.sent', 'document.link-opened', 'document.signed', 'document.completed', 'archive.downloaded']),
    )
    expect(rows.find(({ action }) => action === 'document.link-opened')).toMatchObject({ who: 'Петро', address: '127.0.0.1' })
  })
})
