import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, openTestPlatform, type TestPlatform } from '../../test/platform.ts'
import { accountsRoutes, createSeedAccount } from '../accounts/index.ts'
import { Act } from '../platform/index.ts'
import { cabinetsOf, cabinetsRoutes, createSeedCompany, membershipOf, personalCabinetOf } from './index.ts'

let house: TestPlatform
let app: FastifyInstance
const people: Record<string, { id: string; cookie: string; email: string }> = {}
let acme = ''
const password = 'Long enough 1!'
const system = (): Act => new Act(house.platform, { kind: 'system', job: 'test' })
const as = (name: string): { id: string; cookie: string; email: string } => people[name] ?? { id: '', cookie: '', email: '' }

async function call(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  name: string,
  payload?: object,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await app.inject({ method, url, headers: { cookie: as(name).cookie }, ...(payload && { payload }) })
  return { status: answer.statusCode, body: answer.body === '' ? {} : answer.json() }
}

async function linkTo(recipient: string): Promise<string> {
  const { messages } = (await app.inject('/api/outbox')).json<{ messages: { recipient: string; link: string | null }[] }>()
  return (
    messages
      .find((one) => one.recipient === recipient)
      ?.link?.split('/')
      .at(-1) ?? ''
  )
}

beforeAll(async () => {
  house = await openTestPlatform()
  app = await openTestApp(house, [accountsRoutes, cabinetsRoutes])
  for (const [number, name] of ['owner', 'administrator', 'user', 'stranger'].entries()) {
    const email = `${name}@example.com`
    const id = await createSeedAccount(system(), { email, phone: `+38050111000${number}`, password, name: { given: name, family: 'Test' }, language: 'en' })
    const answer = await app.inject({ method: 'POST', url: '/api/sessions', payload: { identifier: email, password } })
    people[name] = { id, email, cookie: `session=${answer.cookies[0]?.value ?? ''}` }
  }
  const seed = {
    company: { name: 'Acme LLC', country: 'UA', scheme: 'NTR', number: '12345678' },
    people: [
      { accountId: as('owner').id, role: 'owner' as const },
      { accountId: as('administrator').id, role: 'administrator' as const },
      { accountId: as('user').id, role: 'user' as const },
    ],
  }
  acme = await createSeedCompany(system(), seed)
  expect(await createSeedCompany(system(), seed)).toBe(acme)
})
afterAll(async () => {
  await app.close()
  await house.close()
})

describe('a cabinet of one’s own', () => {
  it('is there from the account’s first moment, in its owner’s name, under the account’s id', async () => {
    const { id } = as('stranger')
    expect(await system().transaction((tx) => personalCabinetOf(tx, id))).toMatchObject({ id, kind: 'personal', name: 'stranger Test', taxNumber: null })
  })
})

describe('the session', () => {
  it('is empty for nobody', async () => {
    expect((await app.inject('/api/session')).json()).toEqual({ account: null, cabinets: [], currentCabinet: null })
  })
  it('says who is here, and where they may work', async () => {
    const { body } = await call('GET', '/api/session', 'user')
    expect(body).toMatchObject({ account: { email: 'user@example.com', confirmed: true }, currentCabinet: as('user').id })
    expect(body['cabinets']).toMatchObject([
      { kind: 'personal', role: 'owner' },
      { id: acme, kind: 'company', name: 'Acme LLC', taxNumber: '12345678', role: 'user' },
    ])
  })
  it('changes to a cabinet of theirs, and to no other', async () => {
    expect((await call('PUT', '/api/session/cabinet', 'user', { cabinetId: acme })).status).toBe(204)
    expect((await call('GET', '/api/session', 'user')).body).toMatchObject({ currentCabinet: acme })
    expect(await call('PUT', '/api/session/cabinet', 'stranger', { cabinetId: acme })).toMatchObject({ status: 404, body: { code: 'cabinet.not-found' } })
  })
})

