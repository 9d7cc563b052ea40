import { Buffer } from 'node:buffer'
import { zipSync, strToU8 } from 'fflate'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { samplePdf } from '../../engine/pdf/sample-files.ts'
import { openTestPlatform, type TestPlatform } from '../../test/platform.ts'
import { workOff } from '../../test/work-off.ts'
import { createSeedAccount } from '../accounts/index.ts'
import { buildApp } from '../app.ts'
import { createSeedCompany } from '../cabinets/index.ts'
import { Act } from '../platform/index.ts'
import { documentsJobs } from './index.ts'
import { expireOverdue } from './service/end.ts'

const password = 'Long enough 1!'
let house: TestPlatform
let app: FastifyInstance
let olena: string
let stranger: string

beforeAll(async () => {
  house = await openTestPlatform({ jobs: documentsJobs })
  app = (await buildApp(house.platform)).app
  olena = await signedIn('olena@example.com', 'Олена', 'uk')
  stranger = await signedIn('stranger@example.com', 'Somebody', 'en')
})
afterAll(async () => {
  await app.close()
  await house.close()
})

let phones = 0
async function signedIn(email: string, given: string, language: string): Promise<string> {
  phones += 1
  await createSeedAccount(new Act(house.platform, { kind: 'system', job: 'test' }), {
    email,
    phone: `+38050111000${phones}`,
    password,
    name: { given, family: 'Коваленко' },
    language,
  })
  const answer = await app.inject({ method: 'POST', url: '/api/sessions', payload: { identifier: email, password } })
  return `session=${answer.cookies.find(({ name }) => name === 'session')?.value ?? ''}`
}

type Answer = { readonly status: number; readonly body: Record<string, unknown> }

async function call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, cookie: string, payload?: object): Promise<Answer> {
  const answer = await app.inject({ method, url, headers: { cookie }, ...(payload && { payload }) })
  return { status: answer.statusCode, body: answer.body === '' ? {} : answer.json() }
}

async function upload(cookie: string, name: string, bytes: Uint8Array): Promise<Answer> {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/documents?name=${encodeURIComponent(name)}`,
    headers: { cookie, 'content-type': 'application/octet-stream' },
    payload: Buffer.from(bytes),
  })
  return { status: answer.statusCode, body: answer.json() }
}

async function draft(...participants: object[]): Promise<string> {
  const { body } = await upload(olena, 'Договір.pdf', samplePdf())
  const id = String(body['id'])
  expect(await call('PUT', `/api/documents/${id}/participants`, olena, { participants })).toMatchObject({ status: 200 })
  return id
}

async function sent(...participants: object[]): Promise<string> {
  const id = await draft(...participants)
  expect(await call('POST', `/api/documents/${id}/sendings`, olena, { message: 'Please.' })).toMatchObject({ status: 201, body: { state: 'open' } })
  house.clock.advance(1_000)
  return id
}

async function linkOf(email: string): Promise<string> {
  const { body } = await call('GET', '/api/outbox', '')
  const message = (body['messages'] as { recipient: string; link: string | null }[]).find(({ recipient }) => recipient === email)
  return message?.link?.split('/s/').at(-1) ?? ''
}

async function guest(email: string): Promise<string> {
  const answer = await app.inject({ method: 'POST', url: '/api/guest-sessions', payload: { token: await linkOf(email) } })
  expect(answer.statusCode).toBe(201)
  return `guest=${answer.cookies.find(({ name }) => name === 'guest')?.value ?? ''}`
}

describe('looking', () => {
  it('does not undo what its reader did meanwhile', async () => {
    const id = await sent({ email: 'meanwhile@example.com', role: 'approver' })
    const cookie = await signedIn('meanwhile@example.com', 'Саме', 'uk')
    let reading: Promise<Answer> | undefined
    await new Act(house.platform, { kind: 'system', job: 'test' }).transaction(async ({ transaction }) => {
      await sql`update participant set state = 'approved' where document_id = ${id}`.execute(transaction)
      reading = app.inject({ url: `/api/documents/${id}/original`, headers: { cookie } }).then(({ statusCode }) => ({ status: statusCode, body: {} }))
      const waiting = sql<{ one: number }>`select 1 as one from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      await expect.poll(async () => (await waiting.execute(house.platform.database)).rows.length, { timeout: 10_000 }).toBeGreaterThan(0)
    })
    expect((await reading)?.status).toBe(200)
    expect(await call('GET', `/api/documents/${id}`, olena)).toMatchObject({ body: { participants: [{ state: 'approved' }] } })
  })

  it('at an address that is none is not found, by guests and by others', async () => {
    for (const cookie of ['', olena]) expect((await app.inject({ url: '//', headers: { cookie } })).statusCode).toBe(404)
  })
})

