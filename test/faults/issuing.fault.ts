/**
 * Making keys and certificates with the power failing: whatever is killed between the PIN and the registered certificate, there is in the
 * end one key and one certificate for it; and a wrong PIN has been counted before anybody could know that it was wrong.
 */
import { X509Certificate } from 'node:crypto'
import { fromBase64 } from '@countersign/engine/bytes'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startCountersign, type Countersign } from '../countersign.ts'
import { ApiProblem, type Person } from '../person.ts'
import type { Part } from '../processes.ts'
import { agreed, applied, approved, cloudKeyMade, demonstration, fileKeyMade, freshContact, recommended, registered, signIn } from '../road.ts'
import { cloudSigner } from '../signing.ts'
import { chosen, countIn, holdAt, inDatabase, isBack, kill, soon, type Moment } from './moments.ts'

type Certificate = { keyId: string; place: string; serialNumber: string; chain: string[] }

const pin = '4711'
const patience = { timeout: 120_000, interval: 200 }
const message = new TextEncoder().encode('contract')

let countersign: Countersign
beforeAll(async () => {
  countersign = await startCountersign()
})
afterAll(() => countersign.remove())

/** What is written next, in the order in which it happens. */
const cloudSteps: readonly (readonly [Part, string, Moment])[] = [
  ['vault', 'the vault keeps the new key', { table: 'vault.key', when: `new.kind = 'cloud'` }],
  ['server', 'the vault has the new key and nobody else knows of it', { table: 'holder_key', when: `new.place = 'cloud'` }],
  ['server', 'the certificate is promised', { table: 'certificate_promise' }],
  ['server', 'the vault writes down that it signs the certificate', { table: 'vault.log', when: `new.act = 'certificate.signed'` }],
  ['vault', 'it writes down that it signs the certificate', { table: 'vault.log', when: `new.act = 'certificate.signed'` }],
  ['server', 'the signed certificate is registered', { table: 'issued_certificate' }],
  ['PostgreSQL', 'the signed certificate is registered', { table: 'issued_certificate' }],
  [
    'server',
    'the certificate is there and its job is not yet done',
    { table: 'pgboss.job', on: 'update', when: `new.name = 'issue-key-certificate' and new.state = 'completed' and old.state <> 'completed'` },
  ],
]

describe('a certificate for a cloud key', () => {
  it.each(chosen(cloudSteps))('is there, once, when the %s is killed before %s', async (part, _step, moment) => {
    const { applicant, id } = await agreedApplication()
    const held = await holdAt(countersign, moment)
    const making = cloudKeyMade(applicant, id, pin).catch(() => undefined)
    await held.reached()
    const killed = kill(countersign, part)
    await held.release()
    await isBack(countersign, part, killed)
    await making
    await cloudKeyWhenPossible(applicant, id)
    const certificate = await theOne(applicant, id, 'cloud')
    expect(new X509Certificate(fromBase64(certificate.chain[0] ?? '')).serialNumber.toLowerCase()).toBe(certificate.serialNumber)
    expect(await (await cloudSigner(applicant, pin)).sign([message])).toHaveLength(1)
  })
})

describe('a certificate for a file key', () => {
  it.each(chosen(['server', 'vault', 'PostgreSQL'] as const))(
    'is there, once, when the %s is killed between the promise and the registration',
    async (part) => {
      const { applicant, id } = await agreedApplication()
      await cloudKeyMade(applicant, id, pin)
      const held = await holdAt(countersign, { table: 'issued_certificate' })
      const making = fileKeyMade(applicant, id, pin, 'File-Password-1').catch(() => undefined)
      await held.reached()
      const killed = kill(countersign, part)
      await held.release()
      await isBack(countersign, part, killed)
      await making
      await theOne(applicant, id, 'file')
      await theOne(applicant, id, 'cloud')
      await vi.waitFor(async () => expect((await applicant.get<{ state: string }>(`/api/applications/${id}`)).state).toBe('issued'), patience)
    },
  )
})

