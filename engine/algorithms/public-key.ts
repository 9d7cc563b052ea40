/**
 * SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) described, and the limits a key must keep before anything is verified with it:
 * RSA modulus 1,024 to 8,192 bits, odd exponent from 3 to 2^33; named curves and uncompressed or compressed points of the right length only.
 */
import {
  childrenOf,
  contentOf,
  encodingOf,
  expectTag,
  readBigInteger,
  readBitString,
  readDocument,
  readIntegerBytes,
  readObjectIdentifier,
  tag,
  type Element,
} from '../asn1/index.ts'
import { MalformedError } from '../errors.ts'
import { curves, keyOids, type CurveName, type MlDsaName } from './names.ts'

/** `keyBytes` are the octets inside the BIT STRING: for RSA a PKCS#1 RSAPublicKey, for EC the point. */
export type PublicKey = { readonly spki: Uint8Array; readonly keyBytes: Uint8Array } & (
  | {
      readonly kind: 'rsa'
      readonly bits: number
      readonly modulus: Uint8Array
      readonly exponent: bigint
      readonly pssParameters?: Uint8Array | undefined
      readonly pssOnly: boolean
    }
  | { readonly kind: 'ec'; readonly curve: CurveName }
  | { readonly kind: 'dsa'; readonly hasParameters: boolean }
  | { readonly kind: 'ed25519' }
  | { readonly kind: 'ml-dsa'; readonly parameterSet: MlDsaName }
  | { readonly kind: 'unknown'; readonly oid: string }
)
export type PublicKeyKind = PublicKey['kind']

const maximumModulusBits = 8192
const minimumModulusBits = 1024
const maximumExponent = 1n << 33n

const curveByOid = new Map<string, CurveName>()
for (const name of Object.keys(curves) as CurveName[]) curveByOid.set(curves[name].oid, name)
const mlDsaByOid = new Map<string, MlDsaName>()
for (const name of ['ml-dsa-44', 'ml-dsa-65', 'ml-dsa-87'] as const) mlDsaByOid.set(keyOids[name], name)

/** Throws `MalformedError` where the structure is broken; an algorithm that is not known is `unknown`, not an error. */
export function parsePublicKey(spki: Uint8Array): PublicKey {
  const [algorithm, key, ...rest] = childrenOf(expectTag(readDocument(spki), tag.sequence, 'SubjectPublicKeyInfo'))
  if (key === undefined || rest.length > 0) throw new MalformedError('SubjectPublicKeyInfo has not two parts')
  const [oidElement, parameters] = childrenOf(expectTag(algorithm, tag.sequence, 'AlgorithmIdentifier'))
  const oid = readObjectIdentifier(expectTag(oidElement, tag.objectIdentifier, 'algorithm'))
  const { bytes: keyBytes, unusedBits } = readBitString(key)
  if (unusedBits !== 0) throw new MalformedError('public key is not whole octets', key.start)
  return { spki, keyBytes, ...describe(oid, parameters, keyBytes) }
}

function describe(oid: string, parameters: Element | undefined, keyBytes: Uint8Array) {
  switch (oid) {
    case keyOids.rsa:
      return describeRsa(keyBytes, false, undefined)
    case keyOids.rsaPss:
      return describeRsa(keyBytes, true, parameters === undefined ? undefined : encodingOf(parameters))
    case keyOids.dsa:
      return { kind: 'dsa', hasParameters: parameters !== undefined && parameters.tag === tag.sequence } as const
    case keyOids.ed25519:
      return { kind: 'ed25519' } as const
    case keyOids.ec: {
      const curve = parameters?.tag === tag.objectIdentifier ? curveByOid.get(readObjectIdentifier(parameters)) : undefined
      return curve === undefined ? ({ kind: 'unknown', oid } as const) : ({ kind: 'ec', curve } as const)
    }
    default: {
      const parameterSet = mlDsaByOid.get(oid)
      return parameterSet === undefined ? ({ kind: 'unknown', oid } as const) : ({ kind: 'ml-dsa', parameterSet } as const)
    }
  }
}

function describeRsa(keyBytes: Uint8Array, pssOnly: boolean, pssParameters: Uint8Array | undefined) {
  const [modulusElement, exponentElement, ...rest] = childrenOf(expectTag(readDocument(keyBytes), tag.sequence, 'RSAPublicKey'))
  if (modulusElement === undefined || exponentElement === undefined || rest.length > 0) throw new MalformedError('RSAPublicKey has not two parts')
  const octets = readIntegerBytes(modulusElement)
  if ((octets[0] ?? 0x80) >= 0x80) throw new MalformedError('RSA modulus is negative', modulusElement.start)
  const modulus = octets[0] === 0 ? octets.subarray(1) : octets
  const bits = modulus.length === 0 ? 0 : modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24
  // A long exponent is only ever an attack; its value is not even built.
  const exponent = contentOf(exponentElement).length > 8 ? maximumExponent + 1n : readBigInteger(exponentElement)
  return { kind: 'rsa', bits, modulus, exponent, pssOnly, pssParameters } as const
}

/** May this key be used for verifying at all? See the limits above. */
export function keepsLimits(key: PublicKey): boolean {
  switch (key.kind) {
    case 'rsa':
      return (
        key.bits >= minimumModulusBits &&
        key.bits <= maximumModulusBits &&
        key.exponent >= 3n &&
        key.exponent <= maximumExponent &&
        (key.exponent & 1n) === 1n &&
        ((key.modulus.at(-1) ?? 0) & 1) === 1
      )
    case 'ec':
      return isPoint(key.keyBytes, curves[key.curve].octets)
    case 'ed25519':
      return key.keyBytes.length === 32
    case 'dsa':
      return key.hasParameters && key.spki.length <= 2048
    case 'ml-dsa':
      return true
    case 'unknown':
      return false
  }
}

function isPoint(bytes: Uint8Array, octets: number): boolean {
  return (bytes[0] === 4 && bytes.length === 1 + 2 * octets) || ((bytes[0] === 2 || bytes[0] === 3) && bytes.length === 1 + octets)
}