describe('uploading', () => {
  it('keeps a PDF as it is, which is its own view', async () => {
    const pdf = samplePdf()
    const { status, body } = await upload(olena, '../Договір № 14.pdf', pdf)
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { name: 'Договір № 14.pdf', kind: 'pdf', pages: 1, state: 'draft', takesPdfSignature: true, size: pdf.length },
    })
    const url = `/api/documents/${String(body['id'])}`
    const original = await app.inject({ url: `${url}/original`, headers: { cookie: olena } })
    expect(original.rawPayload.equals(Buffer.from(pdf))).toBe(true)
    expect(original.headers['content-disposition']).toContain('attachment; filename="_______ _ 14.pdf"; filename*=UTF-8\'\'%D0%94')
    const part = await app.inject({ url: `${url}/view`, headers: { cookie: olena, range: 'bytes=5-7' } })
    expect(part).toMatchObject({ statusCode: 206, body: '1.7', headers: { 'content-range': `bytes 5-7/${pdf.length}`, 'content-type': 'application/pdf' } })
    expect((await app.inject({ url: `${url}/view`, headers: { cookie: olena, range: 'bytes=99999999-' } })).statusCode).toBe(416)
  })

  it('refuses nothing at all, a name of nothing, a torn PDF, and people who are not signed in', async () => {
    expect(await upload(olena, 'empty.pdf', new Uint8Array(0))).toMatchObject({ status: 422, body: { fields: [{ path: 'contents', code: 'empty' }] } })
    expect(await upload(olena, '../..', samplePdf())).toMatchObject({ status: 422, body: { fields: [{ path: 'name', code: 'empty' }] } })
    expect(await upload(olena, 'torn.pdf', samplePdf().subarray(0, 60))).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'contents', code: 'damaged-pdf' }] },
    })
    expect(await upload('', 'a.pdf', samplePdf())).toMatchObject({ status: 401 })
  })

  it('judges by the bytes, not by the name, and opens no bomb', async () => {
    expect(await upload(olena, 'photo.pdf', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))).toMatchObject({ body: { kind: 'image', mediaType: 'image/png' } })
    expect(await upload(olena, 'page.html', strToU8('<script>alert(1)</script>'))).toMatchObject({
      body: { kind: 'other', mediaType: 'application/octet-stream' },
    })
    const word = (filler: Uint8Array): Uint8Array => zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': filler })
    expect(await upload(olena, 'a.bin', word(strToU8('<w:document/>')))).toMatchObject({ body: { kind: 'office' } })
    expect(await upload(olena, 'bomb.docx', word(new Uint8Array(30_000_000)))).toMatchObject({ body: { kind: 'other', mediaType: 'application/zip' } })
  })

  it('draws office files and leaves unreadable ones with a reason', async () => {
    const odt = zipSync({
      mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
      'content.xml': strToU8(
        '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"><office:body><office:text><text:p>Договір поставки</text:p></office:text></office:body></office:document-content>',
      ),
      'META-INF/manifest.xml': strToU8(
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
      ),
    })
    const good = await upload(olena, 'Договір.odt', odt)
    expect(good).toMatchObject({ status: 201, body: { kind: 'office', mediaType: 'application/vnd.oasis.opendocument.text' } })
    const bad = await upload(olena, 'broken.docx', zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8('garbage') }))
    const view = (answer: Answer): string => `/api/documents/${String(answer.body['id'])}/view`
    expect(await call('GET', view(good), olena)).toEqual({ status: 202, body: { state: 'pending', reason: null } })
    await workOff(house, { only: ['draw-view'] })
    const drawn = await app.inject({ url: view(good), headers: { cookie: olena } })
    expect(drawn).toMatchObject({ statusCode: 200, headers: { 'content-type': 'application/pdf' } })
    expect(drawn.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect(await call('GET', view(bad), olena)).toMatchObject({ status: 404, body: { state: 'failed', reason: 'not-readable' } })
  })
})

