/** A1, A2, B2, B7 as a person walks them: register on a phone, confirm, open the company's cabinet with its certificate, invite somebody. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { look } from '../look.ts'
import { Person, until } from '../person.ts'
import { agreed, applied, approved, cloudKeyMade, demonstration, fileKeyMade, freshContact, messageTo, recommended, registered, signIn } from '../road.ts'

const origin = inject('origin')
const filePassword = 'File-Password-1'
const password = 'Correct-Horse-7'

describe('an account and a company in the browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())

  it('opens the cabinet of the company that the certificate names', { timeout: 240_000 }, async () => {
    const contact = freshContact()
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-GB' })
    const page = await context.newPage()
    await register(page, contact)
    const { file, name } = await companyKey(await personIn(context), contact.phone)

    const sent: string[] = []
    context.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`))
    await page.goto(`${origin}/cabinet/new`)
    await page.getByRole('heading', { level: 1, name: 'Open a company cabinet' }).waitFor()
    await look(page, 'company-new')
    await page.locator('input[name=key-file]').setInputFiles({ name, mimeType: 'application/x-pkcs12', buffer: Buffer.from(file) })
    await page.getByLabel('Password of the key file').fill('Wrong-Password-1')
    await page.getByRole('button', { name: 'Open the key' }).click()
    await page.getByText('This is not the password of this file').first().waitFor()
    await page.getByLabel('Password of the key file').fill(filePassword)
    await page.getByRole('button', { name: 'Open the key' }).click()
    await page.getByRole('button', { name: 'Sign and open the cabinet of ТОВ Бета' }).waitFor()
    await look(page, 'company-sign')
    await page.getByRole('button', { name: 'Sign and open the cabinet of ТОВ Бета' }).click()
    await page.getByRole('heading', { level: 1, name: 'The cabinet of ТОВ Бета is open' }).waitFor()
    await look(page, 'company-opened')
    expect(sent.some((request) => request.includes(filePassword))).toBe(false)

    const colleague = freshContact()
    const other = await registered(origin, colleague)
    await page.getByRole('button', { name: 'Invite people' }).click()
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor()
    await page.getByRole('button', { name: 'Invite people' }).click()
    await page.getByLabel('E-mail addresses').fill(colleague.email)
    await page.getByRole('button', { name: /^Send/ }).click()
    await page.getByText('invited', { exact: true }).first().waitFor()
    const invitation = await messageTo(origin, colleague.email, 'ТОВ Бета')
    await other.post('/api/invitation-acceptances', { token: invitation.link?.split('/').at(-1) })
    const { cabinets } = await other.get<{ cabinets: { name: string; role: string }[] }>('/api/session')
    expect(cabinets).toContainEqual(expect.objectContaining({ name: 'ТОВ Бета', role: 'user' }))
    await page.goto(`${origin}/cabinet/people`)
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor()
    await look(page, 'people')
    await context.close()
  })
})

async function register(page: Page, contact: { email: string; phone: string }): Promise<void> {
  await page.goto(`${origin}/register`)
  await page.getByRole('heading', { level: 1, name: 'Create an account' }).waitFor()
  await look(page, 'register')
  await page.getByRole('button', { name: 'Create my account' }).click()
  await page.getByRole('alert').getByText('Give your e-mail address').waitFor()
  await page.getByLabel('Given name').fill('Тарас')
  await page.getByLabel('Family name').fill('Шевченко')
  await page.getByLabel('E-mail').fill(contact.email)
  await page.getByLabel('Phone').fill(contact.phone)
  await page.locator('input[name=password]').fill(password)
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Create my account' }).click()
  await page.getByRole('heading', { level: 1, name: 'Enter the code from the SMS' }).waitFor()
  await look(page, 'register-code')
  const sms = await messageTo(origin, contact.phone, '')
  await page.getByLabel('Code').fill(/\d{6}/.exec(sms.body)?.[0] ?? '')
  const confirm = page.getByRole('button', { name: 'Confirm my phone' })
  // Six digits are sent on by themselves.
  await Promise.race([
    page.getByRole('heading', { level: 1, name: 'Confirm your e-mail address' }).waitFor(),
    confirm.click({ timeout: 5_000 }).catch(() => undefined),
  ])
  await page.getByRole('heading', { level: 1, name: 'Confirm your e-mail address' }).waitFor()
  await look(page, 'register-mail')
  const link = await until(async () => {
    const { messages } = await new Person(origin).get<{ messages: { recipient: string; link: string | null }[] }>('/api/outbox')
    return messages.find((message) => message.recipient === contact.email && message.link?.includes('/confirm/'))?.link ?? undefined
  })
  await page.goto(link)
  await page.getByRole('heading', { level: 1, name: 'Your address is confirmed' }).waitFor()
  await look(page, 'confirmed')
}

async function personIn(context: BrowserContext): Promise<Person> {
  return new Person(origin, await context.cookies(origin))
}

/** The certificate road, shortened: its pages have a test of their own. */
async function companyKey(person: Person, phone: string): Promise<{ file: Uint8Array; name: string }> {
  const { vouchers } = await demonstration(origin)
  const data = {
    surname: 'Шевченко',
    givenName: 'Тарас',
    number: { kind: 'rnokpp', value: '3121212343' },
    company: { name: 'ТОВ Бета', number: { kind: 'edrpou', value: '12345678' } },
  }
  const id = await applied(person, vouchers.company[8] ?? '', data)
  await recommended(await signIn(origin, 'agent'), id)
  await approved(await signIn(origin, 'verifier'), id)
  await agreed(person, id, phone)
  await cloudKeyMade(person, id, '4711')
  return fileKeyMade(person, id, '4711', filePassword)
}
