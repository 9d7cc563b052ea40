import { describe, expect, it } from 'vitest'
import { keyFileName, nextPlace, stateOf } from './rules.ts'

describe('a key file', () => {
  it('is named after the surname and the company number', () => {
    expect(keyFileName({ surname: 'Ющенко-Шевчук', commonName: 'x', organizationIdentifier: 'NTRUA-43395033', serialNumber: 'TINUA-3287300012' })).toBe(
      'iushchenko-shevchuk_edr_43395033.p12',
    )
  })
  it('falls back to the personal number', () => {
    expect(keyFileName({ surname: 'Żółć', commonName: 'x', serialNumber: 'PNOPL-90010112349' })).toBe('zolc_edr_90010112349.p12')
  })
})

describe('the state of a certificate', () => {
  const certificate = { status: 'good' as const, notBefore: new Date('2026-01-01'), notAfter: new Date('2026-12-31') }
  it('is expiring in the last sixty days', () => {
    expect(stateOf(certificate, new Date('2026-11-02'))).toBe('expiring')
    expect(stateOf(certificate, new Date('2026-10-31'))).toBe('good')
  })
  it('is revoked whatever the date', () => {
    expect(stateOf({ ...certificate, status: 'revoked' }, new Date('2027-06-01'))).toBe('revoked')
  })
})

describe('a set of keys', () => {
  it('begins with the cloud key, which vouches for the file key', () => {
    expect(nextPlace(['file', 'cloud'], new Set())).toBe('cloud')
    expect(nextPlace(['file', 'cloud'], new Set(['cloud']))).toBe('file')
    expect(nextPlace(['cloud'], new Set(['cloud']))).toBeUndefined()
  })
})