describe('who sees a document', () => {
  it('is its initiator and, once their turn has come, those it was sent to', async () => {
    const id = await draft({ email: 'Stranger@example.com', role: 'approver' }, { email: 'later@example.com', role: 'signer' })
    expect(await call('GET', `/api/documents/${id}`, stranger)).toMatchObject({ status: 404, body: { code: 'document.not-found' } })
    await call('POST', `/api/documents/${id}/sendings`, olena, {})
    expect(await call('GET', `/api/documents/${id}`, stranger)).toMatchObject({
      status: 200,
      body: { me: { mayAct: true }, isInitiator: false, initiator: { name: 'Олена Коваленко' } },
    })
    const later = await signedIn('later@example.com', 'Later', 'en')
    expect(await call('GET', `/api/documents/${id}`, later)).toMatchObject({ status: 404 })
    expect((await call('GET', '/api/documents?filter=needs-me', later)).body).toEqual({ documents: [], next: null })
    expect(await call('POST', `/api/documents/${id}/approvals`, stranger)).toMatchObject({ status: 201 })
    expect((await call('GET', '/api/documents?filter=needs-me', later)).body).toMatchObject({ documents: [{ id, needsMe: true }] })
    expect((await call('GET', '/api/documents?filter=waiting', stranger)).body).toMatchObject({ documents: [{ id, needsMe: false }] })
  })

  it('finds documents by title and counterparty, page by page', async () => {
    for (let number = 0; number < 52; number++) await upload(olena, `Zebra ${number}.bin`, strToU8(`z${number}`))
    const first = await call('GET', '/api/documents?search=zebra', olena)
    expect(first.body['documents']).toHaveLength(50)
    const second = await call('GET', `/api/documents?search=zebra&after=${String(first.body['next'])}`, olena)
    expect(second.body).toMatchObject({ next: null })
    const names = [first, second].flatMap(({ body }) => (body['documents'] as { name: string }[]).map(({ name }) => name))
    expect(new Set(names).size).toBe(52)
    expect((await call('GET', '/api/documents?search=later%40exam', olena)).body).toMatchObject({ documents: [{ name: 'Договір.pdf' }] })
  })
})

