import { generateKeyPair, randomBytes, signingKeyFrom } from '@countersign/engine/algorithms'
import { buildName, buildTbsCertificate, sign } from '@countersign/engine/x509'
import { solveChallenge, type Challenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, openTestPlatform, type TestPlatform } from '../../test/platform.ts'
import { Act } from '../platform/index.ts'
import { attemptKey } from './service/sessions.ts'
import { countTry } from './store/limits.ts'
import {
  accountsRoutes,
  createSeedAccount,
  currentTerms,
  findAccount,
  findAccountByEmail,
  identitiesOf,
  linkIdentity,
  preRegister,
  requireConfirmed,
} from './index.ts'

let house: TestPlatform
let app: FastifyInstance
beforeAll(async () => {
  house = await openTestPlatform()
  app = await openTestApp(house, [accountsRoutes])
})
afterAll(async () => {
  await app.close()
  await house.close()
})

const password = 'Long enough 1!'

async function post(url: string, payload: object, cookie = ''): Promise<{ status: number; body: Record<string, unknown>; cookie: string }> {
  const answer = await app.inject({ method: 'POST', url, payload, headers: { cookie } })
  return {
    status: answer.statusCode,
    body: answer.body === '' ? {} : answer.json(),
    cookie: `session=${answer.cookies.find(({ name }) => name === 'session')?.value ?? ''}`,
  }
}

async function proofOfWork(): Promise<{ challenge: Challenge; solution: unknown }> {
  const challenge: Challenge = (await app.inject('/api/proof-of-work')).json()
  return { challenge, solution: await solveChallenge({ challenge, deriveKey }) }
}

async function lastMessage(recipient: string): Promise<{ body: string; link: string | null }> {
  const { messages } = (await app.inject('/api/outbox')).json<{ messages: { recipient: string; body: string; link: string | null }[] }>()
  const message = messages.find((one) => one.recipient === recipient)
  if (message === undefined) throw new Error(`nothing was sent to ${recipient}`)
  return message
}

const codeIn = (text: string): string => /\d{6}/.exec(text)?.[0] ?? ''
const tokenIn = (link: string | null): string => link?.split('/').at(-1) ?? ''

async function registration(email: string, phone: string): Promise<object> {
  return {
    email,
    phone,
    password,
    name: { given: 'Олена', family: 'Коваленко' },
    language: 'uk',
    consents: { termsVersion: currentTerms.version },
    proofOfWork: await proofOfWork(),
  }
}

/** The whole way in: data, code from the phone. Gives the session's cookie. */
async function registered(email: string, phone: string): Promise<string> {
  const begun = await post('/api/registrations', await registration(email, phone))
  expect(begun.status).toBe(201)
  const { body } = await lastMessage(phone)
  const confirmed = await post(`/api/registrations/${String(begun.body['id'])}/phone-confirmations`, { code: codeIn(body) })
  expect(confirmed.status).toBe(201)
  house.clock.advance(1_000)
  return confirmed.cookie
}

const system = (): Act => new Act(house.platform, { kind: 'system', job: 'test' })
const actor = (accountId: string): Act => new Act(house.platform, { kind: 'account', accountId, sessionId: accountId, roles: [], cabinetId: null })

