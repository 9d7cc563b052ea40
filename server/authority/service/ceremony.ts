/**
 * The key ceremony of a new deployment: four keys in the vault, four certificates, resumable at any point.
 * Keys and certificates that exist are kept, so a ceremony that was cut off goes on where it stopped.
 */
import { randomBytes } from 'node:crypto'
import { signatureAlgorithmIdentifier } from '@countersign/engine/algorithms'
import { toBase64 } from '@countersign/engine/bytes'
import {
  assembleSigned,
  buildName,
  buildTbsCertificate,
  parseCertificate,
  purposes,
  type Certificate,
  type CertificateSpec,
  type NameSpec,
} from '@countersign/engine/x509'
import { audit } from '../../audit/index.ts'
import { Act, type Platform } from '../../platform/index.ts'
import { authorityKinds, lifetimes, pkiUrls, policies, serialNumberFrom, type AuthorityKind } from '../rules.ts'
import { authorityCertificates, insertAuthorityCertificate } from '../store.ts'
import { signInVault, VaultRefusal } from './vault-answers.ts'

const organisation = { country: 'UA', organizationName: 'Countersign demonstration authority' } satisfies NameSpec
const commonNames: Readonly<Record<AuthorityKind, string>> = {
  root: 'Countersign Demonstration Root',
  'issuing-authority': 'Countersign Demonstration Issuing Authority',
  'ocsp-responder': 'Countersign Demonstration OCSP Responder',
  'time-stamp-unit': 'Countersign Demonstration Time-Stamp Unit',
}

/** Makes what is missing. True when the vault's ceremony is still open afterwards (the first verifier is not enrolled yet). */
export async function holdCeremony(platform: Platform): Promise<boolean> {
  const act = new Act(platform, { kind: 'system', job: 'ceremony' })
  const keys = await authorityKeys(platform)
  const present = new Map<AuthorityKind, Certificate>()
  for (const row of await act.transaction(authorityCertificates)) present.set(row.kind, parseCertificate(new Uint8Array(row.der)))
  for (const kind of authorityKinds) {
    if (present.has(kind)) continue
    const key = keys.get(kind)
    if (key === undefined) throw new Error(`the vault has no ${kind} key`)
    const certificate = await certify(platform, kind, key, keys, present)
    await act.transaction(async (tx) => {
      await insertAuthorityCertificate(tx, {
        kind,
        vault_key_id: key.keyId,
        serial_number: certificate.serialNumber,
        der: Buffer.from(certificate.der),
        issued_at: act.now,
      })
      await audit.write(tx, 'authority.certified', kind, { serialNumber: certificate.serialNumber, sha256: certificate.sha256 })
    })
    present.set(kind, certificate)
  }
  return (await describeAuthority(platform)).ceremony === 'open'
}

type Key = { readonly keyId: string; readonly publicKey: Uint8Array }

async function describeAuthority(platform: Platform) {
  const described = await platform.vault.describe({ what: 'authority' })
  if (!described.ok) throw new VaultRefusal(described)
  return described
}

async function authorityKeys(platform: Platform): Promise<Map<AuthorityKind, Key>> {
  const described = await describeAuthority(platform)
  const keys = new Map<AuthorityKind, Key>()
  for (const kind of authorityKinds) {
    const existing = described.keys.find((key) => key.kind === kind && key.state === 'active')
    if (existing !== undefined) {
      keys.set(kind, existing)
      continue
    }
    const created = await platform.vault.create({ kind })
    if (!created.ok) throw new VaultRefusal(created)
    keys.set(kind, created.key)
  }
  return keys
}

async function certify(
  platform: Platform,
  kind: AuthorityKind,
  key: Key,
  keys: ReadonlyMap<AuthorityKind, Key>,
  present: ReadonlyMap<AuthorityKind, Certificate>,
): Promise<Certificate> {
  const issuerKind: AuthorityKind = kind === 'root' || kind === 'issuing-authority' ? 'root' : 'issuing-authority'
  const issuer = present.get(issuerKind)
  const issuerKey = keys.get(issuerKind)
  if (issuerKey === undefined || (issuer === undefined && kind !== 'root')) throw new Error(`${kind} has no issuer yet`)
  const subject = { ...organisation, commonName: commonNames[kind] }
  const now = platform.clock.now()
  const tbsCertificate = buildTbsCertificate({
    ...purposeOf(kind, platform.config.pkiUrl),
    serialNumber: serialNumberFrom(randomBytes(16)),
    signatureAlgorithm: 'ecdsa-sha256',
    issuer: issuer?.subject.der ?? buildName(subject),
    subject: buildName(subject),
    notBefore: now,
    notAfter: new Date(now.getTime() + lifetimes[kind]),
    publicKey: key.publicKey,
    ...(issuer?.subjectKeyIdentifier && { authorityKeyIdentifier: issuer.subjectKeyIdentifier }),
  })
  const application = { profile: kind, holder: `authority/${kind}`, subject, publicKey: toBase64(key.publicKey) }
  const signature = await signInVault(platform, { purpose: 'certificate', keyId: issuerKey.keyId, tbsCertificate, application })
  return parseCertificate(assembleSigned(tbsCertificate, signatureAlgorithmIdentifier('ecdsa-sha256'), signature))
}

/** What each certificate is for (RFC 5280 §4.2.1, RFC 6960 §4.2.2.2, RFC 3161 §2.3). */
function purposeOf(kind: AuthorityKind, pkiUrl: string): Partial<CertificateSpec> {
  const urls = pkiUrls(pkiUrl)
  const authority = { keyUsage: ['keyCertSign', 'cRLSign'] } as const
  const underRoot = { crlDistributionPoints: [urls.list('root', 0)], caIssuersUrls: [urls.issuer('root')] }
  const underIssuer = { caIssuersUrls: [urls.issuer('issuing-authority')], policies: [{ oid: policies.certificate }] }
  switch (kind) {
    case 'root':
      return { ...authority, basicConstraints: { authority: true } }
    case 'issuing-authority':
      return { ...authority, ...underRoot, basicConstraints: { authority: true, pathLength: 0 }, policies: [{ oid: '2.5.29.32.0' }] }
    case 'ocsp-responder':
      return { ...underIssuer, keyUsage: ['digitalSignature'], extendedKeyUsage: { purposes: [purposes.ocspSigning] }, ocspNoCheck: true }
    case 'time-stamp-unit':
      return {
        ...underIssuer,
        keyUsage: ['digitalSignature'],
        extendedKeyUsage: { critical: true, purposes: [purposes.timeStamping] },
        ocspUrls: [urls.ocsp],
        crlDistributionPoints: [urls.list('issuing-authority', 0)],
      }
  }
}

/** From now on every certificate needs a verifier's signed decision. There is no way back. */
export async function closeCeremony(platform: Platform): Promise<void> {
  const answer = await platform.vault.sign({ purpose: 'close-ceremony' })
  if (!answer.ok && answer.because !== 'ceremony-closed') throw new VaultRefusal(answer)
}
