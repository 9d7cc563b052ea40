import { describe, expect, it } from 'vitest'
import { challengeText, companyOf, decideRemoval, decideRoleChange, decidesOver, invitationState, type Membership, type Role } from './rules.ts'

const member = (accountId: string, role: Role): Membership => ({ cabinetId: 'acme', accountId, role })
const [olena, andrii] = ['olena', 'andrii']
const refused = (because: string): object => ({ kind: 'refused', because })

describe('the people of a company', () => {
  it('are added by administrators as users, and by owners as anything', () => {
    expect(decidesOver('administrator', 'user')).toBe(true)
    expect(decidesOver('administrator', 'administrator')).toBe(false)
    expect(decidesOver('owner', 'owner')).toBe(true)
    expect(decidesOver('user', 'user')).toBe(false)
  })
  it('are appointed by owners only', () => {
    expect(decideRoleChange('owner', 'user', 'owner', 1)).toEqual({ kind: 'allowed' })
    expect(decideRoleChange('administrator', 'user', 'administrator', 1)).toEqual(refused('not-allowed'))
    expect(decideRoleChange('administrator', 'owner', 'user', 2)).toEqual(refused('not-allowed'))
  })
  it('never lose their last owner', () => {
    expect(decideRoleChange('owner', 'owner', 'user', 1)).toEqual(refused('last-owner'))
    expect(decideRoleChange('owner', 'owner', 'user', 2)).toEqual({ kind: 'allowed' })
    expect(decideRemoval(member(olena, 'owner'), member(olena, 'owner'), 1)).toEqual(refused('last-owner'))
    expect(decideRemoval(member(olena, 'owner'), member(andrii, 'owner'), 2)).toEqual({ kind: 'allowed' })
  })
  it('may leave by themselves, and remove nobody above them', () => {
    expect(decideRemoval(member(olena, 'user'), member(olena, 'user'), 1)).toEqual({ kind: 'allowed' })
    expect(decideRemoval(member(olena, 'user'), member(andrii, 'user'), 1)).toEqual(refused('not-allowed'))
    expect(decideRemoval(member(olena, 'administrator'), member(andrii, 'administrator'), 1)).toEqual(refused('not-allowed'))
  })
})

describe('an invitation', () => {
  const dates = { expiresAt: new Date('2026-03-15'), acceptedAt: null, withdrawnAt: null }
  it('is open until its day, and then expired', () => {
    expect(invitationState(dates, new Date('2026-03-14'))).toBe('open')
    expect(invitationState(dates, new Date('2026-03-15'))).toBe('expired')
  })
  it('stays accepted, whatever happens later', () => {
    expect(invitationState({ ...dates, acceptedAt: new Date('2026-03-03') }, new Date('2027-01-01'))).toBe('accepted')
  })
})

describe('the company that a certificate opens', () => {
  const number = { scheme: 'NTR', country: 'UA', value: '12345678' }
  const person = { scheme: 'TIN', country: 'UA', value: '3287300012' }
  it('is the one it names', () => {
    expect(companyOf('legal-entity', { commonName: 'Olena', organisation: 'Acme LLC', organisationNumber: number })).toEqual({
      kind: 'company',
      company: { name: 'Acme LLC', country: 'UA', scheme: 'NTR', number: '12345678' },
    })
  })
  it('is, for a sole proprietor, the person', () => {
    expect(companyOf('sole-proprietor', { commonName: 'Olena Kovalenko', personalNumber: person })).toEqual({
      kind: 'company',
      company: { name: 'Olena Kovalenko', country: 'UA', scheme: 'TIN', number: '3287300012' },
    })
  })
  it('is nobody, where the certificate names no company', () => {
    expect(companyOf('legal-entity', { commonName: 'Olena', personalNumber: person })).toEqual(refused('certificate.no-company'))
    expect(companyOf('sole-proprietor', { commonName: 'Olena' })).toEqual(refused('certificate.no-number'))
  })
})

describe('what the certificate signs', () => {
  it('says for whom, where and when, and differs each time', () => {
    const asked = {
      deployment: 'https://sign.example',
      accountId: olena,
      email: 'olena@example.com',
      holder: 'legal-entity' as const,
      nonce: 'n1',
      at: new Date('2026-03-02T10:00:00Z'),
    }
    const text = challengeText(asked)
    for (const part of ['olena@example.com', 'https://sign.example', '2026-03-02T10:00:00.000Z', 'n1']) expect(text).toContain(part)
    expect(challengeText({ ...asked, nonce: 'n2' })).not.toBe(text)
  })
})
