/**
 * Names and object identifiers of digests, curves and signature algorithms, as tables.
 * Sources: RFC 3279, 4055, 5480, 5639, 5758, 8017, 8410, 8702; FIPS 180-4, 202, 204.
 */
import type { SignatureAlgorithmName } from '../ports.ts'

export type DigestName = 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512' | 'sha3-256' | 'sha3-384' | 'sha3-512' | 'md5'

export const digests = {
  md5: { oid: '1.2.840.113549.2.5', length: 16 },
  sha1: { oid: '1.3.14.3.2.26', length: 20 },
  sha224: { oid: '2.16.840.1.101.3.4.2.4', length: 28 },
  sha256: { oid: '2.16.840.1.101.3.4.2.1', length: 32 },
  sha384: { oid: '2.16.840.1.101.3.4.2.2', length: 48 },
  sha512: { oid: '2.16.840.1.101.3.4.2.3', length: 64 },
  'sha3-256': { oid: '2.16.840.1.101.3.4.2.8', length: 32 },
  'sha3-384': { oid: '2.16.840.1.101.3.4.2.9', length: 48 },
  'sha3-512': { oid: '2.16.840.1.101.3.4.2.10', length: 64 },
} as const satisfies Record<DigestName, { readonly oid: string; readonly length: number }>

export type CurveName = 'p256' | 'p384' | 'p521' | 'brainpool-p256r1' | 'brainpool-p384r1' | 'brainpool-p512r1'

/** `octets` is the length of a field element and of each half of a raw signature. */
export const curves = {
  p256: { oid: '1.2.840.10045.3.1.7', octets: 32 },
  p384: { oid: '1.3.132.0.34', octets: 48 },
  p521: { oid: '1.3.132.0.35', octets: 66 },
  'brainpool-p256r1': { oid: '1.3.36.3.3.2.8.1.1.7', octets: 32 },
  'brainpool-p384r1': { oid: '1.3.36.3.3.2.8.1.1.11', octets: 48 },
  'brainpool-p512r1': { oid: '1.3.36.3.3.2.8.1.1.13', octets: 64 },
} as const satisfies Record<CurveName, { readonly oid: string; readonly octets: number }>

export type MlDsaName = 'ml-dsa-44' | 'ml-dsa-65' | 'ml-dsa-87'

export const keyOids = {
  rsa: '1.2.840.113549.1.1.1',
  rsaPss: '1.2.840.113549.1.1.10',
  ec: '1.2.840.10045.2.1',
  dsa: '1.2.840.10040.4.1',
  ed25519: '1.3.101.112',
  'ml-dsa-44': '2.16.840.1.101.3.4.3.17',
  'ml-dsa-65': '2.16.840.1.101.3.4.3.18',
  'ml-dsa-87': '2.16.840.1.101.3.4.3.19',
} as const

export const mgf1Oid = '1.2.840.113549.1.1.8'

export type SignatureFamily = 'rsa-pkcs1' | 'rsa-pss' | 'ecdsa' | 'dsa' | 'ed25519' | 'ml-dsa'

/** Signature OIDs that fix the digest. RSASSA-PSS, Ed25519 and ML-DSA stand apart: their parameters or nothing say it. */
export const signatureOids: readonly { readonly oid: string; readonly family: 'rsa-pkcs1' | 'ecdsa' | 'dsa'; readonly digest: DigestName }[] = [
  { oid: '1.2.840.113549.1.1.4', family: 'rsa-pkcs1', digest: 'md5' },
  { oid: '1.2.840.113549.1.1.5', family: 'rsa-pkcs1', digest: 'sha1' },
  { oid: '1.3.14.3.2.29', family: 'rsa-pkcs1', digest: 'sha1' },
  { oid: '1.2.840.113549.1.1.14', family: 'rsa-pkcs1', digest: 'sha224' },
  { oid: '1.2.840.113549.1.1.11', family: 'rsa-pkcs1', digest: 'sha256' },
  { oid: '1.2.840.113549.1.1.12', family: 'rsa-pkcs1', digest: 'sha384' },
  { oid: '1.2.840.113549.1.1.13', family: 'rsa-pkcs1', digest: 'sha512' },
  { oid: '2.16.840.1.101.3.4.3.14', family: 'rsa-pkcs1', digest: 'sha3-256' },
  { oid: '2.16.840.1.101.3.4.3.15', family: 'rsa-pkcs1', digest: 'sha3-384' },
  { oid: '2.16.840.1.101.3.4.3.16', family: 'rsa-pkcs1', digest: 'sha3-512' },
  { oid: '1.2.840.10045.4.1', family: 'ecdsa', digest: 'sha1' },
  { oid: '1.2.840.10045.4.3.1', family: 'ecdsa', digest: 'sha224' },
  { oid: '1.2.840.10045.4.3.2', family: 'ecdsa', digest: 'sha256' },
  { oid: '1.2.840.10045.4.3.3', family: 'ecdsa', digest: 'sha384' },
  { oid: '1.2.840.10045.4.3.4', family: 'ecdsa', digest: 'sha512' },
  { oid: '2.16.840.1.101.3.4.3.10', family: 'ecdsa', digest: 'sha3-256' },
  { oid: '2.16.840.1.101.3.4.3.11', family: 'ecdsa', digest: 'sha3-384' },
  { oid: '2.16.840.1.101.3.4.3.12', family: 'ecdsa', digest: 'sha3-512' },
  { oid: '1.2.840.10040.4.3', family: 'dsa', digest: 'sha1' },
  { oid: '2.16.840.1.101.3.4.3.1', family: 'dsa', digest: 'sha224' },
  { oid: '2.16.840.1.101.3.4.3.2', family: 'dsa', digest: 'sha256' },
]

/** What each algorithm of ports.ts is made of. */
export const signingAlgorithms = {
  'rsa-sha256': { family: 'rsa-pkcs1', digest: 'sha256' },
  'rsa-sha384': { family: 'rsa-pkcs1', digest: 'sha384' },
  'rsa-sha512': { family: 'rsa-pkcs1', digest: 'sha512' },
  'rsa-pss-sha256': { family: 'rsa-pss', digest: 'sha256' },
  'rsa-pss-sha384': { family: 'rsa-pss', digest: 'sha384' },
  'rsa-pss-sha512': { family: 'rsa-pss', digest: 'sha512' },
  'ecdsa-sha256': { family: 'ecdsa', digest: 'sha256' },
  'ecdsa-sha384': { family: 'ecdsa', digest: 'sha384' },
  'ecdsa-sha512': { family: 'ecdsa', digest: 'sha512' },
  // RFC 8419 §3: SHA-512 is what goes with Ed25519 in CMS.
  ed25519: { family: 'ed25519', digest: 'sha512' },
} as const satisfies Record<SignatureAlgorithmName, { readonly family: SignatureFamily; readonly digest: DigestName }>

const digestNames = new Map<string, DigestName>()
for (const name of Object.keys(digests) as DigestName[]) digestNames.set(digests[name].oid, name)

export function digestOid(name: DigestName): string {
  return digests[name].oid
}

export function digestByOid(oid: string): DigestName | undefined {
  return digestNames.get(oid)
}

export function digestLength(name: DigestName): number {
  return digests[name].length
}

export function digestOfSignature(name: SignatureAlgorithmName): DigestName {
  return signingAlgorithms[name].digest
}
