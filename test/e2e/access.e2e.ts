/**
 * Every route × every kind of person. A route that is not in the table fails the test, and so does a row without a route.
 * "Admitted" is any answer but 401, 403 and 404: what a person may not do, or may not even know of.
 */
import { resolve } from 'node:path'
import { digest, generateKeyPair, signingKeyFrom } from '@countersign/engine/algorithms'
import { fromBase64, toBase64 } from '@countersign/engine/bytes'
import { signCades } from '@countersign/engine/cades'
import { parseCertificate } from '@countersign/engine/x509'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { parseConfig } from '../../server/platform/index.ts'
import { Person, until } from '../person.ts'
import { cloudSigner, completed, onePagePdf, sent as sentTo, signed } from '../signing.ts'
import { applied, checklist, demonstration, freshContact, registered, signIn } from '../road.ts'

const origin = inject('origin')
const roles = ['nobody', 'stranger', 'invited', 'agent', 'verifier', 'operator', 'user', 'administrator', 'owner'] as const
type Role = (typeof roles)[number]
type Row = {
  readonly admits: readonly Role[]
  readonly path?: () => string | Promise<string>
  readonly body?: object | (() => object)
  readonly raw?: Uint8Array
}

const everyone = [...roles]
const signedIn = roles.filter((role) => role !== 'nobody')
const token = 'x'.repeat(43)
const id = '00000000-0000-4000-8000-000000000000'
const letter = onePagePdf()
const sealed = { challenge: 'a'.repeat(43), sealedSecret: 'a'.repeat(150) }

let people: Record<Role, Person>
let cabinetId: string
let ownerId: string
let ownerEmail: string
let documentId: string
let draftId: string
let doneId: string
let applicationId: string
/** Well-formed, of somebody else: what is refused is the person, not the bytes. */
let certificate: string
let cms: string
const signatureId = id

