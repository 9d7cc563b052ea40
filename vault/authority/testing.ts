/** A whole authority made in a test vault, as the server's first start makes it. */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { signatureAlgorithmIdentifier } from '@countersign/engine/algorithms'
import { toBase64 } from '@countersign/engine/bytes'
import { assembleSigned, buildName, buildTbsCertificate, keyIdentifierOf, purposes, type CertificateSpec } from '@countersign/engine/x509'
import {
  applicationDigest,
  decisionBytes,
  type Application,
  type CertificateDecision,
  type CertificateProfile,
  type Ground,
  type KeyDescription,
  type SignedCertificateDecision,
  type SignResponse,
  type VaultClient,
} from '../protocol.ts'

export const algorithm = signatureAlgorithmIdentifier('ecdsa-sha256')
const day = 86_400_000
const urls = {
  crlDistributionPoints: ['http://countersign.test/pki/crl/1'],
  ocspUrls: ['http://countersign.test/pki/ocsp'],
  caIssuersUrls: ['http://countersign.test/pki/ca/issuing.cer'],
}
const policies = [{ oid: '0.4.0.2042.1.1', practiceStatement: 'http://countersign.test/cps' }]

/** Extensions and length of life by profile. */
const shapes: Record<CertificateProfile, Partial<CertificateSpec> & { readonly days: number }> = {
  root: { days: 7300, basicConstraints: { authority: true }, keyUsage: ['keyCertSign', 'cRLSign'] },
  'issuing-authority': {
    days: 3650,
    basicConstraints: { authority: true, pathLength: 0 },
    keyUsage: ['keyCertSign', 'cRLSign'],
    policies: [{ oid: '2.5.29.32.0' }],
    ...urls,
  },
  'ocsp-responder': { days: 365, keyUsage: ['digitalSignature'], extendedKeyUsage: { purposes: [purposes.ocspSigning] }, ocspNoCheck: true },
  'time-stamp-unit': { days: 1825, keyUsage: ['digitalSignature'], extendedKeyUsage: { critical: true, purposes: [purposes.timeStamping] }, policies, ...urls },
  'natural-person': { days: 730, keyUsage: ['contentCommitment'], policies, ...urls },
  'legal-person': { days: 730, keyUsage: ['contentCommitment'], policies, ...urls },
}

export type Issuer = { readonly keyId: string; readonly publicKey: Uint8Array; readonly subject: Application['subject'] }

export function applicationFor(profile: CertificateProfile, publicKey: Uint8Array, subject: Application['subject'], holder = 'deployment'): Application {
  return { profile, holder, subject, publicKey: toBase64(publicKey), number: randomBytes(8).toString('hex') }
}

export function tbsFor(application: Application, publicKey: Uint8Array, issuer: Issuer, changes: Partial<CertificateSpec> = {}): Uint8Array {
  const { days, ...shape } = shapes[application.profile]
  const notBefore = new Date(Math.floor(Date.now() / 1000) * 1000)
  return buildTbsCertificate({
    serialNumber: new Uint8Array([0x40, ...randomBytes(15)]),
    signatureAlgorithm: 'ecdsa-sha256',
    issuer: buildName(issuer.subject),
    subject: buildName(application.subject),
    notBefore,
    notAfter: new Date(notBefore.getTime() + days * day - 1000),
    publicKey,
    ...(application.profile === 'root' ? {} : { authorityKeyIdentifier: keyIdentifierOf(issuer.publicKey) }),
    ...shape,
    ...changes,
  })
}

export type Authority = { readonly root: Issuer; readonly issuing: Issuer; readonly ocsp: Issuer; readonly timestamp: Issuer }

