import { describe, expect, it } from 'vitest'
import { generateKeyPair, signatureAlgorithmIdentifier, signingKeyFrom } from '../algorithms/index.ts'
import { der } from '../asn1/index.ts'
import { utf8 } from '../bytes/index.ts'
import {
  assembleSigned,
  buildName,
  buildTbsCertificate,
  extensionOids,
  parseCertificate,
  sign,
  subjectIdentity,
  type CertificateSpec,
  type NameSpec,
} from './index.ts'

const pair = await generateKeyPair('ecdsa-p256')
const key = await signingKeyFrom(pair.privateKey)

async function certificateOf(subject: NameSpec, more: Partial<CertificateSpec> = {}) {
  const spec: CertificateSpec = {
    serialNumber: new Uint8Array([1]),
    signatureAlgorithm: key.algorithm,
    issuer: buildName({ commonName: 'Issuer' }),
    subject: buildName(subject),
    notBefore: new Date(0),
    notAfter: new Date(1e12),
    publicKey: pair.publicKey,
    ...more,
  }
  return parseCertificate(await sign(buildTbsCertificate(spec), key))
}

/** Ukraine before EN 319 412: numbers among the directory attributes. */
function directoryAttributes(...pairs: readonly (readonly [string, string])[]) {
  const attributes = pairs.map(([oid, value]) => der.sequence(der.objectIdentifier(oid), der.setOf(der.printableString(value))))
  return [{ oid: extensionOids.subjectDirectoryAttributes, critical: false, value: der.sequence(...attributes) }]
}

describe('who a certificate is about', () => {
  it.each([
    [
      'a person in Poland',
      { country: 'PL', commonName: 'Anna Nowak', serialNumber: 'PNOPL-90010112349' },
      { personalNumber: { scheme: 'PNO', country: 'PL', value: '90010112349' } },
    ],
    [
      'a company in Poland',
      { country: 'PL', organizationName: 'Spółka', organizationIdentifier: 'VATPL-1234563218' },
      { organisation: 'Spółka', organisationNumber: { scheme: 'VAT', country: 'PL', value: '1234563218' } },
    ],
    [
      'a person in Kazakhstan',
      { country: 'KZ', commonName: 'ТЕСТОВ ТЕСТ', surname: 'ТЕСТОВ', serialNumber: 'IIN900101300017' },
      { surname: 'ТЕСТОВ', personalNumber: { scheme: 'TIN', country: 'KZ', value: '900101300017' } },
    ],
    [
      'a company in Kazakhstan',
      { country: 'KZ', organizationName: 'ТОО', organizationalUnit: 'BIN990940000006' },
      { organisationNumber: { scheme: 'NTR', country: 'KZ', value: '990940000006' } },
    ],
    [
      'an authority whose serial number is no number of a person',
      { country: 'UA', commonName: 'КНЕДП', serialNumber: 'UA-43395033-1000' },
      { personalNumber: undefined },
    ],
  ] as const)('%s', async (_, subject, expected) => {
    expect(subjectIdentity(await certificateOf(subject))).toMatchObject(expected)
  })

  it('someone in Ukraine, with the numbers where they used to be', async () => {
    const otherExtensions = directoryAttributes(['1.2.804.2.1.1.1.11.1.4.1.1', '3287300012'], ['1.2.804.2.1.1.1.11.1.4.2.1', '12345678'])
    const identity = subjectIdentity(await certificateOf({ country: 'UA', commonName: 'Тест' }, { otherExtensions }))
    expect(identity).toMatchObject({
      personalNumber: { scheme: 'TIN', country: 'UA', value: '3287300012' },
      organisationNumber: { scheme: 'NTR', country: 'UA', value: '12345678' },
    })
  })

  it('someone in Brazil, whatever string type the otherName has', async () => {
    const holder = '01011990' + '11144477735' + '0'.repeat(11) + '0'.repeat(15)
    for (const value of [der.octetString(utf8(holder)), der.printableString(holder), der.utf8String(holder)]) {
      const subjectAltName = [
        { kind: 'other', oid: '2.16.76.1.3.1', value },
        { kind: 'other', oid: '2.16.76.1.3.3', value: der.printableString('11222333000181') },
      ] as const
      const identity = subjectIdentity(await certificateOf({ country: 'BR', commonName: 'NOME:11144477735' }, { subjectAltName }))
      expect(identity).toMatchObject({
        personalNumber: { scheme: 'TIN', country: 'BR', value: '11144477735' },
        organisationNumber: { scheme: 'NTR', country: 'BR', value: '11222333000181' },
      })
    }
  })

  it('is still told where the national extension is broken', async () => {
    const otherExtensions = [{ oid: extensionOids.subjectDirectoryAttributes, critical: false, value: new Uint8Array([0x30, 0x05]) }]
    expect(subjectIdentity(await certificateOf({ commonName: 'Тест' }, { otherExtensions }))).toMatchObject({ commonName: 'Тест', personalNumber: undefined })
  })
})

describe('certificates that fall short of the documents, as they exist', () => {
  it('have a bare QcType and a bare disclosure statement', async () => {
    const statement = (oid: string, information: Uint8Array) => der.sequence(der.objectIdentifier(oid), information)
    const value = der.sequence(
      statement('0.4.0.1862.1.6', der.objectIdentifier('0.4.0.1862.1.6.2')),
      statement('0.4.0.1862.1.5', der.sequence(der.ia5String('https://pki.example/pds'), der.printableString('EN'))),
    )
    const { qcStatements } = await certificateOf({ commonName: 'x' }, { otherExtensions: [{ oid: extensionOids.qcStatements, critical: false, value }] })
    expect(qcStatements).toMatchObject({ types: ['0.4.0.1862.1.6.2'], disclosure: [{ url: 'https://pki.example/pds', language: 'EN' }] })
  })

  it('have NULL in one of their two signature algorithms only, or an empty part in a name', async () => {
    const tbs = buildTbsCertificate({
      serialNumber: new Uint8Array([1]),
      signatureAlgorithm: key.algorithm,
      issuer: der.sequence(der.setOf()),
      subject: buildName({ commonName: 'x' }),
      notBefore: new Date(0),
      notAfter: new Date(1e12),
      publicKey: pair.publicKey,
    })
    const withNull = der.sequence(der.objectIdentifier('1.2.840.10045.4.3.2'), der.nothing())
    expect(parseCertificate(assembleSigned(tbs, withNull, await key.sign(tbs))).issuer.parts).toEqual([[]])
    expect(() => parseCertificate(assembleSigned(tbs, signatureAlgorithmIdentifier('ecdsa-sha384'), new Uint8Array(8)))).toThrow('algorithms differ')
  })
})
