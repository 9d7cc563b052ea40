/**
 * The AlgorithmIdentifier of a signature (RFC 5280 §4.1.1.2), read into a scheme that can be verified, and written for those we sign with.
 */
import { childrenOf, contentOf, der, encodingOf, expectTag, readDocument, readObjectIdentifier, readSmallInteger, tag, type Element } from '../asn1/index.ts'
import { equalBytes } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import type { SignatureAlgorithmName } from '../ports.ts'
import { digestByOid, digestLength, digestOid, keyOids, mgf1Oid, signatureOids, signingAlgorithms, type DigestName, type MlDsaName } from './names.ts'

/** How a signature is to be checked. `name` is for messages and reports. */
export type SignatureScheme = { readonly name: string } & (
  | { readonly family: 'rsa-pkcs1' | 'ecdsa' | 'dsa'; readonly digest: DigestName }
  | { readonly family: 'rsa-pss'; readonly digest: DigestName; readonly maskDigest: DigestName; readonly saltLength: number }
  // Ed25519 hashes inside; `digest` is what CMS pairs with it (RFC 8419 §3.1).
  | { readonly family: 'ed25519'; readonly digest: 'sha512' }
  | { readonly family: 'ml-dsa'; readonly digest: undefined; readonly parameterSet: MlDsaName }
)

export type PssScheme = Extract<SignatureScheme, { readonly family: 'rsa-pss' }>

const schemeByOid = new Map<string, SignatureScheme>(signatureOids.map(({ oid, family, digest }) => [oid, { name: nameOf(family, digest), family, digest }]))

function nameOf(family: 'rsa-pkcs1' | 'ecdsa' | 'dsa', digest: DigestName): string {
  return `${family === 'rsa-pkcs1' ? 'rsa' : family}-${digest}`
}

/**
 * The scheme that `identifier` (DER, or an element) names; undefined where this engine does not know it or its parameters are out of order.
 * CMS may write a bare key algorithm (RFC 5754 §3.2) and leave the digest to SignerInfo.digestAlgorithm: `digestName` says which.
 */
export function signatureAlgorithmByIdentifier(identifier: Element | Uint8Array, digestName?: DigestName): SignatureScheme | undefined {
  try {
    return readScheme(identifier instanceof Uint8Array ? readDocument(identifier) : identifier, digestName)
  } catch (error) {
    if (error instanceof MalformedError) return undefined
    throw error
  }
}

function readScheme(identifier: Element, digestName: DigestName | undefined): SignatureScheme | undefined {
  const [oidElement, parameters] = childrenOf(expectTag(identifier, tag.sequence, 'AlgorithmIdentifier'))
  const oid = readObjectIdentifier(expectTag(oidElement, tag.objectIdentifier, 'algorithm'))
  const fixed = schemeByOid.get(oid)
  if (fixed !== undefined) return isAbsentOrNull(parameters) ? fixed : undefined
  switch (oid) {
    case keyOids.rsa:
      return digestName === undefined ? undefined : { name: nameOf('rsa-pkcs1', digestName), family: 'rsa-pkcs1', digest: digestName }
    case keyOids.ec:
      return digestName === undefined ? undefined : { name: nameOf('ecdsa', digestName), family: 'ecdsa', digest: digestName }
    case keyOids.dsa:
      return digestName === undefined ? undefined : { name: nameOf('dsa', digestName), family: 'dsa', digest: digestName }
    case keyOids.rsaPss:
      return parameters === undefined ? undefined : pssSchemeOfParameters(parameters)
    case keyOids.ed25519:
      return parameters === undefined ? { name: 'ed25519', family: 'ed25519', digest: 'sha512' } : undefined
    default:
      return mlDsaByOid(oid, parameters)
  }
}

function mlDsaByOid(oid: string, parameters: Element | undefined): SignatureScheme | undefined {
  for (const parameterSet of ['ml-dsa-44', 'ml-dsa-65', 'ml-dsa-87'] as const)
    if (keyOids[parameterSet] === oid) return parameters === undefined ? { name: parameterSet, family: 'ml-dsa', digest: undefined, parameterSet } : undefined
  return undefined
}

function isAbsentOrNull(parameters: Element | undefined): boolean {
  return parameters === undefined || (parameters.tag === tag.null && contentOf(parameters).length === 0)
}

