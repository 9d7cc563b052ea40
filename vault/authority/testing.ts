/** A whole authority made in a test vault, as the server's first start makes it. */
import { randomBytes } from 'node:crypto'
import { signatureAlgorithmIdentifier } from '@countersign/engine/algorithms'
import { toBase64 } from '@countersign/engine/bytes'
import { assembleSigned, buildName, buildTbsCertificate, keyIdentifierOf, purposes, type CertificateSpec } from '@countersign/engine/x509'
import type { Application, CertificateProfile, KeyDescription, SignResponse, VaultClient } from '../protocol.ts'

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