describe('registering', () => {
  it('makes an account with the code from the phone, and confirms the address with the link from the mail', async () => {
    const cookie = await registered('Olena@Example.com', '+380501112233')
    const me = await post('/api/account/email-confirmation-resends', {}, cookie)
    expect(me).toMatchObject({ status: 429, body: { code: 'code.too-soon' } })
    expect(await system().transaction((tx) => findAccountByEmail(tx, 'olena@example.com'))).toBeUndefined()

    const { link } = await lastMessage('olena@example.com')
    expect(await post('/api/email-confirmations', { token: tokenIn(link) })).toMatchObject({ status: 200, body: { email: 'olena@example.com' } })
    expect(await system().transaction((tx) => findAccountByEmail(tx, 'OLENA@example.com'))).toMatchObject({
      phone: '+380501112233',
      confirmed: true,
      language: 'uk',
    })
    expect(await post('/api/email-confirmations', { token: tokenIn(link) })).toMatchObject({ status: 409, body: { code: 'link.spent' } })
  })

  it('says that an address or a number is taken', async () => {
    await registered('first@example.com', '+380502223344')
    expect(await post('/api/registrations', await registration('FIRST@example.com', '+380509998877'))).toMatchObject({
      status: 409,
      body: { code: 'email.taken' },
    })
    expect(await post('/api/registrations', await registration('second@example.com', '050 222 33 44'))).toMatchObject({
      status: 409,
      body: { code: 'phone.taken' },
    })
  })

  it('refuses a proof of work that was used before, or was changed', async () => {
    const body = await registration('proof@example.com', '+380503334455')
    expect((await post('/api/registrations', body)).status).toBe(201)
    expect(await post('/api/registrations', { ...body, phone: '+380503334456' })).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'proofOfWork', code: 'proof.spent' }] },
    })
    const fresh = await proofOfWork()
    const cheaper = { ...fresh, challenge: { ...fresh.challenge, parameters: { ...fresh.challenge.parameters, cost: 1 } } }
    expect(await post('/api/registrations', { ...body, proofOfWork: cheaper })).toMatchObject({ status: 422, body: { fields: [{ code: 'proof.wrong' }] } })
  })

  it('sends one number ten messages and no more in a quarter of an hour: it may be anybody’s', async () => {
    const phone = '+380501119988'
    const sent = (): Promise<number> => system().transaction((tx) => countTry(tx, attemptKey('registration', phone), 900_000))
    for (let time = 1; time < 10; time++) await sent()
    expect(await post('/api/registrations', await registration('tenth@example.com', phone))).toMatchObject({ status: 201 })
    const eleventh = await post('/api/registrations', await registration('eleventh@example.com', phone))
    expect(eleventh).toMatchObject({ status: 429, body: { code: 'too-many-tries' } })
  })

  it('refuses a weak password, an impossible number and old terms, each at its field', async () => {
    const body = await registration('fields@example.com', '+380504445566')
    expect(await post('/api/registrations', { ...body, password: 'summer' })).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'password', code: 'password.too-short' }] },
    })
    expect(await post('/api/registrations', { ...body, phone: '12345' })).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'phone', code: 'phone.invalid' }] },
    })
    expect(await post('/api/registrations', { ...body, consents: { termsVersion: '1999' } })).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'consents.termsVersion' }] },
    })
  })

  it('bears five wrong codes, and sends another after a minute', async () => {
    const phone = '+380505556677'
    const { body } = await post('/api/registrations', await registration('codes@example.com', phone))
    const url = `/api/registrations/${String(body['id'])}`
    const right = codeIn((await lastMessage(phone)).body)
    const wrong = right === '000000' ? '000001' : '000000'
    for (const triesLeft of [4, 3, 2, 1])
      expect(await post(`${url}/phone-confirmations`, { code: wrong })).toMatchObject({ status: 409, body: { code: 'code.wrong', details: { triesLeft } } })
    expect(await post(`${url}/phone-confirmations`, { code: wrong })).toMatchObject({ body: { code: 'code.spent' } })
    expect(await post(`${url}/phone-confirmations`, { code: right })).toMatchObject({ body: { code: 'code.spent' } })
    expect(await post(`${url}/code-resends`, {})).toMatchObject({ status: 429, body: { code: 'code.too-soon' } })
    house.clock.advance(60_000)
    expect((await post(`${url}/code-resends`, {})).status).toBe(202)
    const spaced = codeIn((await lastMessage(phone)).body).replace(/(...)/, '$1 ')
    expect((await post(`${url}/phone-confirmations`, { code: spaced })).status).toBe(201)
  })

  it('lets nobody send or sign before the address is confirmed', async () => {
    await registered('waiting@example.com', '+380506667788')
    const { rows } = await system().transaction((tx) =>
      sql<{ id: string }>`select account_id as id from account_email where address = 'waiting@example.com'`.execute(tx.transaction),
    )
    const id = rows[0]?.id ?? ''
    await expect(actor(id).transaction((tx) => requireConfirmed(tx))).rejects.toMatchObject({ code: 'email.unconfirmed' })
    await post('/api/email-confirmations', { token: tokenIn((await lastMessage('waiting@example.com')).link) })
    expect(await actor(id).transaction((tx) => requireConfirmed(tx))).toMatchObject({ id, confirmed: true })
  })
})

