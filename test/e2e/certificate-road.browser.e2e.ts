/** D1–D8, E1 as people walk them: three browsers, one on a phone, from a voucher to a key file; nothing secret leaves the applicant's page. */
import { toBase64, toHex } from '@countersign/engine/bytes'
import { openKeystore } from '@countersign/engine/keystore'
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { look as lookAt } from '../look.ts'
import { demonstration, freshContact, messageTo, password, registered } from '../road.ts'

const origin = inject('origin')
const phone = { viewport: { width: 390, height: 844 }, locale: 'en-GB', colorScheme: 'light', reducedMotion: 'reduce' } as const
const desk = { viewport: { width: 1440, height: 900 }, locale: 'en-GB', colorScheme: 'light', reducedMotion: 'reduce' } as const
const secrets = { pin: '4711', filePassword: 'File-Password-1' }

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()
const fill = (page: Page, label: string, value: string): Promise<void> => page.getByLabel(label, { exact: true }).fill(value)
const heading = (page: Page, name: string): Promise<void> => page.getByRole('heading', { level: 1, name }).waitFor()

const look = (page: Page, name: string): Promise<void> => lookAt(page, `road-${name}`)

async function signInAs(page: Page, identifier: string, word: string): Promise<void> {
  await page.goto(`${origin}/sign-in`)
  await page.locator('[name=identifier]').fill(identifier)
  await page.locator('[name=password]').fill(word)
  await page.locator('form [type=submit]').click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

/** A card drawn by the browser itself: a picture with something on it. */
async function cardPicture(browser: Browser): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 640, height: 400 } })
  await page.setContent('<body><h1>Specimen</h1><p>Коваленко Олена<p>001234567')
  const bytes = await page.screenshot()
  await page.close()
  return bytes
}

