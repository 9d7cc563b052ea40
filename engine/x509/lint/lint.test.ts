import { describe, expect, it } from 'vitest'
import { generateKeyPair } from '../../algorithms/index.ts'
import { der } from '../../asn1/index.ts'
import { fromHex, toHex } from '../../bytes/index.ts'
import {
  buildName,
  buildTbsCertificate,
  extensionOids,
  lintRules,
  lintTbsCertificate,
  profileExtensions,
  purposes,
  qcTypes,
  type CertificateProfile,
  type CertificateSpec,
  type NameSpec,
} from '../index.ts'

const { publicKey } = await generateKeyPair('ecdsa-p256')
const weakKey = fromHex(`30819f300d06092a864886f70d010101050003818d0030818902818100${'c1'.repeat(128)}0203010001`)
const authority: NameSpec = {
  country: 'UA',
  organizationName: 'Test authority',
  organizationIdentifier: 'NTRUA-12345678',
  commonName: 'Test issuing authority',
}
const root: NameSpec = { ...authority, commonName: 'Test root' }
const person: NameSpec = { country: 'UA', commonName: 'Olena Shevchenko', surname: 'Shevchenko', givenName: 'Olena', serialNumber: 'TINUA-3287300012' }
const company: NameSpec = { country: 'UA', organizationName: 'Test LLC', organizationIdentifier: 'NTRUA-12345678', commonName: 'Test LLC' }

const names: Record<CertificateProfile, readonly [issuer: NameSpec, subject: NameSpec]> = {
  root: [root, root],
  'issuing-authority': [root, authority],
  'natural-person': [authority, person],
  'legal-person': [authority, company],
  'ocsp-responder': [authority, { ...authority, commonName: 'Test responder' }],
  'time-stamp-unit': [authority, { ...authority, commonName: 'Test time-stamp unit' }],
}

function specFor(profile: CertificateProfile): CertificateSpec {
  const [issuer, subject] = names[profile]
  const extensions = profileExtensions(profile, {
    authorityKeyIdentifier: profile === 'root' ? undefined : new Uint8Array(20).fill(1),
    policies: [{ oid: '1.2.3.4' }],
    crlDistributionPoints: ['http://pki.example/crl'],
    ocspUrls: ['http://pki.example/ocsp'],
    caIssuersUrls: ['http://pki.example/ca.cer'],
    qualified: { compliance: true, secureDevice: true, disclosure: [{ url: 'https://pki.example/pds', language: 'en' }] },
  })
  return {
    ...extensions,
    serialNumber: fromHex('4bb1e2c3d4a5f60718293a4b5c6d7e8f'),
    signatureAlgorithm: 'ecdsa-sha256',
    issuer: buildName(issuer),
    subject: buildName(subject),
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2027-01-01T00:00:00Z'),
    publicKey,
  }
}

const profiles = Object.keys(names) as CertificateProfile[]
const found = (tbs: Uint8Array, profile: CertificateProfile): string[] => lintTbsCertificate(tbs, profile).map(({ rule }) => rule)

it.each(profiles)('the profile of %s is clean', (profile) => {
  expect(lintTbsCertificate(buildTbsCertificate(specFor(profile)), profile)).toEqual([])
})

const change = (profile: CertificateProfile, changes: Partial<CertificateSpec>): readonly [CertificateProfile, Uint8Array] => [
  profile,
  buildTbsCertificate({ ...specFor(profile), ...changes }),
]
const subject = (profile: CertificateProfile, changes: NameSpec) => change(profile, { subject: buildName({ ...names[profile][1], ...changes }) })
/** Replaces octets of the finished structure, for what the builder refuses to write. */
const patch = (profile: CertificateProfile, from: string, to: string): readonly [CertificateProfile, Uint8Array] => {
  const hex = toHex(buildTbsCertificate(specFor(profile)))
  expect(hex).toContain(from)
  return [profile, fromHex(hex.replace(from, to))]
}
const extra = (oid: string, critical: boolean, value: Uint8Array) => [{ oid, critical, value }]
const qualified = { compliance: true, types: [qcTypes.signature], disclosure: [{ url: 'https://pki.example/pds', language: 'en' }] } as const

