/** The remote certificate road through the API, step by step, as a person, an agent and a verifier walk it. */
import { createHash, randomUUID } from 'node:crypto'
import { generateKeyPair, signingKeyFrom } from '@countersign/engine/algorithms'
import { fromBase64, toBase64 } from '@countersign/engine/bytes'
import { createPkcs12 } from '@countersign/engine/keystore'
import { buildCertificationRequest, buildName } from '@countersign/engine/x509'
import { keyBindingBytes } from '@countersign/vault/protocol'
import { solveChallenge, type Challenge as ProofChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { sealSecret } from '../web/app/sealSecret.ts'
import { Person, until } from './person.ts'

type Demonstration = {
  people: { role: string; email: string; password: string; pin?: string }[]
  vouchers: { person: string[]; company: string[]; seal: string[] }
}
type Message = { channel: string; recipient: string; body: string; link: string | null; subject: string }
type Challenge = { keyId: string; challenge: string; transportKey: string; person: string }
type Certificate = { id: string; keyId: string; place: string; chain: string[]; sha256: string; state: string; serialNumber: string }

export const password = 'Correct-Horse-7'

export async function demonstration(origin: string): Promise<Demonstration> {
  return new Person(origin).get<Demonstration>('/api/demonstration')
}

export async function signIn(origin: string, role: string): Promise<Person & { pin: string }> {
  const found = (await demonstration(origin)).people.find((candidate) => candidate.role === role)
  if (found === undefined) throw new Error(`no demonstration ${role}`)
  const person = new Person(origin)
  await person.post('/api/sessions', { identifier: found.email, password: found.password })
  return Object.assign(person, { pin: found.pin ?? '' })
}

/** The newest message to somebody, once it is there. */
export async function messageTo(origin: string, recipient: string, containing: string): Promise<Message> {
  const reader = new Person(origin)
  return until(async () =>
    (await reader.get<{ messages: Message[] }>('/api/outbox')).messages.find((message) => message.recipient === recipient && message.body.includes(containing)),
  )
}

/** Registers, proves phone and address, and stays signed in. */
export async function registered(origin: string, given: { email: string; phone: string; name?: { given: string; family: string } }): Promise<Person> {
  const person = new Person(origin)
  const challenge = await person.get<ProofChallenge>('/api/proof-of-work')
  const solution = await solveChallenge({ challenge, deriveKey })
  const { version } = await person.get<{ version: string }>('/api/terms')
  const registration = await person.post<{ id: string }>('/api/registrations', {
    email: given.email,
    phone: given.phone,
    password,
    name: given.name ?? { given: 'Олена', family: 'Коваленко' },
    language: 'uk',
    consents: { termsVersion: version, privacyVersion: version },
    proofOfWork: { challenge, solution },
  })
  const sms = await messageTo(origin, given.phone, '')
  await person.post(`/api/registrations/${registration.id}/phone-confirmations`, { code: /\d{6}/.exec(sms.body)?.[0] })
  const mail = await until(async () => {
    const { messages } = await new Person(origin).get<{ messages: Message[] }>('/api/outbox')
    return messages.find((message) => message.recipient === given.email && message.link?.includes('/confirm/'))
  })
  await person.post('/api/email-confirmations', { token: mail.link?.split('/').at(-1) })
  return person
}

/** A picture that is one: a PNG of a single pixel. */
export const picture = fromBase64('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=')

export type PersonalData = {
  surname: string
  givenName: string
  number: { kind: string; value: string }
  company?: { name: string; number: { kind: string; value: string } }
}

/** Voucher to submission. */
export async function applied(applicant: Person, voucherCode: string, data: PersonalData): Promise<string> {
  const { id } = await applicant.post<{ id: string }>('/api/applications', { voucherCode })
  const { company, ...person } = data
  await applicant.patch(`/api/applications/${id}/facts`, {
    parameters: { algorithm: 'ecdsa-p256' },
    person: { ...person, country: 'UA', birthDate: '1990-01-01' },
    ...(company && { company: { ...company, country: 'UA' } }),
    document: { kind: 'id-card', number: '001234567' },
  })
  const { slots } = await applicant.get<{ slots: string[] }>(`/api/applications/${id}`)
  for (const slot of slots) await applicant.put(`/api/applications/${id}/pictures/${slot}`, picture)
  await applicant.post(`/api/applications/${id}/submissions`)
  return id
}

export const checklist = {
  'document-genuine': true,
  'document-in-date': true,
  'face-matches': true,
  'data-matches': true,
  'picture-quality': true,
  'person-acts-freely': true,
}

export async function recommended(agent: Person, id: string): Promise<void> {
  const { documents } = await agent.post<{ documents: { id: string }[] }>(`/api/applications/${id}/reviews`)
  await agent.post(`/api/applications/${id}/recommendations`, {
    outcome: 'positive',
    checklist,
    pictures: documents.map((document) => ({ id: document.id, accepted: true, because: null })),
    reason: '',
  })
}

export async function approved(verifier: Person & { pin: string }, id: string): Promise<void> {
  const draft = await verifier.get<{ decision: object; bytes: string }>(`/api/applications/${id}/decision-draft`)
  const [own] = (await verifier.get<{ certificates: Certificate[] }>('/api/certificates')).certificates
  if (own === undefined) throw new Error('the verifier has no certificate')
  const challenge = await verifier.post<Challenge>(`/api/cloud-keys/${own.keyId}/challenges`)
  const sealedSecret = await sealFor('sign', verifier.pin, challenge, [fromBase64(draft.bytes)])
  await verifier.post(`/api/applications/${id}/approvals`, {
    decision: draft.decision,
    keyId: challenge.keyId,
    verifierSha256: own.sha256,
    challenge: challenge.challenge,
    sealedSecret,
  })
}

/** Reads the agreement and signs it with the code. */
export async function agreed(applicant: Person, id: string, phone: string): Promise<Uint8Array> {
  const agreement = await until(async () => applicant.bytes(`/api/applications/${id}/agreement`).catch(() => undefined))
  const sha256 = createHash('sha256').update(agreement).digest('hex')
  await applicant.post(`/api/applications/${id}/agreement-codes`)
  const sms = await messageTo(applicant.origin, phone, sha256.slice(0, 8))
  await applicant.post(`/api/applications/${id}/agreement-signatures`, { code: /\d{6}/.exec(sms.body)?.[0], sha256 })
  return agreement
}

export async function cloudKeyMade(applicant: Person, id: string, pin: string): Promise<Certificate> {
  const challenge = await applicant.post<Challenge>(`/api/applications/${id}/cloud-key-challenges`)
  const sealedSecret = await sealFor('create-key', pin, challenge, [])
  const made = await applicant.post<{ id: string }>(`/api/applications/${id}/cloud-keys`, {
    keyId: challenge.keyId,
    challenge: challenge.challenge,
    sealedSecret,
  })
  return certificateOf(applicant, made.id)
}

/** As the browser does it: the key is made here, only the request goes out. */
export async function fileKeyMade(
  applicant: Person,
  id: string,
  pin: string,
  filePassword: string,
): Promise<{ file: Uint8Array; name: string; certificate: Certificate }> {
  const pair = await generateKeyPair('ecdsa-p256')
  const key = await signingKeyFrom(pair.privateKey)
  const request = await buildCertificationRequest({ subject: buildName({ commonName: 'Countersign' }), publicKey: pair.publicKey, key })
  const { applicationDigest, fileName } = await applicant.get<{ applicationDigest: string; fileName: string }>(`/api/applications/${id}/keys`)
  const cloud = (await applicant.get<{ keys: { id: string; place: string }[] }>(`/api/applications/${id}/keys`)).keys.find(
    (candidate) => candidate.place === 'cloud',
  )
  const challenge = await applicant.post<Challenge>(`/api/cloud-keys/${cloud?.id}/challenges`)
  const sealedSecret = await sealFor('sign', pin, challenge, [keyBindingBytes({ applicationDigest, publicKey: pair.publicKey })])
  const made = await applicant.post<{ id: string }>(`/api/applications/${id}/file-keys`, {
    request: toBase64(request),
    challenge: challenge.challenge,
    sealedSecret,
  })
  const certificate = await certificateOf(applicant, made.id)
  const [own, ...chain] = certificate.chain.map(fromBase64)
  if (own === undefined) throw new Error('no certificate')
  return {
    file: await createPkcs12({ privateKey: pair.privateKey, certificate: own, chain, password: filePassword, friendlyName: 'Countersign' }),
    name: fileName,
    certificate,
  }
}

export async function sealFor(purpose: 'create-key' | 'sign', secret: string, challenge: Challenge, messages: readonly Uint8Array[]): Promise<string> {
  const digests = messages.map((message) => new Uint8Array(createHash('sha256').update(message).digest()))
  return sealSecret(secret, challenge.transportKey, { purpose, keyId: challenge.keyId, person: challenge.person, challenge: challenge.challenge, digests })
}

async function certificateOf(applicant: Person, keyId: string): Promise<Certificate> {
  return until(async () =>
    (await applicant.get<{ certificates: Certificate[] }>('/api/certificates')).certificates.find((candidate) => candidate.keyId === keyId),
  )
}

/** Numbers for one more person each time: the database may hold those of earlier tests. */
export function freshContact(): { email: string; phone: string } {
  const unique = randomUUID()
  return { email: `${unique}@example.com`, phone: `+38050${(Number.parseInt(unique.slice(0, 8), 16) % 9_000_000) + 1_000_000}` }
}