describe('coming by a link', () => {
  it('opens the one document, once, and continues in the same browser', async () => {
    const id = await sent({ email: 'guest@example.com', name: 'Петро', role: 'acknowledger', language: 'uk' })
    const other = await draft({ email: 'guest@example.com', role: 'acknowledger' })
    const token = await linkOf('guest@example.com')
    const cookie = await guest('guest@example.com')
    expect(await call('GET', `/api/documents/${id}`, cookie)).toMatchObject({
      status: 200,
      body: { me: { mayAct: true }, history: [], participants: [{ state: 'opened' }] },
    })
    expect(await call('GET', `/api/documents/${other}`, cookie)).toMatchObject({ status: 404 })
    expect(await call('GET', '/api/documents', cookie)).toMatchObject({ status: 403 })
    expect(await call('POST', '/api/guest-sessions', '', { token })).toMatchObject({ status: 410, body: { code: 'link.spent' } })
    expect(await call('POST', '/api/guest-sessions', cookie, { token })).toMatchObject({ status: 201, body: { documentId: id } })
    expect(await call('POST', '/api/guest-sessions', '', { token: 'x'.repeat(43) })).toMatchObject({ status: 404 })
  })

  it('keeps several sessions in one browser, each for its own document', async () => {
    const [first, second] = [await sent({ email: 'one@example.com', role: 'acknowledger' }), await sent({ email: 'two@example.com', role: 'acknowledger' })]
    const opened = await app.inject({
      method: 'POST',
      url: '/api/guest-sessions',
      headers: { cookie: await guest('one@example.com') },
      payload: { token: await linkOf('two@example.com') },
    })
    const cookie = `guest=${opened.cookies.find(({ name }) => name === 'guest')?.value ?? ''}`
    for (const id of [first, second]) expect(await call('GET', `/api/documents/${id}`, cookie)).toMatchObject({ status: 200, body: { id } })
  })

  it('gives a new link in the same mailbox, not more often than every five minutes', async () => {
    await sent({ email: 'renew@example.com', role: 'acknowledger' })
    const token = await linkOf('renew@example.com')
    await guest('renew@example.com')
    expect(await call('POST', '/api/guest-sessions/renewals', '', { token })).toMatchObject({ status: 202 })
    expect(await linkOf('renew@example.com')).toBe(token)
    house.clock.advance(300_000)
    await call('POST', '/api/guest-sessions/renewals', '', { token })
    expect(await linkOf('renew@example.com')).not.toBe(token)
    await guest('renew@example.com')
  })

  it('lets the browser of somebody else act for the link only where the page says so', async () => {
    const id = await sent({ email: 'both@example.com', role: 'acknowledger' })
    const cookie = `${stranger}; ${await guest('both@example.com')}`
    expect(await call('GET', `/api/documents/${id}`, cookie)).toMatchObject({ status: 404 })
    expect(await call('GET', `/api/documents/${id}?as=guest`, cookie)).toMatchObject({ status: 200 })
  })

  it('lets a guest acknowledge, which completes a document that asks nothing more', async () => {
    const id = await sent({ email: 'reader@example.com', role: 'acknowledger' })
    const cookie = await guest('reader@example.com')
    expect(await call('POST', `/api/documents/${id}/acknowledgements`, cookie)).toMatchObject({
      status: 201,
      body: { participants: [{ state: 'acknowledged' }] },
    })
    await workOff(house, { only: ['complete-document'] })
    expect(await call('GET', `/api/documents/${id}`, olena)).toMatchObject({ body: { state: 'completed' } })
    expect(await call('POST', `/api/documents/${id}/acknowledgements`, cookie)).toMatchObject({ status: 409, body: { code: 'document.document-not-open' } })
  })

  it('lets a guest decline with a reason, which ends it for everyone', async () => {
    const id = await sent({ email: 'no@example.com', role: 'signer' }, { email: 'other@example.com', role: 'signer' })
    const cookie = await guest('no@example.com')
    expect(await call('POST', `/api/documents/${id}/refusals`, cookie, { reason: ' ' })).toMatchObject({ status: 400 })
    expect(await call('POST', `/api/documents/${id}/refusals`, cookie, { reason: 'The price is wrong.' })).toMatchObject({
      status: 201,
      body: { state: 'declined' },
    })
    expect((await call('GET', '/api/documents?filter=declined', olena)).body).toMatchObject({ documents: [{ id }] })
  })
})

describe('what a guest is shown', () => {
  it('is who takes part, without addresses and numbers of the others', async () => {
    const id = await sent(
      { email: 'seen@example.com', name: 'Seen', role: 'signer', taxNumber: '3287300012', taxCountry: 'UA' },
      { email: 'looker@example.com', role: 'observer' },
    )
    const { body } = await call('GET', `/api/documents/${id}`, await guest('looker@example.com'))
    expect(body['participants']).toMatchObject([{ email: 'looker@example.com' }, { name: 'Seen', email: '', taxNumber: null }])
  })
})

