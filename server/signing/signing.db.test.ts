import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { validate } from '@countersign/engine/validation'
import { toPem } from '@countersign/engine/keystore'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { samplePdf } from '../../engine/pdf/sample-files.ts'
import { workOff } from '../../test/work-off.ts'
import { trustAnchors, revokeCertificate } from '../authority/index.ts'
import { raiseUnfinished } from './service/raise.ts'
import { openSigningHouse, type FileKey, type SigningHouse } from './testing.ts'

let house: SigningHouse
let folder: string
let olena: string
let olenasKey: FileKey
let petrosKey: FileKey

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-signing-test-'))
  house = await openSigningHouse()
  olena = await house.signedIn('olena@example.com', 'Олена')
  olenasKey = await house.fileKey({ commonName: 'Коваленко Олена' })
  petrosKey = await house.fileKey({ commonName: 'Шевчук Петро', surname: 'Шевчук', givenName: 'Петро', serialNumber: 'TINUA-3121212343' })
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

const petro = { email: 'petro@example.com', name: 'Петро', role: 'signer', taxNumber: '3121212343', taxCountry: 'UA' }

describe('signing a PDF with others', () => {
  it('goes from upload to evidence that strangers’ tools accept', async () => {
    const pdf = samplePdf()
    const id = await house.sent(olena, 'Договір.pdf', pdf, [
      { email: 'olena@example.com', role: 'signer', order: 1 },
      { ...petro, order: 2 },
    ])
    expect(await house.sign(id, olena, olenasKey)).toMatchObject({
      status: 201,
      body: {
        document: {
          participants: [{ state: 'signed' }, { state: 'invited' }],
          signatures: [{ level: 'B', name: 'Коваленко Олена', personalNumber: '3287300012' }],
        },
      },
    })
    const guest = await house.guest('petro@example.com')
    expect(await house.sign(id, guest, petrosKey)).toMatchObject({ status: 201 })
    await workOff(house.house)
    const page = await house.call('GET', `/api/documents/${id}`, olena)
    expect(page.body).toMatchObject({ state: 'completed', signatures: [{ level: 'LT', trouble: null }, { level: 'LT' }] })

    const [anchor = new Uint8Array()] = await trustAnchors(house.house.platform)
    // Long after every status answer in it has run out, and with nobody to ask.
    const inside = await house.download(`/api/documents/${id}/signed-pdf`, olena)
    const later = await validate(inside, { trust: [anchor], at: new Date(Date.now() + 90 * 86_400_000) })
    expect(later).toMatchObject({ verdict: 'passed', signatures: [{ level: 'B-LTA' }, { level: 'B-LTA' }] })
    const anchorFile = keep('root.pem', toPem('CERTIFICATE', anchor))
    const original = keep('original.pdf', pdf)
    for (const { id: signatureId } of page.body['signatures'] as { id: string }[]) {
      const cms = await house.download(`/api/documents/${id}/signatures/${signatureId}/cms`, olena)
      const arguments_ = [
        'cms',
        '-verify',
        '-inform',
        'DER',
        '-in',
        keep('signature.p7s', cms),
        '-content',
        original,
        '-CAfile',
        anchorFile,
        '-cades',
        '-binary',
        '-purpose',
        'any',
        '-out',
        '/dev/null',
      ]
      expect(spawnSync('openssl', arguments_, { encoding: 'utf8' }).stderr).toContain('CAdES Verification successful')
      const flipped = Uint8Array.from(pdf)
      flipped[20] = (flipped[20] ?? 0) ^ 1
      arguments_[6] = keep('flipped.pdf', flipped)
      expect(spawnSync('openssl', arguments_, { encoding: 'utf8' }).status).not.toBe(0)
      expect(await validate(cms, { content: pdf, trust: [anchor], at: house.house.clock.now() })).toMatchObject({
        verdict: 'passed',
        signatures: [{ level: 'B-LT' }],
      })
      expect(await validate(cms, { content: flipped, trust: [anchor], at: house.house.clock.now() })).toMatchObject({ verdict: 'failed' })
    }

    // Signature, evidence, and the second pair: the evidence of the first was queued behind the second signature.
    const revisions = [1, 2, 3, 4]
    const statuses = await Promise.all(
      revisions.map(async (number) => (await house.app.inject({ url: `/api/documents/${id}/pdf-revisions/${number}`, headers: { cookie: olena } })).statusCode),
    )
    const newest = statuses.lastIndexOf(200) + 1
    const signedPdf = keep('signed.pdf', await house.download(`/api/documents/${id}/pdf-revisions/${newest}`, olena))
    execFileSync('qpdf', ['--check', signedPdf])
    const told = execFileSync('pdfsig', ['-nocert', signedPdf], { encoding: 'utf8' })
    expect(told.match(/Signature is Valid/g)?.length ?? 0).toBeGreaterThanOrEqual(2)
    expect(told).not.toContain('Invalid')
  })

  it('asks the second signer to sign again when the PDF moved on meanwhile, and keeps nothing half', async () => {
    const id = await house.sent(olena, 'Together.pdf', samplePdf(), [{ email: 'olena@example.com', role: 'signer' }, petro])
    const guest = await house.guest('petro@example.com')
    const prepared = await house.call('POST', `/api/documents/${id}/signing-preparations`, guest, {
      certificate: Buffer.from(petrosKey.certificate.der).toString('base64'),
    })
    expect(prepared.body).toMatchObject({ pdf: { revision: 0 }, signer: { name: 'Шевчук Петро' } })
    const answers = await Promise.all([house.sign(id, olena, olenasKey), house.sign(id, guest, petrosKey)])
    const moved = answers.filter(({ status }) => status === 409)
    expect(moved).toMatchObject([{ body: { code: 'pdf.revision-moved', details: { revision: 1 } } }])
    const [again, key] = answers[0].status === 409 ? [olena, olenasKey] : [guest, petrosKey]
    expect(await house.sign(id, again, key)).toMatchObject({ status: 201, body: { document: { signatures: [{}, {}] } } })
  })
})