describe('signing in', () => {
  const seed = { email: 'seeded@example.com', phone: '+380507770011', password, name: { given: 'Andrii', family: 'Shevchuk' }, language: 'en' }
  beforeAll(async () => {
    const id = await createSeedAccount(system(), seed)
    expect(await createSeedAccount(system(), seed)).toBe(id)
  })

  it('works by address or by number, in any spelling', async () => {
    for (const identifier of ['seeded@example.com', ' SEEDED@Example.com ', '+380 50 777 00 11', '0507770011'])
      expect(await post('/api/sessions', { identifier, password })).toMatchObject({ status: 201 })
  })

  it('keeps only the hash of the cookie, and ends it on the server', async () => {
    const { cookie } = await post('/api/sessions', { identifier: seed.email, password })
    const { rows } = await system().transaction((tx) =>
      sql`select 1 from session where encode(token_hash, 'escape') = ${cookie.slice(8)}`.execute(tx.transaction),
    )
    expect(rows).toEqual([])
    const change = { method: 'PATCH' as const, url: '/api/account', payload: { language: 'uk' }, headers: { cookie } }
    expect((await app.inject(change)).json()).toMatchObject({ language: 'uk' })
    await app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } })
    expect((await app.inject(change)).statusCode).toBe(401)
  })

  it('answers a stranger and a wrong password alike', async () => {
    const wrong = await post('/api/sessions', { identifier: seed.email, password: 'wrong' })
    const stranger = await post('/api/sessions', { identifier: 'stranger@example.com', password: 'wrong' })
    expect(wrong).toMatchObject({ status: 401, body: { code: 'credentials.wrong' } })
    expect(stranger.body).toEqual(wrong.body)
  })

  it('stops the guessing of one account after ten tries, even with the right password, for a quarter of an hour', async () => {
    await createSeedAccount(system(), { ...seed, email: 'guessed@example.com', phone: '+380507770012' })
    const tries = await Promise.all(Array.from({ length: 10 }, () => post('/api/sessions', { identifier: 'guessed@example.com', password: 'wrong' })))
    expect(tries.every(({ status }) => status === 401)).toBe(true)
    expect(await post('/api/sessions', { identifier: 'GUESSED@example.com', password })).toMatchObject({ status: 429, body: { code: 'too-many-tries' } })
    house.clock.advance(15 * 60_000 + 1)
    expect((await post('/api/sessions', { identifier: 'guessed@example.com', password })).status).toBe(201)
  })

  it('ends after twelve idle hours', async () => {
    const { cookie } = await post('/api/sessions', { identifier: seed.email, password })
    house.clock.advance(12 * 3_600_000)
    expect((await app.inject({ method: 'PATCH', url: '/api/account', payload: {}, headers: { cookie } })).statusCode).toBe(401)
  })
})

describe('a forgotten password', () => {
  it('is replaced by a link to the address, once, and every session ends', async () => {
    await createSeedAccount(system(), { email: 'forgot@example.com', phone: '+380507770021', password, name: { given: 'A', family: 'B' }, language: 'en' })
    const { cookie } = await post('/api/sessions', { identifier: 'forgot@example.com', password })
    expect(await post('/api/password-resets', { identifier: 'forgot@example.com' })).toMatchObject({ status: 202, body: { channel: 'mail' } })
    const proof = { token: tokenIn((await lastMessage('forgot@example.com')).link) }
    const put = (payload: object): Promise<number> => app.inject({ method: 'PUT', url: '/api/password', payload }).then((answer) => answer.statusCode)
    expect(await put({ proof, password: 'Another one 2!' })).toBe(204)
    expect(await put({ proof, password: 'Another one 3!' })).toBe(409)
    expect((await app.inject({ method: 'PATCH', url: '/api/account', payload: {}, headers: { cookie } })).statusCode).toBe(401)
    expect((await post('/api/sessions', { identifier: 'forgot@example.com', password: 'Another one 2!' })).status).toBe(201)
  })

  it('is replaced by a code to the phone', async () => {
    const phone = '+380507770022'
    await createSeedAccount(system(), { email: 'phone@example.com', phone, password, name: { given: 'A', family: 'B' }, language: 'en' })
    expect(await post('/api/password-resets', { identifier: phone })).toMatchObject({ status: 202, body: { channel: 'sms' } })
    const proof = { identifier: phone, code: codeIn((await lastMessage(phone)).body) }
    expect((await app.inject({ method: 'PUT', url: '/api/password', payload: { proof, password: 'Another one 2!' } })).statusCode).toBe(204)
    expect((await post('/api/sessions', { identifier: phone, password: 'Another one 2!' })).status).toBe(201)
  })

  it('tells a guesser nothing', async () => {
    expect(await post('/api/password-resets', { identifier: 'nobody@example.com' })).toMatchObject({ status: 202, body: { channel: 'mail' } })
  })
})

