import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { X509Certificate } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { generateKeyPair, signingKeyFrom, verifySignature } from '../algorithms/index.ts'
import { der } from '../asn1/index.ts'
import { concatBytes, fromHex, toHex } from '../bytes/index.ts'
import {
  buildCertificationRequest,
  buildName,
  buildTbsCertificate,
  parseCertificate,
  parseCertificationRequest,
  parseName,
  purposes,
  qcTypes,
  sameName,
  sign,
  subjectIdentity,
  type CertificateSpec,
} from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'x509-'))
afterAll(() => rmSync(folder, { recursive: true }))
const pair = await generateKeyPair('ecdsa-p256')
const key = await signingKeyFrom(pair.privateKey)

const person: CertificateSpec = {
  serialNumber: fromHex('b1e2c3d4a5f60718293a4b5c6d7e8f90'),
  signatureAlgorithm: key.algorithm,
  issuer: buildName({
    country: 'UA',
    organizationName: 'ТОВ «Тест»',
    organizationIdentifier: 'NTRUA-12345678',
    serialNumber: 'UA-12345678-1',
    commonName: 'Тестовий КНЕДП',
  }),
  subject: buildName({ country: 'UA', commonName: 'Шевченко Олена', surname: 'Шевченко', givenName: 'Олена Петрівна', serialNumber: 'TINUA-3287300012' }),
  notBefore: new Date('2026-01-01T00:00:00Z'),
  notAfter: new Date('2051-01-01T00:00:00Z'),
  publicKey: pair.publicKey,
  authorityKeyIdentifier: fromHex('0102030405060708090a0b0c0d0e0f1011121314'),
  basicConstraints: { authority: false },
  keyUsage: ['contentCommitment'],
  extendedKeyUsage: { purposes: [purposes.emailProtection] },
  policies: [{ oid: '0.4.0.194112.1.2', practiceStatement: 'https://pki.example/cps' }],
  subjectAltName: [{ kind: 'email', value: 'olena@example.com' }],
  crlDistributionPoints: ['http://pki.example/crl/1'],
  ocspUrls: ['http://pki.example/ocsp'],
  caIssuersUrls: ['http://pki.example/ca.cer'],
  qcStatements: {
    compliance: true,
    secureDevice: true,
    types: [qcTypes.signature],
    disclosure: [{ url: 'https://pki.example/pds', language: 'en' }],
    semantics: 'natural',
  },
}
const bytes = await sign(buildTbsCertificate(person), key)

describe('a certificate that we build', () => {
  const certificate = parseCertificate(bytes)

  it('reads back as it was specified', () => {
    expect(certificate).toMatchObject({
      version: 3,
      serialNumber: 'b1e2c3d4a5f60718293a4b5c6d7e8f90',
      notBefore: person.notBefore,
      notAfter: person.notAfter,
      publicKeyKind: 'ec',
    })
    expect(certificate.subject.der).toEqual(person.subject)
    expect(certificate.issuer.text).toBe('CN=Тестовий КНЕДП,serialNumber=UA-12345678-1,organizationIdentifier=NTRUA-12345678,O=ТОВ «Тест»,C=UA')
    expect([...(certificate.keyUsage ?? [])]).toEqual(['contentCommitment'])
    expect(certificate.extendedKeyUsage).toEqual([purposes.emailProtection])
    expect(certificate.basicConstraints).toEqual({ authority: false, pathLength: undefined })
    expect(certificate.policies).toEqual([{ oid: '0.4.0.194112.1.2', practiceStatements: ['https://pki.example/cps'] }])
    expect(certificate.subjectAltName).toEqual([{ kind: 'email', value: 'olena@example.com' }])
    expect([certificate.crlDistributionPoints, certificate.ocspUrls, certificate.caIssuersUrls]).toEqual([
      ['http://pki.example/crl/1'],
      ['http://pki.example/ocsp'],
      ['http://pki.example/ca.cer'],
    ])
    expect(certificate.qcStatements).toMatchObject({
      compliance: true,
      secureDevice: true,
      types: [qcTypes.signature],
      disclosure: [{ url: 'https://pki.example/pds', language: 'en' }],
    })
    expect(certificate.authorityKeyIdentifier?.keyIdentifier).toEqual(person.authorityKeyIdentifier)
  })

  it('is the same to node:crypto', () => {
    const theirs = new X509Certificate(bytes)
    expect(theirs.serialNumber.toLowerCase()).toBe(certificate.serialNumber)
    expect(theirs.fingerprint256.replaceAll(':', '').toLowerCase()).toBe(certificate.sha256)
    expect(theirs.publicKey.export({ format: 'der', type: 'spki' }).equals(certificate.spki)).toBe(true)
    expect(theirs.verify(theirs.publicKey)).toBe(true)
    expect(theirs.validToDate).toEqual(certificate.notAfter)
    expect(theirs.infoAccess).toContain('OCSP - URI:http://pki.example/ocsp')
  })

  it('is understood by OpenSSL, extension for extension', () => {
    writeFileSync(join(folder, 'person.cer'), bytes)
    const text = execFileSync('openssl', ['x509', '-inform', 'DER', '-in', join(folder, 'person.cer'), '-noout', '-text'], { encoding: 'utf8' })
    for (const line of [
      'CA:FALSE',
      'Non Repudiation',
      'E-mail Protection',
      'email:olena@example.com',
      'URI:http://pki.example/crl/1',
      'CA Issuers - URI:http://pki.example/ca.cer',
      'CPS: https://pki.example/cps',
    ])
      expect(text).toContain(line)
    expect(text).toContain(
      toHex(certificate.subjectKeyIdentifier ?? new Uint8Array())
        .toUpperCase()
        .replace(/..(?!$)/g, '$&:'),
    )
  })

  it('says who it is about', () => {
    expect(subjectIdentity(certificate)).toMatchObject({
      commonName: 'Шевченко Олена',
      surname: 'Шевченко',
      givenName: 'Олена Петрівна',
      country: 'UA',
      personalNumber: { scheme: 'TIN', country: 'UA', value: '3287300012' },
    })
  })

  it('verifies with its key, and does not when one bit of it changes', async () => {
    const check = (message: Uint8Array) =>
      verifySignature({ algorithm: certificate.signatureAlgorithm, publicKey: certificate.spki, message, signature: certificate.signature })
    const changed = certificate.tbs.slice()
    changed[40] = (changed[40] ?? 0) ^ 1
    expect([await check(certificate.tbs), await check(changed)]).toEqual([true, false])
  })
})