/** Nobody is admitted: the thing does not exist for anyone here; its own tests say who may when it does. */
const table: Readonly<Record<string, Row>> = {
  'GET /api/demonstration': { admits: everyone },
  'GET /api/outbox': { admits: everyone },
  'GET /api/audit-entries': { admits: ['operator'] },
  'POST /api/audit-verifications': { admits: ['operator'], body: {} },
  'GET /api/terms': { admits: everyone },
  'GET /api/proof-of-work': { admits: everyone },
  'POST /api/registrations': { admits: everyone, body: {} },
  'POST /api/registrations/:id/phone-confirmations': { admits: [], path: () => `/api/registrations/${id}/phone-confirmations`, body: { code: '123456' } },
  'POST /api/registrations/:id/code-resends': { admits: [], path: () => `/api/registrations/${id}/code-resends`, body: {} },
  'POST /api/email-confirmations': { admits: everyone, body: { token } },
  'POST /api/sessions': { admits: everyone, body: {} },
  'DELETE /api/session': { admits: everyone },
  'POST /api/password-resets': { admits: everyone, body: {} },
  'PUT /api/password': { admits: everyone, body: {} },
  'POST /api/activation-links': { admits: everyone, body: { token } },
  'POST /api/activations': { admits: everyone, body: {} },
  'PATCH /api/account': { admits: signedIn, body: {} },
  'POST /api/account/email-confirmation-resends': { admits: signedIn, body: {} },
  'GET /api/session': { admits: everyone },
  'PUT /api/session/cabinet': { admits: ['user', 'administrator', 'owner'], body: () => ({ cabinetId }) },
  'POST /api/company-cabinet-challenges': { admits: signedIn, body: { holder: 'legal-entity' } },
  'POST /api/company-cabinets': { admits: [], body: { challengeId: id, cms: 'A'.repeat(200) } },
  'GET /api/cabinets/:id/people': { admits: ['administrator', 'owner'], path: () => `/api/cabinets/${cabinetId}/people` },
  // About an owner, so that only owners may.
  'PATCH /api/cabinets/:id/people/:accountId': { admits: ['owner'], path: () => `/api/cabinets/${cabinetId}/people/${ownerId}`, body: { role: 'owner' } },
  'DELETE /api/cabinets/:id/people/:accountId': { admits: ['owner'], path: () => `/api/cabinets/${cabinetId}/people/${ownerId}` },
  'POST /api/cabinets/:id/invitations': {
    admits: ['administrator', 'owner'],
    path: () => `/api/cabinets/${cabinetId}/invitations`,
    body: () => ({ invitations: [{ email: freshContact().email, role: 'user' }] }),
  },
  'POST /api/invitations/:id/resends': { admits: ['administrator', 'owner'], path: async () => `/api/invitations/${await newInvitation()}/resends`, body: {} },
  'DELETE /api/invitations/:id': { admits: ['administrator', 'owner'], path: async () => `/api/invitations/${await newInvitation()}` },
  'POST /api/invitation-links': { admits: everyone, body: { token } },
  'POST /api/invitation-acceptances': { admits: signedIn, body: { token } },
  'POST /pki/ocsp': { admits: everyone },
  'GET /pki/ocsp/*': { admits: everyone, path: () => '/pki/ocsp/MAA=' },
  'POST /pki/tsa': { admits: everyone },
  'GET /pki/crl/:issuer/:file': { admits: everyone, path: () => '/pki/crl/root/0.crl' },
  'GET /pki/ca/:file': { admits: everyone, path: () => '/pki/ca/root.cer' },
  'GET /pki/anchors.pem': { admits: everyone },
  'GET /api/trust-anchors': { admits: everyone },
  'POST /api/validations': { admits: everyone, raw: letter },
  'GET /api/products': { admits: everyone },
  'POST /api/voucher-batches': { admits: ['operator'], body: { productId: 'person', name: 'access', count: 1, expiresAt: '2036-01-01T00:00:00Z' } },
  'POST /api/applications': { admits: signedIn, body: { voucherCode: 'AAAA' } },
  'GET /api/applications': { admits: signedIn },
  'GET /api/applications/:id': { admits: ['user', 'agent', 'verifier'], path: () => `/api/applications/${applicationId}` },
  'PATCH /api/applications/:id/facts': { admits: ['user'], path: () => `/api/applications/${applicationId}/facts`, body: {} },
  'PUT /api/applications/:id/pictures/:slot': { admits: ['user'], path: () => `/api/applications/${applicationId}/pictures/selfie`, raw: new Uint8Array([1]) },
  'GET /api/applications/:id/pictures/:documentId': {
    admits: ['user', 'agent', 'verifier'],
    path: async () => `/api/applications/${applicationId}/pictures/${await pictureId()}`,
  },
  'POST /api/applications/:id/submissions': { admits: ['user'], path: () => `/api/applications/${applicationId}/submissions`, body: {} },
  'GET /api/applications/:id/agreement': { admits: [], path: () => `/api/applications/${applicationId}/agreement` },
  'POST /api/applications/:id/agreement-codes': { admits: ['user'], path: () => `/api/applications/${applicationId}/agreement-codes`, body: {} },
  'POST /api/applications/:id/agreement-signatures': {
    admits: ['user'],
    path: () => `/api/applications/${applicationId}/agreement-signatures`,
    body: { code: '123456', sha256: '0'.repeat(64) },
  },
  'GET /api/reviews': { admits: ['agent'] },
  'POST /api/applications/:id/reviews': { admits: ['agent'], path: () => `/api/applications/${applicationId}/reviews`, body: {} },
  'POST /api/applications/:id/recommendations': {
    admits: ['agent'],
    path: () => `/api/applications/${applicationId}/recommendations`,
    body: { outcome: 'deferred', checklist, pictures: [], reason: 'x' },
  },
  'GET /api/decisions': { admits: ['verifier'] },
  'GET /api/applications/:id/decision-draft': { admits: ['verifier'], path: () => `/api/applications/${applicationId}/decision-draft` },
  'POST /api/applications/:id/approvals': {
    admits: ['verifier'],
    path: () => `/api/applications/${applicationId}/approvals`,
    body: {
      decision: {
        type: 'countersign/certificate-decision/1',
        applicationDigest: '0'.repeat(64),
        outcome: 'positive',
        decidedBy: id,
        decidedAt: '2026-01-01T00:00:00Z',
      },
      keyId: id,
      verifierSha256: '0'.repeat(64),
      ...sealed,
    },
  },
  'POST /api/applications/:id/refusals': {
    admits: ['verifier'],
    path: () => `/api/applications/${applicationId}/refusals`,
    body: { outcome: 'negative', reason: 'x' },
  },
  'GET /api/applications/:id/keys': { admits: ['user'], path: () => `/api/applications/${applicationId}/keys` },
  'POST /api/applications/:id/cloud-key-challenges': { admits: ['user'], path: () => `/api/applications/${applicationId}/cloud-key-challenges`, body: {} },
  'POST /api/applications/:id/cloud-keys': { admits: ['user'], path: () => `/api/applications/${applicationId}/cloud-keys`, body: { keyId: id, ...sealed } },
  'POST /api/applications/:id/file-keys': {
    admits: ['user'],
    path: () => `/api/applications/${applicationId}/file-keys`,
    body: { request: 'MAA=', ...sealed },
  },
  'GET /api/certificates': { admits: signedIn },
  'POST /api/certificates/:id/revocations': { admits: [], path: () => `/api/certificates/${id}/revocations`, body: { reason: 'unspecified' } },
  // The seeded owner's cloud key: to everybody else it does not exist.
  'POST /api/cloud-keys/:id/challenges': { admits: ['owner'], path: async () => `/api/cloud-keys/${await ownersKey()}/challenges`, body: {} },
  'POST /api/cloud-keys/:id/signatures': {
    admits: ['owner'],
    path: async () => `/api/cloud-keys/${await ownersKey()}/signatures`,
    body: { ...sealed, messages: ['MAA='] },
  },
  'POST /api/documents': { admits: signedIn, path: () => '/api/documents?name=a.txt', raw: new Uint8Array([97]) },
  'GET /api/documents': { admits: signedIn },
  'GET /api/documents/:id': { admits: ['invited', 'user', 'administrator', 'owner'], path: () => `/api/documents/${documentId}` },
  'GET /api/documents/:id/original': { admits: ['invited', 'user', 'administrator', 'owner'], path: () => `/api/documents/${documentId}/original` },
  'GET /api/documents/:id/view': { admits: ['invited', 'user', 'administrator', 'owner'], path: () => `/api/documents/${documentId}/view` },
  'PUT /api/documents/:id/participants': { admits: ['user'], path: () => `/api/documents/${draftId}/participants`, body: { participants: [] } },
  'POST /api/documents/:id/sendings': { admits: ['user'], path: () => `/api/documents/${draftId}/sendings`, body: {} },
  'POST /api/documents/:id/extensions': { admits: ['user'], path: () => `/api/documents/${documentId}/extensions`, body: { deadline: '2036-01-01T00:00:00Z' } },
  'POST /api/documents/:id/reminders': { admits: ['user'], path: () => `/api/documents/${documentId}/reminders`, body: {} },
  'POST /api/documents/:id/recall': { admits: ['user'], path: () => `/api/documents/${documentId}/recall`, body: {} },
  'DELETE /api/documents/:id': { admits: ['user'], path: () => `/api/documents/${documentId}` },
  'POST /api/documents/:id/approvals': { admits: ['invited'], path: () => `/api/documents/${documentId}/approvals`, body: {} },
  'POST /api/documents/:id/acknowledgements': { admits: ['invited'], path: () => `/api/documents/${documentId}/acknowledgements`, body: {} },
  'POST /api/documents/:id/refusals': { admits: ['invited'], path: () => `/api/documents/${documentId}/refusals`, body: { reason: 'x' } },
  'POST /api/guest-sessions': { admits: [], body: { token } },
  'POST /api/guest-sessions/renewals': { admits: everyone, body: { token } },
  'GET /api/documents/:id/pdf-revisions/:number': {
    admits: ['invited', 'user', 'administrator', 'owner'],
    path: () => `/api/documents/${documentId}/pdf-revisions/0`,
  },
  'GET /api/documents/:id/signatures/:signatureId/cms': { admits: [], path: () => `/api/documents/${documentId}/signatures/${signatureId}/cms` },
  // Whoever sees the document is told why they may not sign it.
  'POST /api/documents/:id/signing-preparations': {
    admits: ['invited', 'user', 'administrator', 'owner'],
    path: () => `/api/documents/${documentId}/signing-preparations`,
    body: () => ({ certificate }),
  },
  'POST /api/documents/:id/signatures': {
    admits: ['invited', 'user', 'administrator', 'owner'],
    path: () => `/api/documents/${documentId}/signatures`,
    body: () => ({ cms }),
  },
  'GET /api/documents/:id/archive': { admits: ['invited', 'user', 'administrator', 'owner'], path: () => `/api/documents/${doneId}/archive` },
  'GET /api/documents/:id/copy': { admits: ['invited', 'user', 'administrator', 'owner'], path: () => `/api/documents/${doneId}/copy` },
  'GET /api/documents/:id/signed-pdf': { admits: ['invited', 'user', 'administrator', 'owner'], path: () => `/api/documents/${doneId}/signed-pdf` },
  'GET /api/documents/:id/signatures/:signatureId/certificate': {
    admits: [],
    path: () => `/api/documents/${documentId}/signatures/${signatureId}/certificate`,
  },
  'GET /api/documents/:id/statistics': { admits: ['invited', 'user', 'administrator', 'owner'], path: () => `/api/documents/${documentId}/statistics` },
  'GET /api/verdicts/:id': { admits: [], path: () => `/api/verdicts/${id}` },
  'GET /assets/*': { admits: [], path: () => '/assets/none.js' },
  'GET /*': { admits: everyone, path: () => '/' },
}