describe('the certificate road in the browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())

  it('leads a company employee from a voucher to a key file, and keeps every secret in the page', { timeout: 240_000 }, async () => {
    const { people, vouchers } = await demonstration(origin)
    const contact = freshContact()
    await registered(origin, contact)
    const context = await browser.newContext(phone)
    const sent: string[] = []
    context.on('request', (request) => sent.push(`${request.url()} ${JSON.stringify(request.headers())} ${request.postDataBuffer()?.toString('latin1') ?? ''}`))
    const complaints: string[] = []
    context.on('weberror', (error) => complaints.push(error.error().message))
    context.on('console', (message) => /Content Security Policy/i.test(message.text()) && complaints.push(message.text()))
    const page = await context.newPage()

    await page.goto(`${origin}/get`)
    await heading(page, 'Get a certificate')
    await page.getByRole('radio', { name: /For a company employee/ }).check()
    await look(page, 'get')
    await press(page, 'Continue to the voucher')
    await heading(page, 'First, an account')
    await look(page, 'account-first')
    await page.getByRole('link', { name: 'I have an account' }).click()
    await page.locator('[name=identifier]').fill(contact.email)
    await page.locator('[name=password]').fill(password)
    await page.locator('form [type=submit]').click()
    await heading(page, 'Enter your voucher')
    await fill(page, 'Voucher', 'AAAA')
    await press(page, 'Open my application')
    await page
      .getByRole('alert')
      .getByRole('link', { name: /16 letters/ })
      .waitFor()
    await look(page, 'voucher')
    await fill(page, 'Voucher', vouchers.company.at(-1) ?? '')
    await press(page, 'Open my application')

    await heading(page, 'What you get')
    await fill(page, 'Position (optional)', 'Бухгалтер')
    await look(page, 'parameters')
    await press(page, 'Continue to my data')
    await heading(page, 'Your data')
    await fill(page, 'Tax number (РНОКПП)', '3287300013')
    await press(page, 'Save my data')
    await page
      .getByRole('alert')
      .getByRole('link', { name: /check digit/ })
      .waitFor()
    await look(page, 'person-wrong')
    await fill(page, 'Tax number (РНОКПП)', '3287300012')
    await page.getByText('the check digit fits').waitFor()
    await fill(page, 'Date of birth', '1990-01-01')
    await press(page, 'Save my data')
    await heading(page, 'The company')
    await fill(page, 'Company name', 'ТОВ «Дельта»')
    await fill(page, 'Company number (ЄДРПОУ)', '4339 5033')
    await look(page, 'company')
    await press(page, 'Save the company')
    await heading(page, 'Which document will you show?')
    await look(page, 'document')
    await fill(page, 'Number of the ID card', '001234567')
    await press(page, 'Continue to the pictures')
    await heading(page, 'Show the document and your face')

    // Left here, and resumed on another device: the server knows where.
    const address = page.url().replace(/\/pictures$/, '')
    await page.goto(`${origin}/applications`)
    await page.getByRole('link', { name: /^Continue/ }).click()
    await heading(page, 'Show the document and your face')
    await press(page, 'Continue to the summary')
    await page.getByRole('alert').getByRole('link', { name: 'Still needed: Your face' }).waitFor()
    await look(page, 'pictures-missing')
    const card = await cardPicture(browser)
    for (const slot of ['Document, front', 'Document, back', 'Your face', 'Appointment paper', 'Registration extract']) {
      const part = page.getByRole('region', { name: slot })
      await part.locator('input[type=file]:not([capture])').setInputFiles({ name: 'picture.png', mimeType: 'image/png', buffer: card })
      await part.getByRole('img', { name: slot }).waitFor()
    }
    await look(page, 'pictures')
    await press(page, 'Continue to the summary')
    await heading(page, 'Check everything once more')
    await look(page, 'summary')
    await page.getByLabel('Language').selectOption('uk')
    await heading(page, 'Перевірте все ще раз')
    await look(page, 'summary-uk')
    await page.getByLabel('Мова').selectOption('en')
    await heading(page, 'Check everything once more')
    await press(page, 'Send the application')
    await page.getByRole('alert').getByRole('link', { name: 'Confirm that the data are true' }).click()
    await page.getByRole('checkbox').check()
    await press(page, 'Send the application')
    await heading(page, 'Your application is being checked')
    await look(page, 'waiting')

    // The agent asks for one picture again, and then passes the application on.
    const id = address.split('/').at(-1) ?? ''
    const agent = await (await browser.newContext(desk)).newPage()
    const [agentPerson, verifierPerson] = ['agent', 'verifier'].map((role) => people.find((person) => person.role === role))
    await signInAs(agent, agentPerson?.email ?? '', agentPerson?.password ?? '')
    await agent.goto(`${origin}/proofing`)
    await agent.getByText('Choose an application').waitFor()
    await look(agent, 'queue')
    await agent.goto(`${origin}/proofing/${id}`)
    await press(agent, 'Take and check')
    await agent.getByRole('group', { name: 'Your face' }).getByRole('radio', { name: 'Reject' }).check()
    await fill(agent, 'Why, for the applicant', 'Too dark')
    for (const slot of ['Document, front', 'Document, back', 'Appointment paper', 'Registration extract'])
      await agent.getByRole('group', { name: slot }).getByRole('radio', { name: 'Accept' }).check()
    await press(agent, 'Accept and pass on')
    await agent.getByRole('alert').getByText('Your face is rejected').waitFor()
    await look(agent, 'review')
    await press(agent, 'Ask again…')
    await agent.getByRole('dialog').getByLabel('Reason').fill('Take your face in better light, please')
    await look(agent, 'ask-again')
    await press(agent, 'Ask for a correction')
    await agent.waitForURL(/proofing$/)

    await heading(page, 'One thing needs a correction')
    await look(page, 'deferred')
    await page.getByRole('link', { name: 'Correct and send again' }).click()
    const face = page.getByRole('region', { name: 'Your face' })
    await face.getByText('Too dark').waitFor()
    await face.locator('input[type=file]:not([capture])').setInputFiles({ name: 'picture.png', mimeType: 'image/png', buffer: card })
    await face.getByRole('img', { name: 'Your face' }).waitFor()
    await press(page, 'Continue to the summary')
    await page.getByRole('checkbox').check()
    await press(page, 'Send the application')
    await heading(page, 'Your application is being checked')

    await agent.goto(`${origin}/proofing/${id}`)
    await press(agent, 'Take and check')
    await agent.getByRole('group', { name: 'Your face' }).waitFor()
    for (const radio of await agent.getByRole('radio', { name: 'Accept' }).all()) await radio.check()
    for (const box of await agent.getByRole('checkbox').all()) await box.check()
    await press(agent, 'Accept and pass on')
    await agent.waitForURL(/proofing$/)

    // The verifier decides with their own key; a wrong PIN says how many tries are left.
    const verifierContext = await browser.newContext(desk)
    const verifierSent: string[] = []
    verifierContext.on('request', (request) => verifierSent.push(`${request.url()} ${request.postData() ?? ''}`))
    const verifier = await verifierContext.newPage()
    await signInAs(verifier, verifierPerson?.email ?? '', verifierPerson?.password ?? '')
    await verifier.goto(`${origin}/proofing/${id}`)
    const pin = verifierPerson?.pin ?? ''
    await fill(verifier, 'PIN of your cloud key', pin === '9876' ? '9875' : '9876')
    await press(verifier, 'Approve and sign')
    await verifier
      .getByRole('alert')
      .getByText(/tries are left/)
      .waitFor()
    await look(verifier, 'decision')
    await fill(verifier, 'PIN of your cloud key', pin)
    await press(verifier, 'Approve and sign')
    await verifier.waitForURL(/proofing$/)
    expect(verifierSent.filter((text) => holds(text, pin))).toEqual([])

    await heading(page, 'Read and sign the agreement')
    await page.getByRole('button', { name: 'Send me the code' }).waitFor({ timeout: 60_000 })
    await page.locator('canvas').first().waitFor()
    await look(page, 'agreement')
    await press(page, 'Send me the code')
    await page.getByLabel('Code from the SMS').waitFor()
    const hint = await page.getByText(/The SMS names the fingerprint/).textContent()
    const fingerprint = /fingerprint ([0-9a-f]{8})/.exec(hint ?? '')?.[1] ?? 'none'
    const { body } = await messageTo(origin, contact.phone, fingerprint)
    await fill(page, 'Code from the SMS', /\b\d{6}\b/.exec(body)?.[0] ?? '')
    await press(page, 'Sign the agreement')

    await heading(page, 'Choose the PIN of your cloud key')
    await fill(page, 'PIN', '1234')
    await press(page, 'Continue with this PIN')
    await page
      .getByRole('alert')
      .getByText(/Everybody tries/)
      .waitFor()
    await fill(page, 'PIN', secrets.pin)
    await fill(page, 'The PIN once more', secrets.pin)
    await look(page, 'pin')
    await press(page, 'Continue with this PIN')
    await heading(page, 'Choose the password of your key file')
    await fill(page, 'Password of the file', secrets.filePassword)
    await fill(page, 'The password once more', secrets.filePassword)
    await look(page, 'password')
    const downloading = page.waitForEvent('download')
    await press(page, 'Make my keys')
    const download = await downloading
    expect(download.suggestedFilename()).toBe('kovalenko_edr_43395033.p12')
    await heading(page, 'Your keys are ready')
    await page.getByText('file key', { exact: false }).first().waitFor()
    await page.getByText('valid', { exact: true }).nth(1).waitFor()
    await look(page, 'issued')

    const [entry] = await openKeystore(new Uint8Array(await readFile(await download.path())), secrets.filePassword)
    if (entry === undefined) throw new Error('the key file is empty')
    const spelt = [secrets.filePassword, toHex(entry.privateKey), ...spellings(entry.privateKey)]
    for (const secret of spelt) expect(sent.filter((text) => text.includes(secret)).map((text) => text.slice(0, 80))).toEqual([])
    expect(sent.filter((text) => holds(text, secrets.pin)).map((text) => text.slice(0, 80))).toEqual([])
    expect(sent.some((text) => text.includes('/file-keys') && text.includes('sealedSecret'))).toBe(true)

    await page.getByLabel('I have the file and its password').check()
    await page.getByRole('link', { name: 'To my certificates' }).click()
    await heading(page, 'My certificates')
    await page.getByRole('row').nth(2).waitFor()
    await look(page, 'certificates')
    await page.getByRole('button', { name: /^Revoke….*file key/ }).click()
    await page.getByLabel('Reason').selectOption({ label: 'I do not need it any more' })
    await look(page, 'revoke')
    await press(page, 'Revoke the certificate')
    await page.getByText('revoked', { exact: true }).waitFor()
    expect(complaints).toEqual([])
  })
})

/** A PIN on its own: not four digits that happen to stand inside a longer number or a base64 text. */
function holds(text: string, pin: string): boolean {
  return new RegExp(`(?<![\\w+/=-])${pin}(?![\\w+/=-])`).test(text)
}

/** Every way in which octets within a longer base64 text may be spelt, for each of the three alignments. */
function spellings(secret: Uint8Array): string[] {
  // The private value of a P-256 key stands behind the fixed beginning of its PKCS #8.
  const inner = secret.subarray(36, 68)
  return [0, 1, 2].flatMap((shift) => {
    const base64 = toBase64(new Uint8Array([...new Uint8Array(shift), ...inner])).slice(4, 40)
    return [base64, base64.replaceAll('+', '-').replaceAll('/', '_')]
  })
}
