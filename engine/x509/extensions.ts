/** Certificate extensions (RFC 5280 §4.2, RFC 3739 §3.2.6), each decoded from its extnValue. */
import {
  childrenOf,
  contentOf,
  encodingOf,
  expectTag,
  readBoolean,
  readDocument,
  readIntegerBytes,
  readNamedBits,
  readObjectIdentifier,
  readOctetString,
  readSmallInteger,
  tag,
  type Element,
} from '../asn1/index.ts'
import { MalformedError } from '../errors.ts'
import { readGeneralName, readGeneralNames, type GeneralName } from './general-name.ts'
import { accessMethods, policyOids } from './oids.ts'
import { spellSerialNumber } from './serial-number.ts'

/** `value` is what stands inside the OCTET STRING. */
export type Extension = { readonly oid: string; readonly critical: boolean; readonly value: Uint8Array }

/** RFC 5280 §4.2: no extension twice. */
export function readExtensions(element: Element): ReadonlyMap<string, Extension> {
  const extensions = new Map<string, Extension>()
  for (const one of childrenOf(expectTag(element, tag.sequence, 'Extensions'))) {
    const [oidElement, second, third, ...rest] = childrenOf(expectTag(one, tag.sequence, 'Extension'))
    const valueElement = third ?? second
    if (oidElement === undefined || second === undefined || valueElement === undefined || rest.length > 0)
      throw new MalformedError('Extension has the wrong parts', one.start)
    const oid = readObjectIdentifier(oidElement)
    if (extensions.has(oid)) throw new MalformedError(`extension ${oid} stands twice`, one.start)
    extensions.set(oid, { oid, critical: third === undefined ? false : readBoolean(second), value: readOctetString(valueElement) })
  }
  return extensions
}