/** RFC 4055 §3.1. Every field has a default: SHA-1, MGF1 with SHA-1, 20, 1. */
export function pssSchemeOfParameters(parameters: Element): PssScheme | undefined {
  let digest: DigestName | undefined = 'sha1'
  let maskDigest: DigestName | undefined = 'sha1'
  let saltLength = 20
  for (const field of childrenOf(expectTag(parameters, tag.sequence, 'RSASSA-PSS-params'))) {
    const [value, ...rest] = childrenOf(field)
    if (value === undefined || rest.length > 0) return undefined
    if (field.tag === 0xa0) digest = readDigestIdentifier(value)
    else if (field.tag === 0xa1) maskDigest = readMaskGeneration(value)
    else if (field.tag === 0xa2) saltLength = readSmallInteger(value)
    else if (field.tag !== 0xa3 || readSmallInteger(value) !== 1) return undefined
  }
  if (digest === undefined || maskDigest === undefined || saltLength < 0) return undefined
  return { name: `rsa-pss-${digest}`, family: 'rsa-pss', digest, maskDigest, saltLength }
}

function readMaskGeneration(element: Element): DigestName | undefined {
  const [oid, parameters] = childrenOf(element)
  if (oid === undefined || parameters === undefined || readObjectIdentifier(oid) !== mgf1Oid) return undefined
  return readDigestIdentifier(parameters)
}

/** The digest that an AlgorithmIdentifier names; parameters absent or NULL (RFC 5754 §2). */
export function readDigestIdentifier(element: Element): DigestName | undefined {
  const [oid, parameters] = childrenOf(expectTag(element, tag.sequence, 'digest AlgorithmIdentifier'))
  if (oid === undefined || !isAbsentOrNull(parameters)) return undefined
  return digestByOid(readObjectIdentifier(oid))
}

/** DER AlgorithmIdentifier of a digest, parameters absent as RFC 5754 §2 asks. */
export function digestAlgorithmIdentifier(name: DigestName): Uint8Array {
  return der.sequence(der.objectIdentifier(digestOid(name)))
}

/** DER AlgorithmIdentifier of an algorithm that we sign with. */
export function signatureAlgorithmIdentifier(name: SignatureAlgorithmName): Uint8Array {
  const { family, digest } = signingAlgorithms[name]
  if (family === 'ed25519') return der.sequence(der.objectIdentifier(keyOids.ed25519))
  if (family === 'rsa-pss') return der.sequence(der.objectIdentifier(keyOids.rsaPss), pssParameters(digest, digest, digestLength(digest)))
  const oid = der.objectIdentifier(signatureOids.find((entry) => entry.family === family && entry.digest === digest)?.oid ?? '')
  // RFC 4055 §5: NULL for RSA; RFC 5758 §3.2: absent for ECDSA.
  return family === 'rsa-pkcs1' ? der.sequence(oid, der.nothing()) : der.sequence(oid)
}

/** RSASSA-PSS-params (RFC 4055 §3.1); digests carry NULL there, as every implementation writes them. */
export function pssParameters(digest: DigestName, maskDigest: DigestName, saltLength: number): Uint8Array {
  const identifier = (name: DigestName): Uint8Array => der.sequence(der.objectIdentifier(digestOid(name)), der.nothing())
  return der.sequence(
    ...(digest === 'sha1' ? [] : [der.explicit(0, identifier(digest))]),
    ...(maskDigest === 'sha1' ? [] : [der.explicit(1, der.sequence(der.objectIdentifier(mgf1Oid), identifier(maskDigest)))]),
    ...(saltLength === 20 ? [] : [der.explicit(2, der.integer(saltLength))]),
  )
}

/** Are both identifiers the same octets, or the same but for NULL beside absent parameters? RFC 5280 §4.1.1.2 asks it of a certificate's two. */
export function sameAlgorithm(left: Element, right: Element): boolean {
  if (equalBytes(encodingOf(left), encodingOf(right))) return true
  const [leftOid, leftParameters] = childrenOf(expectTag(left, tag.sequence, 'AlgorithmIdentifier'))
  const [rightOid, rightParameters] = childrenOf(expectTag(right, tag.sequence, 'AlgorithmIdentifier'))
  if (leftOid === undefined || rightOid === undefined || !equalBytes(encodingOf(leftOid), encodingOf(rightOid))) return false
  return isAbsentOrNull(leftParameters) && isAbsentOrNull(rightParameters)
}
