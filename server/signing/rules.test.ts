import { describe, expect, it } from 'vitest'
import type { Participant } from '../documents/index.ts'
import { decideSigning, type SigningQuestion, type Standing } from './rules.ts'

const now = new Date('2026-03-02T10:00:00Z')
const good: Standing = {
  validFrom: new Date('2026-01-01T00:00:00Z'),
  validTo: new Date('2027-01-01T00:00:00Z'),
  forSigning: true,
  issuerAccepted: true,
  status: 'good',
  numbers: [{ country: 'UA', value: '3287300012' }],
}
const signer: Participant = {
  id: 'a',
  accountId: null,
  email: 'a@example.com',
  name: 'A',
  language: 'en',
  taxNumber: '3287300012',
  taxCountry: 'UA',
  role: 'signer',
  order: 1,
  state: 'opened',
  invitedAt: now,
  openedAt: now,
  actedAt: null,
  declineReason: null,
}
const ask = (change: Partial<SigningQuestion> = {}): ReturnType<typeof decideSigning> =>
  decideSigning({ document: { state: 'open', participants: [signer] }, participant: signer, certificate: good, emailConfirmed: true, now, ...change })

describe('before a signature', () => {
  it('the right person with a good certificate may sign', () => {
    expect(ask()).toEqual({ kind: 'allowed' })
  })
  it.each([
    ['certificate-not-yet-valid', { validFrom: new Date('2026-04-01T00:00:00Z') }],
    ['certificate-expired', { validTo: new Date('2026-03-01T00:00:00Z') }],
    ['certificate-revoked', { status: 'revoked' }],
    ['status-unknown', { status: 'unknown' }],
    ['issuer-not-accepted', { issuerAccepted: false, status: 'unknown' }],
    ['certificate-not-for-signing', { forSigning: false }],
    ['tax-number-differs', { numbers: [{ country: 'UA', value: '3121212343' }] }],
    ['tax-number-differs', { numbers: [{ country: 'KZ', value: '3287300012' }] }],
  ] as const)('%s stops it', (because, change) => {
    expect(ask({ certificate: { ...good, ...change } })).toEqual({ kind: 'refused', because: [because] })
  })
  it('the place counts too: an open document, a participant, their turn, a confirmed address', () => {
    expect(ask({ document: { state: 'recalled', participants: [signer] } })).toMatchObject({ because: ['document-not-open'] })
    expect(ask({ participant: undefined })).toMatchObject({ because: ['not-a-participant'] })
    expect(ask({ emailConfirmed: false })).toMatchObject({ because: ['email-not-confirmed'] })
    const later = { ...signer, id: 'b', order: 2 }
    expect(ask({ document: { state: 'open', participants: [signer, later] }, participant: later })).toMatchObject({ because: ['not-your-turn'] })
  })
  it('every reason is named at once', () => {
    expect(ask({ emailConfirmed: false, certificate: { ...good, status: 'revoked', numbers: [] } })).toEqual({
      kind: 'refused',
      because: ['email-not-confirmed', 'certificate-revoked', 'tax-number-differs'],
    })
  })
})