describe('reading', () => {
  it('refuses trailing bytes, a cut, and a different outer algorithm', async () => {
    expect(() => parseCertificate(concatBytes(bytes, new Uint8Array(1)))).toThrow('after the end')
    expect(() => parseCertificate(bytes.subarray(0, 200))).toThrow('past the enclosing element')
    const mixed = der.sequence(buildTbsCertificate(person), der.sequence(der.objectIdentifier('1.2.840.10045.4.3.4')), der.bitString(new Uint8Array(8)))
    expect(() => parseCertificate(mixed)).toThrow('algorithms differ')
  })

  it('refuses an extension that stands twice', async () => {
    const twice = buildTbsCertificate({ ...person, otherExtensions: [{ oid: '2.5.29.15', critical: true, value: der.namedBits([5]) }] })
    expect(
      () => parseCertificate(der.sequence(twice, der.sequence(der.objectIdentifier('1.2.840.10045.4.3.2')), der.bitString(new Uint8Array(8)))).extensions,
    ).toThrow('stands twice')
  })

  it('survives any changed byte of a certificate by an answer or a MalformedError', () => {
    for (let index = 0; index < bytes.length; index++) {
      const changed = bytes.slice()
      changed[index] = (changed[index] ?? 0) ^ 0x11
      try {
        const read = parseCertificate(changed)
        void [
          read.subject.text,
          read.extensions,
          read.keyUsage,
          read.policies,
          read.subjectAltName,
          read.qcStatements,
          read.publicKey,
          read.crlDistributionPoints,
          read.ocspUrls,
          subjectIdentity(read),
        ]
      } catch (error) {
        expect(error).toHaveProperty('name', 'MalformedError')
      }
    }
  })
})

describe('names', () => {
  it('are the same in another case, string type or spacing, and not with another value', () => {
    const printable = der.sequence(der.setOf(der.sequence(der.objectIdentifier('2.5.4.3'), der.printableString('Good  CA '))))
    expect(sameName(parseName(printable), parseName(buildName({ commonName: 'good ca' })))).toBe(true)
    expect(sameName(parseName(printable), parseName(buildName({ commonName: 'goodca' })))).toBe(false)
  })

  it('are spelt with the escapes of RFC 4514', () => {
    expect(parseName(buildName({ organizationName: '#Sue, Grabbit + Runn "Ltd" ', commonName: 'a\\b' })).text).toBe(
      'CN=a\\\\b,O=\\#Sue\\, Grabbit \\+ Runn \\"Ltd\\"\\ ',
    )
  })
})

describe('a certification request', () => {
  it('proves possession of its key and is readable by OpenSSL', async () => {
    const request = await buildCertificationRequest({
      subject: person.subject,
      publicKey: pair.publicKey,
      key,
      extensions: { subjectAltName: [{ kind: 'email', value: 'olena@example.com' }] },
    })
    const read = parseCertificationRequest(request)
    expect(await read.verify()).toBe(true)
    expect(read.subject.der).toEqual(person.subject)
    expect([...read.extensions.keys()]).toEqual(['2.5.29.17'])
    writeFileSync(join(folder, 'request.p10'), request)
    expect(
      execFileSync('openssl', ['req', '-inform', 'DER', '-in', join(folder, 'request.p10'), '-verify', '-noout', '-text'], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    ).toContain('email:olena@example.com')
    const other = await generateKeyPair('ecdsa-p256')
    const forged = await buildCertificationRequest({ subject: person.subject, publicKey: other.publicKey, key })
    expect(await parseCertificationRequest(forged).verify()).toBe(false)
  })
})