beforeAll(async () => {
  const owner = await signIn(origin, 'owner')
  const session = await owner.get<{ account: { id: string; email: string }; cabinets: { id: string; kind: string }[] }>('/api/session')
  ownerId = session.account.id
  ownerEmail = session.account.email
  cabinetId = session.cabinets.find((cabinet) => cabinet.kind === 'company')?.id ?? ''
  const [user, administrator, invited] = [freshContact(), freshContact(), freshContact()]
  people = {
    nobody: new Person(origin),
    stranger: await registered(origin, freshContact()),
    invited: await registered(origin, invited),
    agent: await signIn(origin, 'agent'),
    verifier: await signIn(origin, 'verifier'),
    operator: await signIn(origin, 'operator'),
    user: await registered(origin, user),
    administrator: await registered(origin, administrator),
    owner,
  }
  await joined(owner, people.user, user.email, 'user')
  await joined(owner, people.administrator, administrator.email, 'administrator')
  await people.user.put('/api/session/cabinet', { cabinetId })
  await someSignature(owner)
  documentId = await sentTo(people.user, 'letter.pdf', letter, [{ email: invited.email, role: 'signer', order: 1 }])
  draftId = await added(people.user)
  doneId = await signedByOwner(people.user, owner, invited.email)
  applicationId = await applied(people.user, (await demonstration(origin)).vouchers.person[9] ?? '', {
    surname: 'Коваленко',
    givenName: 'Олена',
    number: { kind: 'rnokpp', value: '3287300012' },
  })
}, 120_000)