/** One mutation for each rule: it trips that rule. */
const mutations: Record<string, () => readonly [CertificateProfile, Uint8Array]> = {
  'version-3': () => patch('root', 'a003020102', 'a003020101'),
  'serial-number-positive': () => patch('root', '02104bb1', '0210cbb1'),
  'serial-number-short-enough': () => ['root', longSerial()],
  'serial-number-unpredictable': () => change('root', { serialNumber: new Uint8Array(7).fill(9) }),
  'validity-forward': () => change('root', { notAfter: new Date('2026-01-01T00:00:00Z') }),
  'signature-algorithm-strong': () => patch('root', '06082a8648ce3d040302', '06082a8648ce3d040301'),
  'public-key-strong': () => change('natural-person', { publicKey: weakKey }),
  'issuer-identified': () => change('natural-person', { issuer: buildName({ country: 'UA', commonName: 'Somebody' }) }),
  'country-two-capitals': () => subject('natural-person', { country: 'ua' }),
  'attribute-short-enough': () => subject('natural-person', { commonName: 'x'.repeat(257) }),
  'subject-key-identifier': () => patch('root', '0603551d0e', '0603551d6e'),
  'authority-key-identifier': () => change('natural-person', { authorityKeyIdentifier: undefined }),
  'key-usage-critical': () => change('natural-person', { keyUsage: [], otherExtensions: extra(extensionOids.keyUsage, false, der.namedBits([1])) }),
  'extensions-known': () => change('natural-person', { otherExtensions: extra('1.2.3', true, der.nothing()) }),
  'authority-constraint': () => change('issuing-authority', { basicConstraints: { authority: false, pathLength: 0 } }),
  'authority-key-usage': () => change('issuing-authority', { keyUsage: ['keyCertSign', 'cRLSign', 'keyEncipherment'] }),
  'authority-named': () => subject('issuing-authority', { organizationName: undefined }),
  'authority-path-bounded': () => change('issuing-authority', { basicConstraints: { authority: true } }),
  'root-self-issued': () => subject('root', { commonName: 'Other' }),
  'not-self-issued': () => change('issuing-authority', { subject: buildName(root) }),
  'authority-without-purposes': () => change('issuing-authority', { extendedKeyUsage: { purposes: [purposes.timeStamping] } }),
  'end-entity': () => change('natural-person', { basicConstraints: { authority: true } }),
  'end-entity-key-usage': () => change('natural-person', { keyUsage: ['contentCommitment', 'keyCertSign'] }),
  policies: () => change('natural-person', { policies: [] }),
  'revocation-status': () => change('natural-person', { ocspUrls: [], crlDistributionPoints: [] }),
  'issuer-certificate-url': () => change('natural-person', { caIssuersUrls: [] }),
  'plain-http-urls': () => change('natural-person', { ocspUrls: ['https://pki.example/ocsp'] }),
  'person-named': () => subject('natural-person', { surname: undefined, givenName: undefined }),
  'person-numbered': () => subject('natural-person', { serialNumber: undefined }),
  'company-named': () => subject('legal-person', { organizationName: undefined }),
  'company-numbered': () => subject('legal-person', { organizationIdentifier: undefined }),
  'holder-key-usage': () => change('natural-person', { keyUsage: ['contentCommitment', 'dataEncipherment'] }),
  'holder-not-a-server': () => change('natural-person', { extendedKeyUsage: { purposes: [purposes.serverAuth] } }),
  'qualified-type-signature': () => change('natural-person', { qcStatements: { ...qualified, types: [qcTypes.seal] } }),
  'qualified-type-seal': () => change('legal-person', { qcStatements: { ...qualified, types: [qcTypes.signature] } }),
  'qualified-disclosure': () => change('natural-person', { qcStatements: { ...qualified, disclosure: [{ url: 'https://pki.example/pds', language: 'uk' }] } }),
  'responder-purpose': () => change('ocsp-responder', { extendedKeyUsage: { purposes: [purposes.ocspSigning, purposes.clientAuth] } }),
  'responder-no-check': () => change('ocsp-responder', { ocspNoCheck: false }),
  'responder-key-usage': () => change('ocsp-responder', { keyUsage: ['digitalSignature', 'contentCommitment'] }),
  'time-stamp-purpose': () => change('time-stamp-unit', { extendedKeyUsage: { critical: false, purposes: [purposes.timeStamping] } }),
  'time-stamp-key-usage': () => change('time-stamp-unit', { keyUsage: ['digitalSignature', 'keyEncipherment'] }),
}

/** 21 octets: one more than the builder writes. */
function longSerial(): Uint8Array {
  const parts = toHex(buildTbsCertificate(specFor('root'))).split('02104bb1e2c3d4a5f60718293a4b5c6d7e8f')
  const content = `${parts[0]?.slice(8)}0215${'4b'.repeat(21)}${parts[1]}`
  return der.encode(0x30, fromHex(content))
}

describe('the lint', () => {
  it('has a mutation for every rule, and no other', () => {
    expect(Object.keys(mutations).toSorted()).toEqual(lintRules.map(({ id }) => id).toSorted())
  })

  it.each(Object.keys(mutations))('finds: %s', (rule) => {
    const made = mutations[rule]?.()
    expect(made === undefined ? [] : found(made[1], made[0])).toContain(rule)
  })

  it('quotes its clause, and takes rubbish for a finding', () => {
    const [profile, tbs] = change('natural-person', { policies: [] })
    expect(lintTbsCertificate(tbs, profile)).toEqual([
      { rule: 'policies', clause: 'EN 319 412-2 §4.3.3', message: 'natural-person: policies (EN 319 412-2 §4.3.3)' },
    ])
    expect(found(fromHex('3003020101'), 'root')).toEqual(['readable'])
    expect(found(fromHex('ff'), 'root')).toEqual(['readable'])
  })
})
