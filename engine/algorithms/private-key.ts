/**
 * PKCS#8 PrivateKeyInfo (RFC 5208, RFC 5958) described, and rewritten in the plainest form that every runtime imports.
 * Left out on purpose: DSA, Diffie-Hellman and ML-DSA keys; they are `unknown`.
 */
import {
  childrenOf,
  contentOf,
  der,
  expectTag,
  readBitString,
  readDocument,
  readObjectIdentifier,
  readOctetString,
  readSmallInteger,
  tag,
  type Element,
} from '../asn1/index.ts'
import { MalformedError } from '../errors.ts'
import { curves, keyOids, type CurveName } from './names.ts'

export type PrivateKey = { readonly pkcs8: Uint8Array } & (
  | { readonly kind: 'rsa'; readonly rsaPrivateKey: Uint8Array; readonly pssOnly: boolean }
  | { readonly kind: 'ec'; readonly curve: CurveName; readonly scalar: Uint8Array; readonly point?: Uint8Array | undefined }
  | { readonly kind: 'ed25519'; readonly seed: Uint8Array }
  | { readonly kind: 'unknown'; readonly oid: string }
)

export function parsePrivateKey(pkcs8: Uint8Array): PrivateKey {
  const [version, algorithm, key] = childrenOf(expectTag(readDocument(pkcs8, { rules: 'BER' }), tag.sequence, 'PrivateKeyInfo'))
  if (version === undefined || readSmallInteger(version) > 1) throw new MalformedError('PrivateKeyInfo has an unknown version')
  const [oidElement, parameters] = childrenOf(expectTag(algorithm, tag.sequence, 'AlgorithmIdentifier'))
  const oid = readObjectIdentifier(expectTag(oidElement, tag.objectIdentifier, 'algorithm'))
  const octets = readOctetString(expectTag(key, tag.octetString, 'private key'))
  switch (oid) {
    case keyOids.rsa:
    case keyOids.rsaPss: {
      const rsaPrivateKey = octets
      return {
        pkcs8: der.sequence(der.integer(0), rsaAlgorithm(), der.octetString(rsaPrivateKey)),
        kind: 'rsa',
        rsaPrivateKey,
        pssOnly: oid === keyOids.rsaPss,
      }
    }
    case keyOids.ec:
      return ecKey(pkcs8, parameters, octets)
    case keyOids.ed25519: {
      const seed = readOctetString(readDocument(octets))
      if (seed.length !== 32) throw new MalformedError('Ed25519 private key is not 32 octets')
      return { pkcs8: ed25519PrivateKeyInfo(seed), kind: 'ed25519', seed }
    }
    default:
      return { pkcs8, kind: 'unknown', oid }
  }
}

function ecKey(pkcs8: Uint8Array, parameters: Element | undefined, octets: Uint8Array): PrivateKey {
  const [, scalarElement, ...optional] = childrenOf(expectTag(readDocument(octets, { rules: 'BER' }), tag.sequence, 'ECPrivateKey'))
  if (scalarElement === undefined) throw new MalformedError('ECPrivateKey has no key')
  const inside = optional.find((element) => element.tag === 0xa0)
  const named = parameters?.tag === tag.objectIdentifier ? parameters : inside === undefined ? undefined : childrenOf(inside)[0]
  const oid = named?.tag === tag.objectIdentifier ? readObjectIdentifier(named) : keyOids.ec
  const curve = (Object.keys(curves) as CurveName[]).find((name) => curves[name].oid === oid)
  if (curve === undefined) return { pkcs8, kind: 'unknown', oid }
  const scalar = fitted(readOctetString(scalarElement), curves[curve].octets)
  const pointElement = optional.find((element) => element.tag === 0xa1)
  const pointString = pointElement === undefined ? undefined : childrenOf(pointElement)[0]
  const point = pointString === undefined ? undefined : readBitString(pointString).bytes
  return { pkcs8: ecPrivateKeyInfo(curve, scalar, point), kind: 'ec', curve, scalar, point }
}

/** SEC 1 fixes the length, but some writers drop leading zeros and others add one. */
function fitted(scalar: Uint8Array, octets: number): Uint8Array {
  const surplus = scalar.length - octets
  if (surplus > 0 && scalar.subarray(0, surplus).some((octet) => octet !== 0)) throw new MalformedError('EC private key is longer than its curve')
  const exact = new Uint8Array(octets)
  exact.set(surplus > 0 ? scalar.subarray(surplus) : scalar, Math.max(0, -surplus))
  return exact
}

const rsaAlgorithm = (): Uint8Array => der.sequence(der.objectIdentifier(keyOids.rsa), der.nothing())
const ecAlgorithm = (curve: CurveName): Uint8Array => der.sequence(der.objectIdentifier(keyOids.ec), der.objectIdentifier(curves[curve].oid))

/** RFC 5915; the point is left out when it is not known. */
export function ecPrivateKeyInfo(curve: CurveName, scalar: Uint8Array, point?: Uint8Array): Uint8Array {
  const optional = point === undefined ? [] : [der.explicit(1, der.bitString(point))]
  return der.sequence(der.integer(0), ecAlgorithm(curve), der.octetString(der.sequence(der.integer(1), der.octetString(scalar), ...optional)))
}

export function ed25519PrivateKeyInfo(seed: Uint8Array): Uint8Array {
  return der.sequence(der.integer(0), der.sequence(der.objectIdentifier(keyOids.ed25519)), der.octetString(der.octetString(seed)))
}

export function ecPublicKeyInfo(curve: CurveName, point: Uint8Array): Uint8Array {
  return der.sequence(ecAlgorithm(curve), der.bitString(point))
}

export function ed25519PublicKeyInfo(key: Uint8Array): Uint8Array {
  return der.sequence(der.sequence(der.objectIdentifier(keyOids.ed25519)), der.bitString(key))
}

/** From a PKCS#1 RSAPublicKey. */
export function rsaPublicKeyInfo(rsaPublicKey: Uint8Array): Uint8Array {
  return der.sequence(rsaAlgorithm(), der.bitString(rsaPublicKey))
}

/** The RSAPublicKey inside a PKCS#1 RSAPrivateKey (RFC 8017 §A.1.2). */
export function rsaPublicPart(rsaPrivateKey: Uint8Array): Uint8Array {
  const [, modulus, exponent] = childrenOf(expectTag(readDocument(rsaPrivateKey, { rules: 'BER' }), tag.sequence, 'RSAPrivateKey'))
  if (modulus === undefined || exponent === undefined) throw new MalformedError('RSAPrivateKey is cut off')
  return der.sequence(der.integer(contentOf(modulus)), der.integer(contentOf(exponent)))
}