describe('access', () => {
  it('has a row for every route, and a route for every row', async () => {
    const { routes } = await buildApp({ config: parseConfig({}) } as never, { webFolder: resolve('web/dist') })
    expect(routes.map(({ method, url }) => `${method} ${url}`).toSorted()).toEqual(Object.keys(table).toSorted())
  })

  for (const [route, row] of Object.entries(table)) {
    it(`${route} admits ${row.admits.length === roles.length ? 'everyone' : row.admits.length === 0 ? 'nobody to what is not there' : row.admits.join(', ')}`, async () => {
      const [method = '', url = ''] = route.split(' ')
      const admitted: Role[] = []
      for (const role of roles) {
        const person = route === 'DELETE /api/session' ? new Person(origin) : people[role]
        const body = typeof row.body === 'function' ? row.body() : row.body
        const answer = await person.fetch(method, (await row.path?.()) ?? url, row.raw ?? body)
        await answer.arrayBuffer()
        expect(answer.status, `${route} as ${role}`).toBeLessThan(500)
        if (![401, 403, 404].includes(answer.status)) admitted.push(role)
      }
      expect(admitted).toEqual(roles.filter((role) => row.admits.includes(role)))
    })
  }
})

async function joined(owner: Person, person: Person, email: string, role: 'user' | 'administrator'): Promise<void> {
  await owner.post(`/api/cabinets/${cabinetId}/invitations`, { invitations: [{ email, role }] })
  const link = await until(
    async () =>
      (await owner.get<{ messages: { recipient: string; link: string | null }[] }>('/api/outbox')).messages.find(
        (message) => message.recipient === email && message.link?.includes('/invitations/'),
      )?.link ?? undefined,
  )
  await person.post('/api/invitation-acceptances', { token: link.split('/').at(-1) })
}

async function newInvitation(): Promise<string> {
  const { email } = freshContact()
  await people.owner.post(`/api/cabinets/${cabinetId}/invitations`, { invitations: [{ email, role: 'user' }] })
  const { invitations } = await people.owner.get<{ invitations: { id: string; address: string }[] }>(`/api/cabinets/${cabinetId}/people`)
  return invitations.find((invitation) => invitation.address === email)?.id ?? ''
}

/** Signed by its only signer, the owner, with the cloud key. */
async function signedByOwner(person: Person, owner: Person & { pin: string }, email: string): Promise<string> {
  const document = await sentTo(person, 'done.pdf', letter, [
    { email: ownerEmail, role: 'signer' },
    { email, role: 'observer' },
  ])
  await signed(owner, document, await cloudSigner(owner, owner.pin))
  await completed(person, document)
  return document
}

async function added(person: Person): Promise<string> {
  return (await person.ask<{ id: string }>('POST', '/api/documents?name=letter.pdf', letter)).id
}

async function someSignature(owner: Person): Promise<void> {
  const own = (await owner.get<{ certificates: { chain: string[] }[] }>('/api/certificates')).certificates[0]?.chain[0] ?? ''
  const key = await signingKeyFrom((await generateKeyPair('ecdsa-p256')).privateKey)
  const contents = digest('sha256', letter)
  certificate = own
  cms = toBase64(
    await signCades({ digest: contents, digestAlgorithm: 'sha256', certificate: parseCertificate(fromBase64(own)), chain: [], signingTime: new Date(), key }),
  )
}

async function pictureId(): Promise<string> {
  const { documents } = await people.user.get<{ documents: { id: string }[] }>(`/api/applications/${applicationId}`)
  return documents[0]?.id ?? ''
}

async function ownersKey(): Promise<string> {
  const { certificates } = await people.owner.get<{ certificates: { keyId: string }[] }>('/api/certificates')
  return certificates[0]?.keyId ?? ''
}
