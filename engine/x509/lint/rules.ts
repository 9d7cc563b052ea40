/** Rules for every certificate. One rule is one entry: what must hold, where that is written, and for which profiles. */
import { signatureAlgorithmByIdentifier } from '../../algorithms/index.ts'
import type { Certificate } from '../certificate.ts'
import { attributeOids, extensionOids, purposes, qcTypes } from '../oids.ts'
import type { KeyUsageName } from '../extensions.ts'
import type { CertificateProfile } from '../profiles.ts'

export type LintRule = {
  readonly id: string
  readonly clause: string
  /** Left out: every profile. */
  readonly profiles?: readonly CertificateProfile[]
  readonly holds: (certificate: Certificate) => boolean
}

const authorities = ['root', 'issuing-authority'] as const
const issued = ['natural-person', 'legal-person', 'issuing-authority', 'ocsp-responder', 'time-stamp-unit'] as const
const holders = ['natural-person', 'legal-person'] as const
const endEntities = [...holders, 'ocsp-responder', 'time-stamp-unit'] as const

const has = (certificate: Certificate, name: keyof typeof extensionOids): boolean => certificate.extensions.has(extensionOids[name])
const critical = (certificate: Certificate, name: keyof typeof extensionOids): boolean => certificate.extensions.get(extensionOids[name])?.critical === true
const subjectHas = (certificate: Certificate, ...names: readonly (keyof typeof attributeOids)[]): boolean =>
  names.every((name) => (certificate.subject.get(attributeOids[name]) ?? '') !== '')
const usesOnly = (certificate: Certificate, allowed: readonly KeyUsageName[]): boolean =>
  certificate.keyUsage !== undefined && certificate.keyUsage.size > 0 && [...certificate.keyUsage].every((one) => allowed.includes(one))
const octets = (serialNumber: string): number => serialNumber.length / 2