export const keyUsageBits = [
  'digitalSignature',
  'contentCommitment',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const
export type KeyUsageName = (typeof keyUsageBits)[number]

export function readKeyUsage(value: Uint8Array): ReadonlySet<KeyUsageName> {
  const bits = readNamedBits(readDocument(value))
  return new Set(keyUsageBits.filter((_, bit) => bits.has(bit)))
}

export type BasicConstraints = { readonly authority: boolean; readonly pathLength?: number | undefined }

export function readBasicConstraints(value: Uint8Array): BasicConstraints {
  const parts = childrenOf(expectTag(readDocument(value), tag.sequence, 'BasicConstraints'))
  const flag = parts[0]?.tag === tag.boolean ? parts.shift() : undefined
  const authority = flag !== undefined && readBoolean(flag)
  const [length, ...rest] = parts
  if (rest.length > 0) throw new MalformedError('BasicConstraints has too many parts')
  const pathLength = length === undefined ? undefined : readSmallInteger(length)
  if (pathLength !== undefined && pathLength < 0) throw new MalformedError('path length is negative')
  return { authority, pathLength }
}

export function readPurposes(value: Uint8Array): readonly string[] {
  return childrenOf(expectTag(readDocument(value), tag.sequence, 'ExtKeyUsage')).map(readObjectIdentifier)
}

export function readKeyIdentifier(value: Uint8Array): Uint8Array {
  return readOctetString(readDocument(value))
}

export type AuthorityKeyIdentifier = {
  readonly keyIdentifier?: Uint8Array | undefined
  readonly issuer?: readonly GeneralName[] | undefined
  readonly serialNumber?: string | undefined
}

export function readAuthorityKeyIdentifier(value: Uint8Array): AuthorityKeyIdentifier {
  const parts = childrenOf(expectTag(readDocument(value), tag.sequence, 'AuthorityKeyIdentifier'))
  const [key, issuer, serial] = [0x80, 0xa1, 0x82].map((wanted) => parts.find((part) => part.tag === wanted))
  return {
    keyIdentifier: key === undefined ? undefined : contentOf(key),
    issuer: issuer === undefined ? undefined : readGeneralNames(issuer),
    serialNumber: serial === undefined ? undefined : spellSerialNumber(contentOf(serial)),
  }
}

/** RFC 5280 §4.2.1.13. `fullName` is empty where the point is named relative to the CRL issuer. */
export type DistributionPoint = {
  readonly fullName: readonly GeneralName[]
  readonly relativeName?: Uint8Array | undefined
  readonly reasons?: ReadonlySet<number> | undefined
  readonly crlIssuer: readonly GeneralName[]
}

export function readDistributionPoints(value: Uint8Array): readonly DistributionPoint[] {
  return childrenOf(expectTag(readDocument(value), tag.sequence, 'CRLDistributionPoints')).map((point) => {
    const parts = childrenOf(expectTag(point, tag.sequence, 'DistributionPoint'))
    const [wrapped, reasons, issuer] = [0xa0, 0x81, 0xa2].map((wanted) => parts.find((part) => part.tag === wanted))
    const choice = wrapped === undefined ? undefined : childrenOf(wrapped)[0]
    return {
      fullName: choice?.tag === 0xa0 ? readGeneralNames(choice) : [],
      relativeName: choice?.tag === 0xa1 ? encodingOf(choice) : undefined,
      reasons: reasons === undefined ? undefined : implicitNamedBits(reasons),
      crlIssuer: issuer === undefined ? [] : readGeneralNames(issuer),
    }
  })
}

/** ReasonFlags and their like under an implicit tag. */
export function implicitNamedBits(element: Element): ReadonlySet<number> {
  const bits = new Set<number>()
  contentOf(element)
    .subarray(1)
    .forEach((octet, index) => {
      for (let bit = 0; bit < 8; bit++) if (octet & (0x80 >> bit)) bits.add(index * 8 + bit)
    })
  return bits
}

export type AccessDescription = { readonly method: string; readonly location: GeneralName }

export function readAccessDescriptions(value: Uint8Array): readonly AccessDescription[] {
  return childrenOf(expectTag(readDocument(value), tag.sequence, 'AuthorityInfoAccess')).map((description) => {
    const [method, location] = childrenOf(description)
    if (method === undefined || location === undefined) throw new MalformedError('AccessDescription is cut off', description.start)
    return { method: readObjectIdentifier(method), location: readGeneralName(location) }
  })
}

export function accessUrls(descriptions: readonly AccessDescription[], method: keyof typeof accessMethods): string[] {
  return descriptions.flatMap(({ method: oid, location }) => (oid === accessMethods[method] && location.kind === 'uri' ? [location.value] : []))
}

export function readAlternativeNames(value: Uint8Array): readonly GeneralName[] {
  return readGeneralNames(expectTag(readDocument(value), tag.sequence, 'GeneralNames'))
}

export type PolicyInformation = { readonly oid: string; readonly practiceStatements: readonly string[] }

export function readPolicies(value: Uint8Array): readonly PolicyInformation[] {
  return childrenOf(expectTag(readDocument(value), tag.sequence, 'CertificatePolicies')).map((information) => {
    const [oid, qualifiers] = childrenOf(information)
    if (oid === undefined) throw new MalformedError('PolicyInformation is empty', information.start)
    const practiceStatements = qualifiers === undefined ? [] : childrenOf(qualifiers).flatMap(practiceStatement)
    return { oid: readObjectIdentifier(oid), practiceStatements }
  })
}

function practiceStatement(qualifier: Element): string[] {
  const [oid, value] = childrenOf(qualifier)
  if (oid === undefined || value === undefined || value.tag !== tag.ia5String || readObjectIdentifier(oid) !== policyOids.certificationPracticeStatement)
    return []
  return [String.fromCharCode(...contentOf(value))]
}

export type PolicyMapping = { readonly issuer: string; readonly subject: string }

export function readPolicyMappings(value: Uint8Array): readonly PolicyMapping[] {
  return childrenOf(expectTag(readDocument(value), tag.sequence, 'PolicyMappings')).map((mapping) => {
    const [issuer, subject] = childrenOf(mapping)
    if (issuer === undefined || subject === undefined) throw new MalformedError('PolicyMapping is cut off', mapping.start)
    return { issuer: readObjectIdentifier(issuer), subject: readObjectIdentifier(subject) }
  })
}

export type PolicyConstraints = { readonly requireExplicitPolicy?: number | undefined; readonly inhibitPolicyMapping?: number | undefined }

export function readPolicyConstraints(value: Uint8Array): PolicyConstraints {
  const parts = childrenOf(expectTag(readDocument(value), tag.sequence, 'PolicyConstraints'))
  const number = (wanted: number): number | undefined => {
    const part = parts.find((one) => one.tag === wanted)
    return part === undefined ? undefined : skipCount(contentOf(part))
  }
  return { requireExplicitPolicy: number(0x80), inhibitPolicyMapping: number(0x81) }
}

/** SkipCerts: a count so large that it does not matter is as good as infinity. */
function skipCount(content: Uint8Array): number {
  if (content.length === 0 || (content[0] ?? 0x80) >= 0x80) throw new MalformedError('SkipCerts is empty or negative')
  let count = 0
  for (const octet of content) count = Math.min(count * 256 + octet, 0x7fffffff)
  return count
}

export function readInhibitAnyPolicy(value: Uint8Array): number {
  return skipCount(readIntegerBytes(readDocument(value)))
}

export type NameConstraints = { readonly permitted: readonly GeneralName[]; readonly excluded: readonly GeneralName[] }

/** RFC 5280 §4.2.1.10: minimum is 0 and maximum absent; others are refused. */
export function readNameConstraints(value: Uint8Array): NameConstraints {
  const parts = childrenOf(expectTag(readDocument(value), tag.sequence, 'NameConstraints'))
  const subtrees = (wanted: number): GeneralName[] => {
    const part = parts.find((one) => one.tag === wanted)
    return part === undefined ? [] : childrenOf(part).map(subtreeBase)
  }
  return { permitted: subtrees(0xa0), excluded: subtrees(0xa1) }
}

function subtreeBase(subtree: Element): GeneralName {
  const [base, ...bounds] = childrenOf(subtree)
  if (base === undefined) throw new MalformedError('GeneralSubtree is empty', subtree.start)
  if (bounds.some((bound) => bound.tag !== 0x80 || contentOf(bound).some((octet) => octet !== 0)))
    throw new MalformedError('GeneralSubtree has bounds', subtree.start)
  return readGeneralName(base)
}