describe('the people of a company', () => {
  it('are seen by administrators, not by users, and do not exist for strangers', async () => {
    expect((await call('GET', `/api/cabinets/${acme}/people`, 'administrator')).body['people']).toHaveLength(3)
    expect(await call('GET', `/api/cabinets/${acme}/people`, 'user')).toMatchObject({ status: 403, body: { code: 'cabinet.administrators-only' } })
    expect((await call('GET', `/api/cabinets/${acme}/people`, 'stranger')).status).toBe(404)
  })

  it('are invited by mail, each with their own outcome, and come in by a button', async () => {
    const invitations = [
      { email: 'Stranger@example.com', role: 'user' },
      { email: 'user@example.com', role: 'user' },
      { email: 'new@example.com', role: 'user' },
    ]
    expect(await call('POST', `/api/cabinets/${acme}/invitations`, 'administrator', { invitations })).toMatchObject({
      status: 201,
      body: { results: [{ outcome: 'invited' }, { outcome: 'is-member' }, { outcome: 'invited' }] },
    })
    const again = await call('POST', `/api/cabinets/${acme}/invitations`, 'administrator', { invitations: [{ email: 'new@example.com', role: 'user' }] })
    expect(again.body).toEqual({ results: [{ email: 'new@example.com', outcome: 'is-invited' }] })

    const token = await linkTo('stranger@example.com')
    expect(await call('POST', '/api/invitation-links', 'nobody', { token })).toMatchObject({
      status: 200,
      body: { company: 'Acme LLC', role: 'user', inviter: 'administrator Test' },
    })
    expect((await call('POST', '/api/invitation-acceptances', 'nobody', { token })).status).toBe(401)
    expect(await call('POST', '/api/invitation-acceptances', 'stranger', { token })).toMatchObject({ status: 201, body: { cabinetId: acme } })
    expect(await call('POST', '/api/invitation-acceptances', 'stranger', { token })).toMatchObject({ status: 409, body: { code: 'invitation.accepted' } })
    expect(await system().transaction((tx) => membershipOf(tx, as('stranger').id, acme))).toMatchObject({ role: 'user' })
  })

  it('cannot be invited above the inviter', async () => {
    const invitations = [{ email: 'boss@example.com', role: 'owner' }]
    expect(await call('POST', `/api/cabinets/${acme}/invitations`, 'administrator', { invitations })).toMatchObject({
      status: 403,
      body: { code: 'cabinet.owners-only' },
    })
    expect((await call('POST', `/api/cabinets/${acme}/invitations`, 'user', { invitations })).status).toBe(403)
  })

  it('are not invited into anybody’s personal cabinet', async () => {
    const { id } = as('owner')
    expect(await call('POST', `/api/cabinets/${id}/invitations`, 'owner', { invitations: [{ email: 'x@example.com', role: 'user' }] })).toMatchObject({
      status: 403,
      body: { code: 'cabinet.personal' },
    })
  })

  it('get another letter with another link, or a withdrawn one', async () => {
    const { body } = await call('GET', `/api/cabinets/${acme}/people`, 'owner')
    const [invitation] = body['invitations'] as { id: string; address: string }[]
    const before = await linkTo('new@example.com')
    expect(await call('POST', `/api/invitations/${invitation?.id}/resends`, 'owner')).toMatchObject({ status: 429, body: { code: 'invitation.too-soon' } })
    house.clock.advance(60_000)
    expect((await call('POST', `/api/invitations/${invitation?.id}/resends`, 'owner')).status).toBe(204)
    expect(await call('POST', '/api/invitation-links', 'nobody', { token: before })).toMatchObject({ status: 409, body: { code: 'invitation.unknown' } })
    expect((await call('DELETE', `/api/invitations/${invitation?.id}`, 'stranger')).status).toBe(403)
    expect((await call('DELETE', `/api/invitations/${invitation?.id}`, 'owner')).status).toBe(204)
    expect(await call('POST', '/api/invitation-links', 'nobody', { token: await linkTo('new@example.com') })).toMatchObject({
      status: 409,
      body: { code: 'invitation.withdrawn' },
    })
  })

  it('never lose their last owner, even when two owners leave at once', async () => {
    const person = (name: string): string => `/api/cabinets/${acme}/people/${as(name).id}`
    expect(await call('DELETE', person('owner'), 'owner')).toMatchObject({ status: 409, body: { code: 'cabinet.last-owner' } })
    expect(await call('PATCH', person('owner'), 'owner', { role: 'user' })).toMatchObject({ status: 409, body: { code: 'cabinet.last-owner' } })
    expect((await call('PATCH', person('administrator'), 'owner', { role: 'owner' })).status).toBe(204)
    const both = await Promise.all([call('DELETE', person('owner'), 'owner'), call('DELETE', person('administrator'), 'administrator')])
    expect(both.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([204, 409])
  })

  it('have no session in a company that they left', async () => {
    await call('PUT', '/api/session/cabinet', 'user', { cabinetId: acme })
    expect((await call('DELETE', `/api/cabinets/${acme}/people/${as('user').id}`, 'user')).status).toBe(204)
    expect((await call('GET', '/api/session', 'user')).body).toMatchObject({ currentCabinet: as('user').id })
    expect(await system().transaction((tx) => cabinetsOf(tx, as('user').id))).toHaveLength(1)
  })
})

describe('the database itself', () => {
  it('shows an account only the cabinets and people it belongs with', async () => {
    const beta = await createSeedCompany(system(), {
      company: { name: 'Beta', country: 'UA', scheme: 'NTR', number: '32000017' },
      people: [{ accountId: as('stranger').id, role: 'owner' }],
    })
    const act = new Act(house.platform, { kind: 'account', accountId: as('user').id, sessionId: as('user').id, roles: [], cabinetId: null })
    const seen = await act.transaction(async (tx) => ({
      cabinets: (await sql<{ id: string }>`select id from cabinet`.execute(tx.transaction)).rows.map(({ id }) => id),
      people: (await sql<{ id: string }>`select account_id as id from membership`.execute(tx.transaction)).rows.map(({ id }) => id),
    }))
    expect(seen).toEqual({ cabinets: [as('user').id], people: [as('user').id] })
    const { rows } = await act.transaction((tx) => sql`update cabinet set name = 'mine' where id = ${beta} returning 1`.execute(tx.transaction))
    expect(rows).toEqual([])
  })
})
