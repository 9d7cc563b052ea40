import { describe, expect, it } from 'vitest'
import { der } from '../asn1/index.ts'
import { buildTbsCrl, parseCrl, type CrlEntrySpec } from './index.ts'

const algorithm = der.sequence(der.objectIdentifier('1.2.840.10045.4.3.2'))
const issuer = der.sequence(der.setOf(der.sequence(der.objectIdentifier('2.5.4.3'), der.utf8String('Issuer'))))
const thisUpdate = new Date('2026-01-01T00:00:00Z')
const nextUpdate = new Date('2026-01-02T00:00:00Z')

function list(entries: Iterable<CrlEntrySpec>): Uint8Array {
  const tbs = buildTbsCrl({
    signatureAlgorithm: algorithm,
    issuer,
    authorityKeyIdentifier: new Uint8Array(20),
    thisUpdate,
    nextUpdate,
    crlNumber: 7,
    entries,
    distributionPoint: { url: 'http://pki.example/crl/3.crl', only: 'user-certificates' },
  })
  return der.sequence(tbs, algorithm, der.bitString(new Uint8Array(8)))
}

describe('a certificate revocation list', () => {
  it('tells which serial numbers are revoked, when and why', () => {
    const crl = parseCrl(
      list([
        { serialNumber: '0a', revokedAt: thisUpdate },
        { serialNumber: 'ff', revokedAt: new Date('2025-12-31T10:00:00Z'), reason: 'keyCompromise' },
      ]),
    )
    expect(crl.find('0a')).toEqual({ revokedAt: thisUpdate, unknownCriticalExtension: false })
    expect(crl.find('ff')).toMatchObject({ revokedAt: new Date('2025-12-31T10:00:00Z'), reason: 'keyCompromise' })
    expect(crl.find('0b')).toBeUndefined()
    expect(crl.find('fe')).toBeUndefined()
  })

  it('says which shard it is', () => {
    const crl = parseCrl(list([]))
    expect(crl.issuingDistributionPoint).toMatchObject({
      onlyUserCertificates: true,
      onlyAuthorityCertificates: false,
      indirect: false,
      name: { kind: 'full' },
    })
    expect(crl.crlNumber).toBe('07')
    expect(crl.find('01')).toBeUndefined()
    expect(crl.unknownCriticalExtensions).toEqual([])
  })

  it('is refused where an entry reaches past the list', () => {
    const bytes = list([{ serialNumber: '0a', revokedAt: thisUpdate }])
    const at = bytes.findIndex((_, i) => bytes[i] === 0x02 && bytes[i + 1] === 0x01 && bytes[i + 2] === 0x0a)
    bytes[at + 1] = 0x40
    expect(() => parseCrl(bytes).find('0a')).toThrow(/malformed/)
  })

  it('finds one among a hundred thousand without building the list', () => {
    function* many(): Iterable<CrlEntrySpec> {
      for (let i = 0; i < 100_000; i++) yield { serialNumber: (0x10000000 + i).toString(16), revokedAt: thisUpdate }
    }
    const crl = parseCrl(list(many()))
    expect(crl.find((0x10000000 + 99_999).toString(16))).toBeDefined()
    expect(crl.find('1fffffff')).toBeUndefined()
  })
})
