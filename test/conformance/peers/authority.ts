/**
 * The authority whose signatures the peers judge: one root, and below it an ECDSA and an RSA house, each with an issuing authority,
 * an OCSP responder, a time-stamp unit and a person. Everything is made by the engine, anew each run.
 */
import {
  digest,
  generateKeyPair,
  randomBytes,
  signatureAlgorithmIdentifier,
  signingKeyFrom,
  type DigestName,
  type KeyPairKind,
} from '@countersign/engine/algorithms'
import { toHex } from '@countersign/engine/bytes'
import type { SigningKey } from '@countersign/engine/ports'
import { assembleOcspResponse, buildOcspResponseData, buildTbsCrl, certIdFor, keyHash, type CertId } from '@countersign/engine/revocation'
import { prepareTimestampToken } from '@countersign/engine/timestamp'
import {
  buildName,
  buildTbsCertificate,
  keyIdentifierOf,
  parseCertificate,
  profileExtensions,
  sign,
  type Certificate,
  type CertificateProfile,
} from '@countersign/engine/x509'

export type Holder = { readonly certificate: Certificate; readonly key: SigningKey; readonly privateKey: Uint8Array }

export type House = {
  readonly name: string
  readonly issuing: Holder
  readonly responder: Holder
  readonly timestampUnit: Holder
  readonly signer: Holder
  /** Whose certificate the house has revoked. */
  readonly revoked: Holder
}

export type Authority = { readonly root: Holder; readonly ecdsa: House; readonly rsa: House }

const hour = 3_600_000
const policy = '1.3.6.1.4.1.99999.1'

/** `origin`: where the lists, responders and issuers' certificates are to be fetched. */
export async function createAuthority(origin: string): Promise<Authority> {
  const root = await issue({ profile: 'root', commonName: 'Peers Root', kind: 'ecdsa-p256', years: 15 })
  const house = async (name: string, kind: KeyPairKind): Promise<House> => {
    const below = { kind, ocspUrls: [`${origin}/ocsp/${name}`], crlDistributionPoints: [`${origin}/crl/${name}.crl`] }
    const issuing = await issue(
      {
        profile: 'issuing-authority',
        commonName: `Peers Issuing ${name}`,
        kind,
        years: 10,
        crlDistributionPoints: [`${origin}/crl/root.crl`],
        caIssuersUrls: [`${origin}/ca/root.cer`],
      },
      root,
    )
    const issued = { ...below, caIssuersUrls: [`${origin}/ca/${name}.cer`] }
    return {
      name,
      issuing,
      responder: await issue({ profile: 'ocsp-responder', commonName: `Peers Responder ${name}`, kind, years: 1 }, issuing),
      timestampUnit: await issue({ ...issued, profile: 'time-stamp-unit', commonName: `Peers Time-Stamp Unit ${name}`, years: 5 }, issuing),
      signer: await issue({ ...issued, profile: 'natural-person', commonName: `Олена Peers ${name}`, years: 2 }, issuing),
      revoked: await issue({ ...issued, profile: 'natural-person', commonName: `Revoked Peers ${name}`, years: 2 }, issuing),
    }
  }
  return { root, ecdsa: await house('ecdsa', 'ecdsa-p256'), rsa: await house('rsa', 'rsa-2048') }
}

type Issue = {
  readonly profile: CertificateProfile
  readonly commonName: string
  readonly kind: KeyPairKind
  readonly years: number
  readonly ocspUrls?: readonly string[]
  readonly crlDistributionPoints?: readonly string[]
  readonly caIssuersUrls?: readonly string[]
}

