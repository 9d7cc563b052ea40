/** A small authority for tests: root, issuing authority, signer, OCSP responder, time-stamp unit; everything signs for real. */
import { generateKeyPair, signatureAlgorithmIdentifier, signingKeyFrom, randomBytes, digest, type KeyPairKind } from '../algorithms/index.ts'
import type { SigningKey } from '../ports.ts'
import { assembleOcspResponse, buildOcspResponseData, buildTbsCrl, certIdFor, keyHash, type CrlEntrySpec, type SingleOcspAnswer } from '../revocation/index.ts'
import { prepareTimestampToken } from '../timestamp/index.ts'
import { buildName, buildTbsCertificate, keyIdentifierOf, parseCertificate, purposes, sign, type Certificate, type CertificateSpec } from '../x509/index.ts'

export type Holder = { readonly certificate: Certificate; readonly key: SigningKey; readonly privateKey: Uint8Array }

export const moment = (text: string): Date => new Date(text)
export const issuedOn = moment('2026-01-01T00:00:00Z')
export const expiresOn = moment('2028-01-01T00:00:00Z')

export type IssueOptions = Partial<Omit<CertificateSpec, 'issuer' | 'subject' | 'publicKey' | 'signatureAlgorithm'>> & {
  readonly commonName: string
  readonly kind?: KeyPairKind
}

/** Issues a certificate; without `issuer` it is self-signed. */
export async function issue(options: IssueOptions, issuer?: Holder): Promise<Holder> {
  const pair = await generateKeyPair(options.kind ?? 'ecdsa-p256')
  const key = await signingKeyFrom(pair.privateKey)
  const subject = buildName({ country: 'UA', organizationName: 'Test', commonName: options.commonName })
  const issuerKey = issuer?.key ?? key
  const { commonName: _name, kind: _kind, ...extensions } = options
  const tbs = buildTbsCertificate({
    serialNumber: randomBytes(12),
    notBefore: issuedOn,
    notAfter: expiresOn,
    ...extensions,
    signatureAlgorithm: issuerKey.algorithm,
    issuer: issuer?.certificate.subject.der ?? subject,
    subject,
    publicKey: pair.publicKey,
    authorityKeyIdentifier: keyIdentifierOf(issuer?.certificate.spki ?? pair.publicKey),
  })
  return { certificate: parseCertificate(await sign(tbs, issuerKey)), key, privateKey: pair.privateKey }
}

export type TestPki = { readonly root: Holder; readonly issuing: Holder; readonly signer: Holder; readonly responder: Holder; readonly timestampUnit: Holder }

export async function createPki(kind: KeyPairKind = 'ecdsa-p256'): Promise<TestPki> {
  const authority = { kind, basicConstraints: { authority: true }, keyUsage: ['keyCertSign', 'cRLSign'] } as const
  const root = await issue({ commonName: 'Root', ...authority, notAfter: moment('2040-01-01T00:00:00Z') })
  const issuing = await issue({ commonName: 'Issuing', ...authority, notAfter: moment('2036-01-01T00:00:00Z') }, root)
  const signer = await issueSigner(issuing, { kind })
  const responder = await issue(
    { commonName: 'Responder', kind, keyUsage: ['digitalSignature'], extendedKeyUsage: { purposes: [purposes.ocspSigning] }, ocspNoCheck: true },
    issuing,
  )
  const timestampUnit = await issueTimestampUnit(issuing, { kind })
  return { root, issuing, signer, responder, timestampUnit }
}

export function issueSigner(issuer: Holder, options: Partial<IssueOptions> = {}): Promise<Holder> {
  return issue({ commonName: 'Signer', keyUsage: ['digitalSignature', 'contentCommitment'], ...options }, issuer)
}

export function issueTimestampUnit(issuer: Holder, options: Partial<IssueOptions> = {}): Promise<Holder> {
  return issue(
    {
      commonName: 'Time-stamp unit',
      keyUsage: ['digitalSignature'],
      extendedKeyUsage: { critical: true, purposes: [purposes.timeStamping] },
      notAfter: moment('2034-01-01T00:00:00Z'),
      ...options,
    },
    issuer,
  )
}

export async function timestamp(unit: Holder, chain: readonly Holder[], imprint: Uint8Array, genTime: Date, nonce?: Uint8Array): Promise<Uint8Array> {
  const prepared = prepareTimestampToken({
    policy: '1.3.6.1.4.1.99999.1',
    digest: 'sha256',
    imprint,
    serialNumber: '01a5',
    genTime,
    accuracySeconds: 1,
    nonce,
    certificate: unit.certificate,
    chain: chain.map(({ certificate }) => certificate.der),
    includeCertificates: true,
    signatureAlgorithm: unit.key.algorithm,
  })
  return prepared.complete(await unit.key.sign(prepared.toBeSigned))
}

type Answer = Partial<Omit<SingleOcspAnswer, 'certId'>> & { readonly producedAt?: Date; readonly nonce?: Uint8Array }

export async function ocspAnswer(responder: Holder, subject: Holder, issuer: Holder, thisUpdate: Date, answer: Answer = {}): Promise<Uint8Array> {
  const { producedAt, nonce, ...single } = answer
  const data = buildOcspResponseData({
    responderKeyHash: keyHash(responder.certificate.spki),
    producedAt: producedAt ?? thisUpdate,
    responses: [
      {
        certId: certIdFor(subject.certificate.serialNumber, issuer.certificate),
        status: 'good',
        thisUpdate,
        nextUpdate: hoursAfter(thisUpdate, 24),
        ...single,
      },
    ],
    nonce,
  })
  return assembleOcspResponse(data, signatureAlgorithmIdentifier(responder.key.algorithm), await responder.key.sign(data), [responder.certificate.der])
}

export async function crlOf(
  issuer: Holder,
  thisUpdate: Date,
  entries: readonly CrlEntrySpec[] = [],
  extra: { readonly distributionPoint?: { readonly url: string } } = {},
): Promise<Uint8Array> {
  const tbs = buildTbsCrl({
    signatureAlgorithm: signatureAlgorithmIdentifier(issuer.key.algorithm),
    issuer: issuer.certificate.subject.der,
    authorityKeyIdentifier: keyIdentifierOf(issuer.certificate.spki),
    thisUpdate,
    nextUpdate: hoursAfter(thisUpdate, 24 * 30),
    crlNumber: 1,
    entries,
    ...extra,
  })
  return sign(tbs, issuer.key)
}

export function hoursAfter(time: Date, hours: number): Date {
  return new Date(time.getTime() + hours * 3_600_000)
}

export function sha256(bytes: Uint8Array): Uint8Array {
  return digest('sha256', bytes)
}

/** For what a test knows to be there. */
export function present<T>(value: T | null | undefined): T {
  if (value === undefined || value === null) throw new Error('the test expected something here')
  return value
}

/** A copy with one bit changed. */
export function flippedAt(bytes: Uint8Array, at: number): Uint8Array {
  const copy = bytes.slice()
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}