describe('a company', () => {
  it('shows its owner what its people have sent, and not their drafts', async () => {
    const system = new Act(house.platform, { kind: 'system', job: 'test' })
    const account = async (cookie: string): Promise<string> =>
      (await app.inject({ url: '/api/session', headers: { cookie } })).json<{ account: { id: string } }>().account.id
    const owner = await signedIn('owner@example.com', 'Owner', 'en')
    const user = await signedIn('user@example.com', 'User', 'en')
    const people = [
      { accountId: await account(owner), role: 'owner' as const },
      { accountId: await account(user), role: 'user' as const },
    ]
    const cabinetId = await createSeedCompany(system, { company: { country: 'UA', scheme: 'NTR', number: '41234569', name: 'Acme LLC' }, people })
    expect((await app.inject({ method: 'PUT', url: '/api/session/cabinet', headers: { cookie: user }, payload: { cabinetId } })).statusCode).toBeLessThan(300)
    const { body } = await upload(user, 'Company.pdf', samplePdf())
    expect(body).toMatchObject({ cabinetId })
    const url = `/api/documents/${String(body['id'])}`
    expect(await call('GET', url, owner)).toMatchObject({ status: 404 })
    await call('PUT', `${url}/participants`, user, { participants: [{ email: 'somebody@example.com', role: 'signer' }] })
    await call('POST', `${url}/sendings`, user, {})
    expect(await call('GET', url, owner)).toMatchObject({ status: 200, body: { isInitiator: false, me: null } })
    expect(await call('POST', `${url}/recall`, owner)).toMatchObject({ status: 403 })
    expect(await call('GET', url, stranger)).toMatchObject({ status: 404 })
  })
})

describe('the initiator', () => {
  it('reminds those whose turn it is, not more than once an hour', async () => {
    const id = await sent({ email: 'slow@example.com', role: 'signer' })
    expect(await call('POST', `/api/documents/${id}/reminders`, olena)).toMatchObject({ status: 201, body: { reminded: 1 } })
    expect(await call('POST', `/api/documents/${id}/reminders`, olena)).toMatchObject({ status: 409, body: { code: 'document.reminded-just-now' } })
    expect(await call('POST', `/api/documents/${id}/reminders`, stranger)).toMatchObject({ status: 404 })
  })

  it('takes it back freely while nobody has signed', async () => {
    const id = await sent({ email: 'stranger@example.com', role: 'signer' })
    expect(await call('POST', `/api/documents/${id}/recall`, stranger)).toMatchObject({ status: 403 })
    expect(await call('POST', `/api/documents/${id}/recall`, olena)).toMatchObject({ status: 200, body: { kind: 'allowed' } })
    expect(await call('POST', `/api/documents/${id}/recall`, olena)).toMatchObject({ status: 409, body: { code: 'document.not-open' } })
  })

  it('sets a deadline, after which the document has expired', async () => {
    const id = await draft({ email: 'late@example.com', role: 'signer' })
    const deadline = new Date(house.clock.now().getTime() + 3_600_000)
    expect(await call('POST', `/api/documents/${id}/sendings`, olena, { deadline: house.clock.now().toISOString() })).toMatchObject({
      status: 409,
      body: { code: 'document.deadline-has-passed' },
    })
    await call('POST', `/api/documents/${id}/sendings`, olena, { deadline: deadline.toISOString() })
    house.clock.moveTo(deadline)
    await expireOverdue(new Act(house.platform, { kind: 'system', job: 'expire-documents' }))
    expect(await call('GET', `/api/documents/${id}`, olena)).toMatchObject({ body: { state: 'expired' } })
    expect((await call('GET', '/api/outbox', '')).body['messages']).toContainEqual(
      expect.objectContaining({ recipient: 'olena@example.com', subject: 'Строк «Договір» минув' }),
    )
    const later = new Date(deadline.getTime() + 3_600_000).toISOString()
    expect(await call('POST', `/api/documents/${id}/extensions`, olena, { deadline: later })).toMatchObject({
      status: 201,
      body: { state: 'open', deadline: later, endedAt: null },
    })
  })

  it('checks a tax number when somebody is invited', async () => {
    const { body } = await upload(olena, 'a.pdf', samplePdf())
    const set = (taxNumber: string): Promise<Answer> =>
      call('PUT', `/api/documents/${String(body['id'])}/participants`, olena, {
        participants: [{ email: 'p@example.com', role: 'signer', taxNumber, taxCountry: 'UA' }],
      })
    expect(await set('3287300013')).toMatchObject({ status: 422, body: { fields: [{ path: 'participants.0.taxNumber' }] } })
    expect(await set('3287 300 012')).toMatchObject({ status: 200, body: { participants: [{ taxNumber: '3287300012' }] } })
  })
})