export async function holdCeremony(client: VaultClient): Promise<Authority> {
  const organisation = { country: 'UA', organizationName: 'Countersign Test', organizationIdentifier: 'NTRUA-12345678' }
  const named = async (kind: 'root' | 'issuing-authority' | 'ocsp-responder' | 'time-stamp-unit', commonName: string): Promise<Issuer> => {
    const key = await createKey(client, kind)
    return { keyId: key.keyId, publicKey: key.publicKey, subject: { ...organisation, commonName } }
  }
  const root = await named('root', 'Test Root')
  const issuing = await named('issuing-authority', 'Test Issuing Authority')
  const ocsp = await named('ocsp-responder', 'Test Status Responder')
  const timestamp = await named('time-stamp-unit', 'Test Time-Stamp Unit')
  const certify = async (profile: CertificateProfile, subject: Issuer, issuer: Issuer): Promise<void> => {
    const application = applicationFor(profile, subject.publicKey, subject.subject)
    goodSignature(
      await client.sign({ purpose: 'certificate', keyId: issuer.keyId, application, tbsCertificate: tbsFor(application, subject.publicKey, issuer) }),
    )
  }
  await certify('root', root, root)
  await certify('issuing-authority', issuing, root)
  await certify('ocsp-responder', ocsp, issuing)
  await certify('time-stamp-unit', timestamp, issuing)
  return { root, issuing, ocsp, timestamp }
}

export async function createKey(client: VaultClient, kind: 'root' | 'issuing-authority' | 'ocsp-responder' | 'time-stamp-unit'): Promise<KeyDescription> {
  const created = await client.create({ kind })
  if (!created.ok) throw new Error(created.because)
  return created.key
}

export function goodSignature(answer: SignResponse): Uint8Array {
  const signature = answer.ok ? answer.signatures[0] : undefined
  if (signature === undefined) throw new Error(JSON.stringify(answer))
  return signature
}

export function certificateOf(tbs: Uint8Array, signature: Uint8Array): Uint8Array {
  return assembleSigned(tbs, algorithm, signature)
}

export type Verifier = { readonly person: string; readonly sha256: string; readonly certificate: Uint8Array; readonly key: KeyObject }

export function keyPair(): { readonly publicKey: Uint8Array; readonly key: KeyObject } {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { publicKey: new Uint8Array(pair.publicKey.export({ type: 'spki', format: 'der' })), key: pair.privateKey }
}

/** A person's application, with their key and a certificate to be. */
export function personal(authority: Authority, changes: { readonly agent?: string; readonly holder?: string; readonly rule?: string } = {}) {
  const { publicKey, key } = keyPair()
  const subject = { country: 'UA', commonName: 'Шевченко Тарас', givenName: 'Тарас', surname: 'Шевченко', serialNumber: 'TINUA-3287300012' }
  const application: Application = { ...applicationFor('natural-person', publicKey, subject, 'person-1'), agent: 'agent-1', ...changes }
  return { application, publicKey, key, tbs: tbsFor(application, publicKey, authority.issuing) }
}

export function askFor(
  client: VaultClient,
  authority: Authority,
  application: Application,
  tbsCertificate: Uint8Array,
  decision?: Ground,
): Promise<SignResponse> {
  return client.sign({ purpose: 'certificate', keyId: authority.issuing.keyId, application, tbsCertificate, ...(decision === undefined ? {} : { decision }) })
}

/** Certified while the ceremony is open; not enrolled yet. */
export async function makeStaff(client: VaultClient, authority: Authority, person: string): Promise<Verifier> {
  const { publicKey, key } = keyPair()
  const subject = { country: 'UA', commonName: person, givenName: 'Олена', surname: 'Перша', serialNumber: 'TINUA-3725543200' }
  const application = applicationFor('natural-person', publicKey, subject, person)
  const tbs = tbsFor(application, publicKey, authority.issuing)
  const certificate = certificateOf(tbs, goodSignature(await askFor(client, authority, application, tbs)))
  return { person, certificate, key, sha256: createHash('sha256').update(certificate).digest('hex') }
}

export function signedBy(
  verifier: Verifier,
  decision: Parameters<typeof decisionBytes>[0],
): { readonly signature: Uint8Array; readonly verifierSha256: string } {
  return { signature: sign('sha256', decisionBytes(decision), verifier.key), verifierSha256: verifier.sha256 }
}

export function decide(by: Verifier, application: Application, changes: Partial<CertificateDecision> = {}): SignedCertificateDecision {
  const decision: CertificateDecision = {
    type: 'countersign/certificate-decision/1',
    applicationDigest: applicationDigest(application),
    outcome: 'positive',
    decidedBy: by.person,
    decidedAt: new Date().toISOString(),
    ...changes,
  }
  return { decision, ...signedBy(by, decision) }
}