export const lintRules: readonly LintRule[] = [
  { id: 'version-3', clause: 'RFC 5280 §4.1.2.1', holds: (c) => c.version === 3 },
  { id: 'serial-number-positive', clause: 'RFC 5280 §4.1.2.2', holds: (c) => !c.serialNumber.startsWith('-') && c.serialNumber !== '00' },
  { id: 'serial-number-short-enough', clause: 'RFC 5280 §4.1.2.2', holds: (c) => octets(c.serialNumber) <= 20 },
  { id: 'serial-number-unpredictable', clause: 'EN 319 412-2 §4.2.1, CA/B BR §7.1: 64 random bits', holds: (c) => octets(c.serialNumber) >= 8 },
  { id: 'validity-forward', clause: 'RFC 5280 §4.1.2.5', holds: (c) => c.notBefore < c.notAfter },
  { id: 'signature-algorithm-strong', clause: 'TS 119 312 §6', holds: (c) => isStrong(c) },
  {
    id: 'public-key-strong',
    clause: 'TS 119 312 §6.2',
    holds: ({ publicKey }) =>
      publicKey.kind === 'rsa' ? publicKey.bits >= 2048 && publicKey.exponent >= 65_537n : publicKey.kind === 'ec' || publicKey.kind === 'ed25519',
  },
  {
    id: 'issuer-identified',
    clause: 'EN 319 412-2 §4.2.3.1',
    holds: (c) => [attributeOids.countryName, attributeOids.organizationName, attributeOids.commonName].every((oid) => (c.issuer.get(oid) ?? '') !== ''),
  },
  {
    id: 'country-two-capitals',
    clause: 'X.520 §6.3.1, RFC 5280 appendix A',
    holds: (c) =>
      [c.issuer, c.subject].every((name) => name.attributes.every(({ oid, value }) => oid !== attributeOids.countryName || /^[A-Z]{2}$/.test(value))),
  },
  {
    id: 'attribute-short-enough',
    clause: 'RFC 5280 appendix A.1 (upper bounds)',
    holds: (c) => [c.issuer, c.subject].every((name) => name.attributes.every(({ oid, value }) => Array.from(value).length <= (upperBounds[oid] ?? 32_768))),
  },
  { id: 'subject-key-identifier', clause: 'RFC 5280 §4.2.1.2', holds: (c) => has(c, 'subjectKeyIdentifier') && !critical(c, 'subjectKeyIdentifier') },
  {
    id: 'authority-key-identifier',
    clause: 'RFC 5280 §4.2.1.1',
    profiles: issued,
    holds: (c) => c.authorityKeyIdentifier?.keyIdentifier !== undefined && !critical(c, 'authorityKeyIdentifier'),
  },
  { id: 'key-usage-critical', clause: 'RFC 5280 §4.2.1.3', holds: (c) => critical(c, 'keyUsage') },
  {
    id: 'extensions-known',
    clause: 'RFC 5280 §4.2: nothing critical that validators may not know',
    holds: (c) => [...c.extensions.values()].every(({ oid, critical: marked }) => !marked || mayBeCritical.has(oid)),
  },

  {
    id: 'authority-constraint',
    clause: 'RFC 5280 §4.2.1.9',
    profiles: authorities,
    holds: (c) => c.basicConstraints?.authority === true && critical(c, 'basicConstraints'),
  },
  {
    id: 'authority-key-usage',
    clause: 'RFC 5280 §4.2.1.3',
    profiles: authorities,
    holds: (c) => c.keyUsage?.has('keyCertSign') === true && usesOnly(c, ['keyCertSign', 'cRLSign', 'digitalSignature']),
  },
  {
    id: 'authority-named',
    clause: 'EN 319 412-2 §4.2.3.1',
    profiles: authorities,
    holds: (c) => subjectHas(c, 'countryName', 'organizationName', 'commonName'),
  },
  { id: 'authority-path-bounded', clause: 'RFC 5280 §4.2.1.9', profiles: ['issuing-authority'], holds: (c) => c.basicConstraints?.pathLength !== undefined },
  { id: 'root-self-issued', clause: 'RFC 5280 §3.2', profiles: ['root'], holds: (c) => c.selfIssued },
  { id: 'not-self-issued', clause: 'RFC 5280 §3.2', profiles: issued, holds: (c) => !c.selfIssued },
  {
    id: 'authority-without-purposes',
    clause: 'EN 319 412-2 §4.3.10: purposes would bind all below',
    profiles: authorities,
    holds: (c) => !has(c, 'extendedKeyUsage'),
  },

  {
    id: 'end-entity',
    clause: 'RFC 5280 §4.2.1.9',
    profiles: endEntities,
    holds: (c) => c.basicConstraints?.authority !== true && c.basicConstraints?.pathLength === undefined,
  },
  {
    id: 'end-entity-key-usage',
    clause: 'RFC 5280 §4.2.1.3',
    profiles: endEntities,
    holds: (c) => c.keyUsage?.has('keyCertSign') !== true && c.keyUsage?.has('cRLSign') !== true,
  },
  { id: 'policies', clause: 'EN 319 412-2 §4.3.3', profiles: [...holders, 'issuing-authority'], holds: (c) => c.policies.length > 0 },
  {
    id: 'revocation-status',
    clause: 'EN 319 412-2 §4.3.11, §4.4.1',
    profiles: [...holders, 'issuing-authority', 'time-stamp-unit'],
    holds: (c) => c.ocspUrls.length > 0 || c.crlDistributionPoints.length > 0,
  },
  { id: 'issuer-certificate-url', clause: 'EN 319 412-2 §4.4.1', profiles: [...holders, 'time-stamp-unit'], holds: (c) => c.caIssuersUrls.length > 0 },
  {
    id: 'plain-http-urls',
    clause: 'RFC 5280 §8: no status over https that needs status',
    profiles: issued,
    holds: (c) => [...c.ocspUrls, ...c.crlDistributionPoints, ...c.caIssuersUrls].every((url) => url.startsWith('http://') || url.startsWith('ldap://')),
  },

  {
    id: 'person-named',
    clause: 'EN 319 412-2 §4.2.4',
    profiles: ['natural-person'],
    holds: (c) => subjectHas(c, 'countryName', 'commonName') && (subjectHas(c, 'surname') || subjectHas(c, 'givenName') || subjectHas(c, 'pseudonym')),
  },
  { id: 'person-numbered', clause: 'EN 319 412-2 §4.2.4: unique within the issuer', profiles: ['natural-person'], holds: (c) => subjectHas(c, 'serialNumber') },
  {
    id: 'company-named',
    clause: 'EN 319 412-3 §4.2.1',
    profiles: ['legal-person'],
    holds: (c) => subjectHas(c, 'countryName', 'organizationName', 'commonName'),
  },
  {
    id: 'company-numbered',
    clause: 'EN 319 412-3 §4.2.1',
    profiles: ['legal-person'],
    holds: (c) =>
      subjectHas(c, 'organizationIdentifier') ||
      c.subject.attributes.some(({ oid, value }) => oid === attributeOids.organizationalUnitName && /^BIN\d{12}$/.test(value)),
  },
  {
    id: 'holder-key-usage',
    clause: 'EN 319 412-2 §4.3.2',
    profiles: holders,
    holds: (c) => usesOnly(c, ['digitalSignature', 'contentCommitment', 'keyEncipherment', 'keyAgreement']),
  },
  {
    id: 'holder-not-a-server',
    clause: 'EN 319 412-2 §4.3.10',
    profiles: holders,
    holds: (c) => c.extendedKeyUsage?.some((one) => forbiddenToHolders.has(one)) !== true,
  },
  {
    id: 'qualified-type-signature',
    clause: 'EN 319 412-5 §4.2.3',
    profiles: ['natural-person'],
    holds: (c) => c.qcStatements?.compliance !== true || c.qcStatements.types.includes(qcTypes.signature),
  },
  {
    id: 'qualified-type-seal',
    clause: 'EN 319 412-5 §4.2.3',
    profiles: ['legal-person'],
    holds: (c) => c.qcStatements?.compliance !== true || c.qcStatements.types.includes(qcTypes.seal),
  },
  {
    id: 'qualified-disclosure',
    clause: 'EN 319 412-5 §4.3.4: in English',
    profiles: holders,
    holds: (c) => c.qcStatements?.compliance !== true || c.qcStatements.disclosure.some(({ language, url }) => language === 'en' && url.startsWith('https://')),
  },

  { id: 'responder-purpose', clause: 'RFC 6960 §4.2.2.2', profiles: ['ocsp-responder'], holds: (c) => c.extendedKeyUsage?.join() === purposes.ocspSigning },
  { id: 'responder-no-check', clause: 'RFC 6960 §4.2.2.2.1', profiles: ['ocsp-responder'], holds: (c) => has(c, 'ocspNoCheck') && !critical(c, 'ocspNoCheck') },
  { id: 'responder-key-usage', clause: 'RFC 6960 §4.2.2.2, CA/B BR §7.1.2.8', profiles: ['ocsp-responder'], holds: (c) => usesOnly(c, ['digitalSignature']) },
  {
    id: 'time-stamp-purpose',
    clause: 'RFC 3161 §2.3: critical and sole',
    profiles: ['time-stamp-unit'],
    holds: (c) => c.extendedKeyUsage?.join() === purposes.timeStamping && critical(c, 'extendedKeyUsage'),
  },
  {
    id: 'time-stamp-key-usage',
    clause: 'EN 319 422 §9, RFC 3161 §2.3',
    profiles: ['time-stamp-unit'],
    holds: (c) => usesOnly(c, ['digitalSignature', 'contentCommitment']),
  },
]