async function issue(spec: Issue, issuer?: Holder): Promise<Holder> {
  const pair = await generateKeyPair(spec.kind)
  const key = await signingKeyFrom(pair.privateKey)
  const person = spec.profile === 'natural-person' ? { givenName: 'Олена', surname: 'Коваленко', serialNumber: 'TINUA-1234567890' } : {}
  const subject = buildName({ country: 'UA', organizationName: 'Peers', commonName: spec.commonName, ...person })
  const { ocspUrls, crlDistributionPoints, caIssuersUrls } = spec
  const issuerKey = issuer?.key ?? key
  const notBefore = new Date(Date.now() - 24 * hour)
  const tbs = buildTbsCertificate({
    serialNumber: randomBytes(16),
    notBefore,
    notAfter: new Date(notBefore.getTime() + spec.years * 365 * 24 * hour),
    ...profileExtensions(spec.profile, {
      authorityKeyIdentifier: issuer && keyIdentifierOf(issuer.certificate.spki),
      ocspUrls,
      crlDistributionPoints,
      caIssuersUrls,
      policies: spec.profile === 'root' ? undefined : [{ oid: policy }],
    }),
    signatureAlgorithm: issuerKey.algorithm,
    issuer: issuer?.certificate.subject.der ?? subject,
    subject,
    publicKey: pair.publicKey,
  })
  return { certificate: parseCertificate(await sign(tbs, issuerKey)), key, privateKey: pair.privateKey }
}

/** A token of this moment. */
export async function timestampToken(
  house: House,
  imprint: Uint8Array,
  request: { readonly digest?: DigestName; readonly nonce?: Uint8Array | undefined } = {},
): Promise<Uint8Array> {
  const { timestampUnit, issuing } = house
  const prepared = prepareTimestampToken({
    policy,
    digest: request.digest ?? 'sha256',
    imprint,
    serialNumber: toHex(randomBytes(8)),
    genTime: new Date(),
    accuracySeconds: 1,
    nonce: request.nonce,
    certificate: timestampUnit.certificate,
    chain: [issuing.certificate.der],
    includeCertificates: true,
    signatureAlgorithm: timestampUnit.key.algorithm,
  })
  return prepared.complete(await timestampUnit.key.sign(prepared.toBeSigned))
}

export type OcspQuestion = { readonly certId: Pick<CertId, 'der' | 'serialNumber'>; readonly nonce?: Uint8Array | undefined }

export async function ocspAnswer({ responder, revoked: { certificate } }: House, question: OcspQuestion): Promise<Uint8Array> {
  const now = new Date()
  const status = question.certId.serialNumber === certificate.serialNumber ? 'revoked' : 'good'
  const revoked = status === 'revoked' ? { revokedAt: new Date(now.getTime() - hour), reason: 'keyCompromise' as const } : {}
  const data = buildOcspResponseData({
    responderKeyHash: keyHash(responder.certificate.spki),
    producedAt: now,
    responses: [{ certId: question.certId, status, ...revoked, thisUpdate: now, nextUpdate: new Date(now.getTime() + 24 * hour) }],
    nonce: question.nonce,
  })
  return assembleOcspResponse(data, signatureAlgorithmIdentifier(responder.key.algorithm), await responder.key.sign(data), [responder.certificate.der])
}

export function statusOf(house: House, holder: Holder): Promise<Uint8Array> {
  return ocspAnswer(house, { certId: certIdFor(holder.certificate.serialNumber, house.issuing.certificate) })
}

export async function revocationList(issuer: Holder, revoked: readonly Holder[]): Promise<Uint8Array> {
  const now = new Date()
  const tbs = buildTbsCrl({
    signatureAlgorithm: signatureAlgorithmIdentifier(issuer.key.algorithm),
    issuer: issuer.certificate.subject.der,
    authorityKeyIdentifier: keyIdentifierOf(issuer.certificate.spki),
    thisUpdate: now,
    nextUpdate: new Date(now.getTime() + 24 * hour),
    crlNumber: Math.floor(now.getTime() / 1000),
    entries: revoked.map(({ certificate }) => ({ serialNumber: certificate.serialNumber, revokedAt: new Date(now.getTime() - hour), reason: 'keyCompromise' })),
  })
  return sign(tbs, issuer.key)
}

export const sha256 = (bytes: Uint8Array): Uint8Array => digest('sha256', bytes)