describe('signing any other file', () => {
  const contents = new TextEncoder().encode('a,b\n1,2\n')

  it('is refused with every reason, in order, and nothing is kept', async () => {
    const id = await house.sent(olena, 'table.csv', contents, [petro])
    expect(await house.sign(id, olena, olenasKey)).toMatchObject({
      status: 409,
      body: { code: 'signing.refused', details: { reasons: ['not-a-participant'] } },
    })
    const guest = await house.guest('petro@example.com')
    expect(await house.sign(id, guest, olenasKey)).toMatchObject({ body: { details: { reasons: ['tax-number-differs'] } } })
    expect(await house.sign(id, guest, petrosKey, { digest: new Uint8Array(32) })).toMatchObject({ status: 422, body: { code: 'signature.other-document' } })
    expect(await house.sign(id, guest, petrosKey, { beside: (cms) => flip(cms, cms.length - 3) })).toMatchObject({
      status: 422,
      body: { code: 'signature.wrong-signature' },
    })
    expect(await house.sign(id, guest, petrosKey, { beside: () => contents })).toMatchObject({ status: 422, body: { code: 'signature.malformed' } })
    expect(await house.call('GET', `/api/documents/${id}`, olena)).toMatchObject({ body: { signatures: [] } })
    expect(await house.sign(id, guest, petrosKey)).toMatchObject({ status: 201 })
    expect(await house.sign(id, guest, petrosKey)).toMatchObject({ status: 409, body: { details: { reasons: ['already-done'] } } })
    expect(await house.call('POST', `/api/documents/${id}/recall`, olena)).toMatchObject({ status: 409, body: { code: 'document.needs-consent' } })
  })

  it('is refused for a revoked certificate, the moment it is revoked', async () => {
    const key = await house.fileKey({ commonName: 'Шевчук Петро', serialNumber: 'TINUA-3121212343' })
    const id = await house.sent(olena, 'revoked.csv', contents, [petro])
    const guest = await house.guest('petro@example.com')
    await revoke(key)
    expect(await house.sign(id, guest, key)).toMatchObject({ status: 409, body: { details: { reasons: ['certificate-revoked'] } } })
  })

  it('shows that evidence is wanting while the vault is away, and finishes by itself when it is back', async () => {
    await workOff(house.house)
    const id = await house.sent(olena, 'later.csv', contents, [petro])
    expect(await house.sign(id, await house.guest('petro@example.com'), petrosKey)).toMatchObject({ status: 201 })
    const real = house.house.platform.vault
    const away = { ...real, sign: () => Promise.reject(new Error('the vault does not answer')) }
    Object.assign(house.house.platform, { vault: away })
    await expect(workOff(house.house, { only: ['raise-signature'] })).rejects.toThrow('does not answer')
    expect(await house.call('GET', `/api/documents/${id}`, olena)).toMatchObject({
      body: { state: 'open', signatures: [{ level: 'B', trouble: 'time-stamp-missing' }] },
    })
    Object.assign(house.house.platform, { vault: real })
    await workOff(house.house)
    expect(await house.call('GET', `/api/documents/${id}`, olena)).toMatchObject({ body: { state: 'completed', signatures: [{ level: 'LT', trouble: null }] } })
  })
})

describe('power cuts', () => {
  it('between any two steps leave nothing that does not finish by itself, and doing a step twice does it once', async () => {
    await workOff(house.house)
    const id = await house.sent(olena, 'cut.pdf', samplePdf(), [{ email: 'olena@example.com', role: 'signer' }])
    expect(await house.sign(id, olena, olenasKey)).toMatchObject({ status: 201 })
    // Everything that was queued is lost; only the sweep remains.
    await forgetJobs()
    const state = async (): Promise<unknown> => (await house.call('GET', `/api/documents/${id}`, olena)).body
    expect(await state()).toMatchObject({ state: 'open', signatures: [{ level: 'B' }] })
    house.house.clock.advance(31 * 60_000)
    house.vault.ahead = 31 * 60_000
    await raiseUnfinished(house.system)
    await raiseUnfinished(house.system)
    await workOff(house.house)
    expect(await state()).toMatchObject({ state: 'completed', signatures: [{ level: 'LT' }] })
    const revisions = await Promise.all(
      [2, 3].map(async (number) => (await house.app.inject({ url: `/api/documents/${id}/pdf-revisions/${number}`, headers: { cookie: olena } })).statusCode),
    )
    expect(revisions).toEqual([200, 404])
    const { rows } = await house.system.transaction((tx) =>
      sql<{
        actions: number
      }>`select count(*)::int as actions from audit_entry where subject = ${id} and action in ('signature.raised', 'document.completed', 'document.pdf-raised')`.execute(
        tx.transaction,
      ),
    )
    expect(rows).toEqual([{ actions: 4 }])
  })
})

async function forgetJobs(): Promise<void> {
  await sql`delete from pgboss.job where state = 'created'`.execute(house.house.platform.database)
}

async function revoke(key: FileKey): Promise<void> {
  await house.system.transaction(async (tx) => revokeCertificate(tx, key.issuedId, 'keyCompromise'))
}

function flip(bytes: Uint8Array, at: number): Uint8Array {
  const changed = Uint8Array.from(bytes)
  changed[at] = (changed[at] ?? 0) ^ 1
  return changed
}

function keep(name: string, contents: Uint8Array | string): string {
  const path = join(folder, name)
  writeFileSync(path, contents)
  return path
}