/** Names of companies are longer than the 64 characters of RFC 5280 everywhere in our countries; every validator reads them. */
const upperBounds: Record<string, number> = {
  [attributeOids.commonName]: 256,
  [attributeOids.organizationName]: 256,
  [attributeOids.organizationalUnitName]: 256,
  [attributeOids.serialNumber]: 64,
  [attributeOids.title]: 64,
  [attributeOids.localityName]: 128,
  [attributeOids.stateOrProvinceName]: 128,
  [attributeOids.pseudonym]: 128,
}

const mayBeCritical = new Set<string>([
  extensionOids.keyUsage,
  extensionOids.basicConstraints,
  extensionOids.extendedKeyUsage,
  extensionOids.nameConstraints,
  extensionOids.policyConstraints,
  extensionOids.inhibitAnyPolicy,
])
const forbiddenToHolders = new Set<string>([purposes.any, purposes.serverAuth, purposes.codeSigning, purposes.timeStamping, purposes.ocspSigning])

function isStrong({ signatureAlgorithm }: Certificate): boolean {
  const scheme = signatureAlgorithmByIdentifier(signatureAlgorithm)
  if (scheme === undefined || scheme.family === 'dsa') return false
  return scheme.digest === undefined || !['md5', 'sha1', 'sha224'].includes(scheme.digest)
}
