import { Buffer } from 'node:buffer'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestPlatform, type TestPlatform } from '../../test/platform.ts'
import { createSeedAccount } from '../accounts/index.ts'
import { buildApp } from '../app.ts'
import { makeVouchers, offerProduct } from '../catalogue/index.ts'
import { allJobs } from '../domains.ts'
import { Act, type StaffRole } from '../platform/index.ts'

const password = 'Long enough 1!'
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
let house: TestPlatform
let app: FastifyInstance
let applicant: string
let agent: string
let verifier: string
let application: string

beforeAll(async () => {
  house = await openTestPlatform({ jobs: allJobs.filter(({ name }) => name !== 'deliver-message') })
  app = (await buildApp(house.platform)).app
  applicant = await signedIn('applicant', [])
  agent = await signedIn('agent', ['agent'])
  verifier = await signedIn('verifier', ['verifier'])
  const system = new Act(house.platform, { kind: 'system', job: 'test' })
  const product = { id: 'person', holder: 'person', keys: ['cloud'], validityDays: 365, price: { minor: 1, currency: 'UAH' } } as const
  await system.transaction((tx) => offerProduct(tx, product))
  const [voucherCode] = await makeVouchers(system, { productId: 'person', name: 'test', count: 1, expiresAt: new Date(system.now.getTime() + 86_400_000) })
  const opened = await app.inject({ method: 'POST', url: '/api/applications', headers: { cookie: applicant }, payload: { voucherCode } })
  application = `/api/applications/${opened.json<{ id: string }>().id}`
})
afterAll(async () => {
  await app.close()
  await house.close()
})

let phones = 0
async function signedIn(name: string, roles: readonly StaffRole[]): Promise<string> {
  phones += 1
  const system = new Act(house.platform, { kind: 'system', job: 'test' })
  const person = { email: `${name}@example.com`, phone: `+38050333000${phones}`, password, name: { given: name, family: 'Коваль' }, roles, language: 'uk' }
  await createSeedAccount(system, person)
  const answer = await app.inject({ method: 'POST', url: '/api/sessions', payload: { identifier: person.email, password } })
  return `session=${answer.cookies.find((cookie) => cookie.name === 'session')?.value ?? ''}`
}

async function addPicture(slot: string, contents: Buffer): Promise<string> {
  const headers = { cookie: applicant, 'content-type': 'application/octet-stream' }
  const answer = await app.inject({ method: 'PUT', url: `${application}/pictures/${slot}`, headers, payload: contents })
  return `${application}/pictures/${answer.json<{ id: string }>().id}`
}

async function readings(): Promise<number> {
  const { rows } = await sql`select 1 from audit_entry where action = 'application.picture-read'`.execute(house.platform.database)
  return rows.length
}

describe('a picture of somebody’s papers', () => {
  it('leaves a trace when the staff looks, and none when its owner does', async () => {
    const url = await addPicture('selfie', png)
    expect((await app.inject({ url, headers: { cookie: applicant } })).rawPayload).toEqual(png)
    expect(await readings()).toBe(0)
    expect((await app.inject({ url, headers: { cookie: agent } })).statusCode).toBe(200)
    expect(await readings()).toBe(1)
  })

  it('never becomes a page under our name', async () => {
    const picture = await app.inject({ url: await addPicture('document-front', png), headers: { cookie: applicant } })
    expect(picture.headers).toMatchObject({
      'content-disposition': 'inline',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    })
    const file = await app.inject({ url: await addPicture('tax-number', Buffer.from('%PDF-1.7\n')), headers: { cookie: applicant } })
    expect(file.headers['content-disposition']).toMatch(/^attachment;/)
  })
})

it('nobody is asked to sign a positive decision over what is not recommended, whatever dossier is left of an earlier round', async () => {
  const dossier = JSON.stringify({ profile: 'natural-person', holder: 'somebody', subject: { commonName: 'Коваль' } })
  const draftIn = async (state: string) => {
    await new Act(house.platform, { kind: 'system', job: 'test' }).transaction(({ transaction }) =>
      sql`update application set state = ${state}, dossier = ${dossier}`.execute(transaction),
    )
    return (await app.inject({ url: `${application}/decision-draft`, headers: { cookie: verifier } })).statusCode
  }
  expect(await draftIn('recommended')).toBe(200)
  for (const state of ['deferred', 'submitted', 'refused']) expect(await draftIn(state)).toBe(409)
})
