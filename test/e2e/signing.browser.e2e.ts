/**
 * F1–F8, F10, J3, I1 as people walk them: a PDF and an office file go out, one approves, one signs by link with a key file and no account,
 * the owner signs with the cloud key; what is downloaded satisfies the world's tools and the page that verifies. Every request is watched.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toBase64, toHex } from '@countersign/engine/bytes'
import { openKeystore } from '@countersign/engine/keystore'
import { unzipSync } from 'fflate'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { look } from '../look.ts'
import { contractPdf, letterDocx } from '../papers.ts'
import { until } from '../person.ts'
import { agreed, applied, approved, cloudKeyMade, demonstration, fileKeyMade, freshContact, messageTo, recommended, registered, signIn } from '../road.ts'
import { onePagePdf, sent } from '../signing.ts'

const origin = inject('origin')
const filePassword = 'File-Password-1'
const phone = { viewport: { width: 390, height: 844 }, locale: 'en-GB', colorScheme: 'light', reducedMotion: 'reduce' } as const
const desk = { viewport: { width: 1440, height: 900 }, locale: 'en-GB', colorScheme: 'light', reducedMotion: 'reduce' } as const
const folder = mkdtempSync(join(tmpdir(), 'signing-'))
const olenasNumber = '3287300012'

const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).first().click()
const heading = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('heading', { level: 1, name }).waitFor()

describe('upload, invite, sign, results', { timeout: 240_000 }, () => {
  let browser: Browser
  let owner: { email: string; password: string; pin: string }
  let ownerContext: BrowserContext
  let page: Page
  let keyFile: Uint8Array
  const approver = freshContact().email
  const counterparty = freshContact().email
  const contract = contractPdf()

  beforeAll(async () => {
    browser = await launchBrowser()
    keyFile = await olenasKey()
    const found = (await demonstration(origin)).people.find(({ role }) => role === 'owner')
    owner = { email: found?.email ?? '', password: found?.password ?? '', pin: found?.pin ?? '' }
    ownerContext = await browser.newContext({ ...desk, acceptDownloads: true })
    page = await ownerContext.newPage()
    await signInAs(page, owner)
  }, 240_000)
  afterAll(() => browser.close())

  it('sends two files to an approver, a signer by tax number, and oneself', async () => {
    await page.goto(`${origin}/documents`)
    await page.getByRole('link', { name: 'New document' }).first().waitFor()
    await look(page, 'documents-first')
    await page.getByRole('link', { name: 'New document' }).first().click()
    await heading(page, 'New document')
    await page.locator('input[name=files]').setInputFiles([
      { name: 'Supply contract 14.pdf', mimeType: 'application/pdf', buffer: Buffer.from(contract) },
      { name: 'Letter of intent.docx', mimeType: 'application/octet-stream', buffer: Buffer.from(letterDocx()) },
    ])
    await page.getByRole('button', { name: 'Send 2 documents' }).click()
    await page.getByRole('alert').getByText('Give an e-mail address').waitFor()
    const first = page.getByRole('group', { name: 'Participant 1' })
    await first.getByLabel('E-mail').fill(approver)
    await first.getByLabel('Role').selectOption('approver')
    await first.getByLabel('Name').fill('Ткачук Ірина')
    await press(page, 'Add a participant')
    const second = page.getByRole('group', { name: 'Participant 2' })
    await second.getByLabel('E-mail').fill(counterparty)
    await second.getByLabel('Name').fill('Коваленко Олена')
    await second.getByLabel('Tax number').fill('3287300013')
    await second.getByText('There is no such number').waitFor()
    await second.getByLabel('Tax number').fill('328 730 0012')
    await second.getByText('RNOKPP of a person').waitFor()
    await press(page, 'Add myself as signer')
    await page.getByLabel('Message').fill('Please sign by Friday.')
    await look(page, 'documents-new')
    await page.getByRole('button', { name: 'Send 2 documents' }).click()
    const list = page.getByRole('list', { name: 'Documents' })
    await list.getByRole('link', { name: /Supply contract 14/ }).waitFor()
    await list.getByRole('link', { name: /Letter of intent/ }).click()
    await page.getByText('Page 1 of 1').or(page.getByText('no office program')).waitFor({ timeout: 90_000 })
    await look(page, 'documents-letter')
  })

  it('walks the list by keyboard', async () => {
    await page.goto(`${origin}/documents`)
    await page.getByRole('link', { name: /Letter of intent/ }).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    const focused = await page.evaluate(() => document.activeElement?.textContent ?? '')
    await page.keyboard.press('Enter')
    await heading(page, /Supply contract 14|Letter of intent/)
    expect(focused).toContain(await page.getByRole('heading', { level: 1 }).textContent())
  })

  it('lets the approver approve by link, on a phone', async () => {
    const context = await browser.newContext(phone)
    const theirs = await context.newPage()
    for (const title of ['Supply contract 14', 'Letter of intent']) {
      await theirs.goto(await linkTo(approver, title))
      await heading(theirs, title)
      await theirs.getByRole('button', { name: 'Approve the document' }).waitFor()
      if (title === 'Supply contract 14') {
        await theirs.getByText('Page 1 of 1').waitFor()
        await look(theirs, 'approve')
      }
      await press(theirs, 'Approve the document')
      await heading(theirs, 'You have approved')
    }
    await look(theirs, 'approved')
    await context.close()
  })

  it('lets the counterparty sign by link without an account, and keeps file, password and key in the page', async () => {
    const context = await browser.newContext(phone)
    const requests: string[] = []
    context.on('request', (request) =>
      requests.push(`${request.url()}\n${JSON.stringify(request.headers())}\n${request.postDataBuffer()?.toString('latin1') ?? ''}`),
    )
    const theirs = await context.newPage()
    const link = await linkTo(counterparty, 'Supply contract 14')
    await theirs.goto(link)
    await heading(theirs, 'Supply contract 14')
    await theirs.getByText('Page 1 of 1').waitFor()
    await look(theirs, 'sign')
    await openKey(theirs, keyFile, 'Not-The-Password-1')
    await theirs.getByText('This is not the password of this file').first().waitFor()
    await look(theirs, 'sign-key')
    await theirs.getByLabel('Password of the key file').fill(filePassword)
    await press(theirs, 'Open the key')
    await theirs.getByRole('button', { name: 'Sign with my key' }).waitFor()
    await look(theirs, 'sign-ready')
    await press(theirs, 'Sign with my key')
    await heading(theirs, 'You have signed')
    await theirs.getByText('Complete', { exact: true }).waitFor({ timeout: 60_000 })
    await look(theirs, 'signed')
    await theirs.goto(await linkTo(counterparty, 'Letter of intent'))
    await openKey(theirs, keyFile, filePassword)
    await press(theirs, 'Sign with my key')
    await heading(theirs, 'You have signed')

    const [entry] = await openKeystore(keyFile, filePassword)
    const scalar = entry?.privateKey.subarray(36, 68) ?? new Uint8Array()
    expect(scalar).toHaveLength(32)
    const secrets = [
      filePassword,
      latin1(scalar),
      toHex(scalar),
      latin1(keyFile.subarray(64, 96)),
      toBase64(keyFile).slice(90, 130),
      'SUPPLY CONTRACT',
      '%PDF-',
      'PK\u0003\u0004',
    ]
    expect(requests.some((request) => request.includes('/signatures'))).toBe(true)
    for (const secret of secrets) expect(requests.filter((request) => request.includes(secret))).toEqual([])
    await context.close()

    const elsewhere = await browser.newContext({ ...phone, locale: 'uk-UA' })
    const other = await elsewhere.newPage()
    await other.goto(link)
    await heading(other, 'Це посилання вже відкривали')
    await look(other, 'link-spent-uk')
    await press(other, 'Надіслати мені нове посилання')
    await other.getByText('Нове посилання вже в дорозі').waitFor()
    await elsewhere.close()
  })

  it('says why a key cannot sign, and lets one decline with a reason', async () => {
    const initiator = await signIn(origin, 'owner')
    const other = freshContact().email
    const id = await sent(initiator, 'Lease.pdf', onePagePdf(), [
      { email: other, role: 'signer', taxNumber: '3121212343', taxCountry: 'UA', name: 'Бондар Іван' },
    ])
    const context = await browser.newContext({ ...phone, colorScheme: 'dark', locale: 'uk-UA' })
    const theirs = await context.newPage()
    await theirs.goto(await linkTo(other, 'Lease'))
    await press(theirs, 'Вибрати ключ для підпису')
    await theirs.locator('input[name=key-file]').setInputFiles({ name: 'key.p12', mimeType: 'application/x-pkcs12', buffer: Buffer.from(keyFile) })
    await theirs.getByLabel('Пароль файла ключа').fill(filePassword)
    await press(theirs, 'Відкрити ключ')
    await theirs.getByText('Цим ключем тут не підписати').waitFor()
    await theirs.getByText('Його адресовано 3121212343', { exact: false }).waitFor()
    expect(await theirs.getByRole('button', { name: 'Підписати моїм ключем' }).count()).toBe(0)
    await look(theirs, 'sign-refused-uk-dark')
    await press(theirs, 'Відхилити документ')
    const dialog = theirs.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Відхилити документ' }).click()
    await dialog.getByText('Скажіть чому').first().waitFor()
    await dialog.getByLabel('Причина').fill('Не той номер')
    await dialog.getByRole('button', { name: 'Відхилити документ' }).click()
    await heading(theirs, 'Ви відхилили документ')
    await look(theirs, 'declined-uk-dark')
    await context.close()
    await page.goto(`${origin}/documents/${id}`)
    await page.getByText('Не той номер', { exact: false }).waitFor()
  })

  it('signs with the cloud key from the desk; a wrong PIN says how many tries are left', async () => {
    for (const title of ['Supply contract 14', 'Letter of intent']) {
      await page.goto(`${origin}/documents?list=needs-me`)
      await page
        .getByRole('list', { name: 'Documents' })
        .getByRole('link', { name: new RegExp(title) })
        .first()
        .click()
      await page.getByRole('link', { name: 'Sign the document' }).click()
      const pin = page.getByLabel('PIN of the cloud key')
      if (title === 'Supply contract 14') {
        await pin.fill(owner.pin === '0000' ? '1111' : '0000')
        await press(page, 'Sign with my key')
        await page.getByText('4 tries are left').waitFor()
        await look(page, 'sign-own')
      }
      await pin.fill(owner.pin)
      await press(page, 'Sign with my key')
      await heading(page, 'You have signed')
      await page.getByRole('link', { name: 'Back to the document' }).click()
      await page.getByText('The archive has full legal force').waitFor({ timeout: 90_000 })
    }
  })

  it('hands out what OpenSSL, Poppler and qpdf accept', async () => {
    await openContract()
    await look(page, 'document-complete')
    const archive = await downloaded('Archive (.zip)')
    const files = unzipSync(readFileSync(archive))
    const names = Object.keys(files)
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name.replaceAll('/', '_')), bytes)
    const signatures = names.filter((name) => name.endsWith('.p7s'))
    expect(signatures).toHaveLength(2)
    expect(toHex(files['Supply contract 14.pdf'] ?? new Uint8Array())).toBe(toHex(contract))
    const inFolder = (name: string): string => join(folder, name.replaceAll('/', '_'))
    for (const signature of signatures) {
      const parameters = ['-inform', 'DER', '-cades', '-binary', '-purpose', 'any', '-in', inFolder(signature), '-content', inFolder('Supply contract 14.pdf')]
      execFileSync('openssl', ['cms', '-verify', ...parameters, '-CAfile', inFolder('certificates/authority.pem'), '-out', '/dev/null'], { stdio: 'pipe' })
    }
    const signed = await downloaded('Signed PDF')
    expect(execFileSync('pdfsig', ['-nocert', signed], { encoding: 'utf8' }).match(/Signature is Valid\./g)?.length).toBeGreaterThanOrEqual(2)
    execFileSync('qpdf', ['--check', signed], { stdio: 'pipe' })
    execFileSync('qpdf', ['--check', await downloaded('PDF copy')], { stdio: 'pipe' })
    expect(toHex(readFileSync(await downloaded('Original')))).toBe(toHex(contract))
    // The code on the copy leads here.
    await page.goto(page.url().replace('/documents/', '/verify/'))
    await page.getByText('Acme LLC').waitFor()
    await look(page, 'verdict-public')
  })

  it('passes on the page that verifies, without an upload; one flipped byte fails', async () => {
    const sentUp: string[] = []
    ownerContext.on('request', (request) => sentUp.push(request.postDataBuffer()?.toString('latin1') ?? ''))
    const archive = join(folder, 'Archive (.zip)')
    const signed = readFileSync(join(folder, 'Signed PDF'))
    for (const file of [readFileSync(archive), signed]) {
      await verify(file === signed ? 'signed.pdf' : 'archive.zip', file)
      await heading(page, 'All 2 signatures are good')
    }
    await look(page, 'verify-signed-pdf')
    const flipped = Buffer.from(signed)
    const at = flipped.indexOf('120 000.00')
    flipped[at] = (flipped[at] ?? 0) ^ 1
    await verify('flipped.pdf', flipped)
    await heading(page, /not good|failed/)
    await look(page, 'verify-flipped')
    expect(sentUp.filter((body) => body.includes('%PDF-') || body.includes('SUPPLY CONTRACT'))).toEqual([])
  })

  it('speaks Ukrainian on the desk, by day and by night, wide and narrow', async () => {
    const storage = await ownerContext.storageState()
    for (const [name, options] of Object.entries({
      'wide-dark': { ...desk, colorScheme: 'dark' },
      narrow: { ...phone, viewport: { width: 360, height: 780 } },
    } as const)) {
      const context = await browser.newContext({ ...options, locale: 'uk-UA', storageState: { ...storage, origins: [] } })
      const theirs = await context.newPage()
      await theirs.goto(`${origin}/documents`)
      await theirs
        .getByRole('link', { name: /Supply contract 14/ })
        .first()
        .waitFor()
      await look(theirs, `documents-uk-${name}`)
      await theirs
        .getByRole('link', { name: /Supply contract 14/ })
        .first()
        .click()
      await theirs.getByText('Повну юридичну силу має архів', { exact: false }).waitFor()
      await theirs.getByText('Сторінка 1 з 1').waitFor()
      await theirs.getByText('Історія', { exact: true }).click()
      await theirs.getByRole('table').waitFor()
      await look(theirs, `document-uk-${name}`)
      await theirs.goto(`${origin}/documents/new`)
      await heading(theirs, 'Новий документ')
      await look(theirs, `documents-new-uk-${name}`)
      await context.close()
    }
  })

  async function openContract(): Promise<void> {
    await page.goto(`${origin}/documents?list=done`)
    await page
      .getByRole('link', { name: /Supply contract 14/ })
      .first()
      .click()
    await heading(page, 'Supply contract 14')
    await page.getByText('Page 1 of 1').waitFor()
  }

  async function downloaded(label: string): Promise<string> {
    await press(page, 'Download')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: new RegExp(`^${label.replace(/[().]/g, '\\$&')}`) }).click(),
    ])
    const path = join(folder, label)
    await download.saveAs(path)
    return path
  }

  async function verify(name: string, bytes: Buffer): Promise<void> {
    await page.goto(`${origin}/verify`)
    await page.locator('input[type=file]').first().setInputFiles({ name, mimeType: 'application/octet-stream', buffer: bytes })
  }
})

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

async function linkTo(email: string, title: string): Promise<string> {
  return until(async () => {
    const { link } = await messageTo(origin, email, title)
    return link === null || !link.includes('/s/') ? undefined : `${origin}/s/${link.split('/s/').at(-1)}`
  })
}

async function signInAs(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.goto(`${origin}/sign-in`)
  await page.locator('[name=identifier]').fill(email)
  await page.locator('[name=password]').fill(password)
  await page.locator('form [type=submit]').click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

async function openKey(page: Page, file: Uint8Array, password: string): Promise<void> {
  await press(page, 'Choose the key to sign with')
  await page.locator('input[name=key-file]').setInputFiles({ name: 'key.p12', mimeType: 'application/x-pkcs12', buffer: Buffer.from(file) })
  await page.getByLabel('Password of the key file').fill(password)
  await press(page, 'Open the key')
}

/** The certificate road, shortened, with a voucher of its own: it has a test of its own. */
async function olenasKey(): Promise<Uint8Array> {
  const contact = freshContact()
  const person = await registered(origin, contact)
  const operator = await signIn(origin, 'operator')
  const { codes } = await operator.post<{ codes: string[] }>('/api/voucher-batches', {
    productId: 'person',
    name: 'signing',
    count: 1,
    expiresAt: '2036-01-01T00:00:00Z',
  })
  const id = await applied(person, codes[0] ?? '', { surname: 'Коваленко', givenName: 'Олена', number: { kind: 'rnokpp', value: olenasNumber } })
  await recommended(await signIn(origin, 'agent'), id)
  await approved(await signIn(origin, 'verifier'), id)
  await agreed(person, id, contact.phone)
  await cloudKeyMade(person, id, '4711')
  return (await fileKeyMade(person, id, '4711', filePassword)).file
}