describe('somebody registered by another', () => {
  it('opens the link, chooses a password, and is in with a confirmed address', async () => {
    const id = await system().transaction((tx) =>
      preRegister(tx, { email: 'Invited@example.com', name: { given: 'Iryna', middle: null, family: 'Bondar' }, language: 'uk' }),
    )
    const token = tokenIn((await lastMessage('invited@example.com')).link)
    expect(await post('/api/activation-links', { token })).toMatchObject({ status: 200, body: { email: 'invited@example.com' } })
    const activation = { token, password, consents: { termsVersion: currentTerms.version } }
    expect(await post('/api/activations', activation)).toMatchObject({ status: 201, body: { accountId: id } })
    expect(await post('/api/activations', activation)).toMatchObject({ status: 409, body: { code: 'link.spent' } })
    expect(await system().transaction((tx) => findAccount(tx, id ?? ''))).toMatchObject({ confirmed: true })
  })
})

describe('who a person is', () => {
  async function certificateOf(number: string): Promise<Uint8Array> {
    const pair = await generateKeyPair('ecdsa-p256')
    const key = await signingKeyFrom(pair.privateKey)
    const name = buildName({ country: 'UA', commonName: 'Коваленко Олена', givenName: 'Олена', surname: 'Коваленко', serialNumber: number })
    const validity = { notBefore: new Date('2026-01-01'), notAfter: new Date('2027-01-01') }
    return sign(
      buildTbsCertificate({
        serialNumber: randomBytes(12),
        ...validity,
        signatureAlgorithm: key.algorithm,
        issuer: name,
        subject: name,
        publicKey: pair.publicKey,
      }),
      key,
    )
  }

  it('is said once by a certificate, holds for its renewals, and is nobody else’s', async () => {
    const [one, other] = await Promise.all(
      ['first', 'second'].map((name, index) =>
        createSeedAccount(system(), {
          email: `${name}.identity@example.com`,
          phone: `+38050888000${index}`,
          password,
          name: { given: 'A', family: 'B' },
          language: 'en',
        }),
      ),
    )
    const link = (accountId: string, certificate: Uint8Array): Promise<unknown> => system().transaction((tx) => linkIdentity(tx, accountId, certificate))
    expect(await link(one ?? '', await certificateOf('TINUA-3287300012'))).toMatchObject({
      kind: 'linked',
      identity: { country: 'UA', value: '3287300012', familyName: 'Коваленко' },
    })
    expect(await link(one ?? '', await certificateOf('TINUA-3287300012'))).toMatchObject({ kind: 'linked' })
    expect(await link(other ?? '', await certificateOf('TINUA-3287300012'))).toEqual({ kind: 'refused', because: 'identity.taken' })
    expect(await link(other ?? '', await certificateOf('without a scheme'))).toEqual({ kind: 'refused', because: 'certificate.no-number' })
    expect(await actor(other ?? '').transaction((tx) => identitiesOf(tx, one ?? ''))).toHaveLength(1)
    await expect(system().transaction((tx) => sql`update account_identity set value = '1' where account_id = ${one}`.execute(tx.transaction))).rejects.toThrow(
      'append-only',
    )
  })
})

describe('the database itself', () => {
  it('shows an account its own row only, and gives nobody a role of their own', async () => {
    const one = await createSeedAccount(system(), {
      email: 'one@example.com',
      phone: '+380507770031',
      password,
      name: { given: 'A', family: 'B' },
      language: 'en',
    })
    const other = await createSeedAccount(system(), {
      email: 'other@example.com',
      phone: '+380507770032',
      password,
      name: { given: 'C', family: 'D' },
      language: 'en',
    })
    const { rows } = await actor(one).transaction((tx) => sql`select id from account`.execute(tx.transaction))
    expect(rows).toEqual([{ id: one }])
    // The directory, which holds no secret, is for every act.
    expect(await actor(one).transaction((tx) => findAccount(tx, other))).toMatchObject({ email: 'other@example.com' })
    expect((await actor(one).transaction((tx) => sql`select id from account`.execute(tx.transaction))).rows).toHaveLength(1)
    await expect(actor(one).transaction((tx) => sql`update account set roles = '{operator}' where id = ${one}`.execute(tx.transaction))).rejects.toThrow(
      'only an operator',
    )
  })
})