describe('a wrong PIN', () => {
  let applicant: Person
  let keyId: string
  beforeEach(async () => {
    const application = await agreedApplication()
    ;({ applicant } = application)
    keyId = (await cloudKeyMade(applicant, application.id, pin)).keyId
  })

  it('is counted although the vault is killed before it can say so', async () => {
    const held = await holdAt(countersign, { table: 'vault.log', when: `new.act = 'key.wrong-secret'` })
    const trying = wrongTry(applicant)
    await held.reached()
    const killed = kill(countersign, 'vault')
    await held.release()
    expect(await trying).toMatchObject({ status: 503, code: 'vault.unavailable' })
    await isBack(countersign, 'vault', killed)
    expect(await attempts(keyId)).toBe(1)
    expect((await wrongTry(applicant)).details).toMatchObject({ attemptsLeft: 3 })
  })

  it('gives nobody a free try, however often the vault is killed: after five the key is locked for ever', async () => {
    for (let tries = 1; tries <= 5; tries += 1) {
      const held = await holdAt(countersign, { table: 'vault.log', when: `new.act in ('key.wrong-secret', 'key.locked')` })
      const trying = wrongTry(applicant)
      await held.reached()
      const killed = kill(countersign, 'vault')
      await held.release()
      await trying
      await isBack(countersign, 'vault', killed)
      expect(await attempts(keyId)).toBe(tries)
    }
    const rightTry = await (await cloudSigner(applicant, pin)).sign([message]).then(
      () => 'signed',
      (error: unknown) => (error instanceof ApiProblem ? error.code : error),
    )
    expect(rightTry).toBe('key.locked')
  })

  it('does not lock out the right one', async () => {
    await wrongTry(applicant)
    expect(await attempts(keyId)).toBe(1)
    expect(await (await cloudSigner(applicant, pin)).sign([message])).toHaveLength(1)
    expect(await attempts(keyId)).toBe(0)
  })
})

let used = 0
async function agreedApplication(): Promise<{ applicant: Person; id: string }> {
  const { origin } = countersign
  const contact = freshContact()
  const applicant = await registered(origin, contact)
  const { vouchers } = await demonstration(origin)
  const company = used >= vouchers.person.length
  const code = [...vouchers.person, ...vouchers.company][used++] ?? ''
  const person = { surname: 'Коваленко', givenName: 'Олена', number: { kind: 'rnokpp', value: '3287300012' } }
  const id = await applied(applicant, code, {
    ...person,
    ...(company && { company: { name: 'ТОВ «Ромашка»', number: { kind: 'edrpou', value: '32855961' } } }),
  })
  await recommended(await signIn(origin, 'agent'), id)
  await approved(await signIn(origin, 'verifier'), id)
  await agreed(applicant, id, contact.phone)
  return { applicant, id }
}

/** What a person does who was told that it did not work: looks whether it did after all, and tries again. */
async function cloudKeyWhenPossible(applicant: Person, id: string): Promise<void> {
  await vi.waitFor(async () => {
    const { keys } = await applicant.get<{ keys: { place: string }[] }>(`/api/applications/${id}/keys`)
    if (!keys.some(({ place }) => place === 'cloud')) await cloudKeyMade(applicant, id, pin)
  }, patience)
}

async function theOne(applicant: Person, application: string, place: string): Promise<Certificate> {
  const certificate = await vi.waitFor(async () => {
    const { certificates } = await applicant.get<{ certificates: Certificate[] }>('/api/certificates')
    const found = certificates.filter((candidate) => candidate.place === place)
    expect(found).toHaveLength(1)
    return found[0] as Certificate
  }, patience)
  const { keyId, serialNumber } = certificate
  expect(await countIn(countersign, `holder_key where place = '${place}' and application_id = $1`, application)).toBe(1)
  expect(await countIn(countersign, 'issued_certificate where serial_number = $1', serialNumber)).toBe(1)
  expect(await countIn(countersign, 'vault.issued where serial_number = $1', serialNumber)).toBe(1)
  expect(await countIn(countersign, `audit_entry where action = 'certificate.issued' and payload like '%' || $1 || '%'`, serialNumber)).toBe(1)
  expect(await countIn(countersign, `audit_entry where action = 'key.made' and subject = $1`, keyId)).toBe(1)
  // As many as there are keys, and no promise that nobody keeps.
  const [row] = await inDatabase(countersign, (query) =>
    query<{ promised: number; issued: number; made: number }>(
      `select (select count(*)::int from certificate_promise where application_id = $1) as promised,
        (select count(*)::int from issued_certificate where application_id = $1) as issued,
        (select count(*)::int from holder_key where application_id = $1) as made`,
      [application],
    ),
  )
  expect(row?.issued).toBe(row?.made)
  expect(row?.promised).toBe(row?.made)
  return certificate
}

async function wrongTry(person: Person): Promise<ApiProblem> {
  const signer = await cloudSigner(person, '9999')
  const answer: unknown = await signer.sign([message]).catch((error: unknown) => error)
  if (!(answer instanceof ApiProblem)) throw new Error(`a wrong PIN was answered with ${String(answer)}`)
  return answer
}

async function attempts(holderKey: string): Promise<number | undefined> {
  return vi.waitFor(async () => {
    const [row] = await inDatabase(countersign, (query) =>
      query<{ attempts: number }>('select attempts from vault.key join holder_key on vault_key_id = vault.key.id where holder_key.id = $1', [holderKey]),
    )
    return row?.attempts
  }, soon)
}
