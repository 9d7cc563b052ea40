/**
 * Signatures with a key that is in memory for this call only.
 *
 * Messages are hashed and signed by OpenSSL, in constant time. A bare digest cannot be: node:crypto always hashes first, so ECDSA over a
 * digest is done by @noble/curves, whose big integers are not constant-time and cannot be zeroed. The nonce is derived (RFC 6979) with
 * fresh entropy added, which blinds repeated measurements; callers send messages wherever they have them.
 */
import { constants, createPrivateKey, privateEncrypt, sign, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { childrenOf, der, readDocument, readInside, readOctetString } from '@countersign/engine/asn1'
import { p256 } from '@noble/curves/nist.js'
import type { DigestName, KeyAlgorithm } from '../protocol/requests.ts'

export type SignatureAlgorithm = `${'ecdsa' | 'rsa'}-${DigestName}`
export type PrivateKey = { readonly algorithm: KeyAlgorithm; readonly pkcs8: Uint8Array }

const signAsync = promisify(sign)

export function signatureAlgorithm(algorithm: KeyAlgorithm, digest: DigestName): SignatureAlgorithm {
  return algorithm === 'ecdsa-p256' ? `ecdsa-${digest}` : `rsa-${digest}`
}

/** A signer for many messages or digests; the key object goes when it goes. */
export function signerWith(
  key: PrivateKey,
  digestName: DigestName,
): { message(bytes: Uint8Array): Promise<Uint8Array>; digest(bytes: Uint8Array): Promise<Uint8Array> } {
  const keyObject = createPrivateKey({ key: Buffer.from(key.pkcs8.buffer, key.pkcs8.byteOffset, key.pkcs8.byteLength), format: 'der', type: 'pkcs8' })
  return {
    message: (bytes) => signAsync(digestName, bytes, keyObject),
    digest: async (bytes) => (key.algorithm === 'ecdsa-p256' ? signEcdsaDigest(key.pkcs8, bytes) : signRsaDigest(keyObject, digestName, bytes)),
  }
}

function signEcdsaDigest(pkcs8: Uint8Array, digest: Uint8Array): Uint8Array {
  const scalar = p256Scalar(pkcs8)
  try {
    return p256.sign(digest, scalar, { prehash: false, lowS: false, extraEntropy: true, format: 'der' })
  } finally {
    scalar.fill(0)
  }
}

/** RFC 5958 PrivateKeyInfo around RFC 5915 ECPrivateKey: the second part is the scalar. */
function p256Scalar(pkcs8: Uint8Array): Uint8Array {
  const wrapping = childrenOf(readDocument(pkcs8))[2]
  if (wrapping === undefined) throw new Error('not a PKCS #8 key')
  const scalar = childrenOf(readInside(wrapping, readOctetString(wrapping)))[1]
  if (scalar === undefined) throw new Error('not an ECPrivateKey')
  const padded = new Uint8Array(32)
  const octets = readOctetString(scalar)
  padded.set(octets, 32 - octets.length)
  return padded
}

const digestOids: Record<DigestName, string> = { sha256: '2.16.840.1.101.3.4.2.1', sha384: '2.16.840.1.101.3.4.2.2', sha512: '2.16.840.1.101.3.4.2.3' }

/** RFC 8017 §9.2: PKCS #1 v1.5 padding around DigestInfo. */
function signRsaDigest(key: KeyObject, digestName: DigestName, digest: Uint8Array): Uint8Array {
  const digestInfo = der.sequence(der.sequence(der.objectIdentifier(digestOids[digestName]), der.nothing()), der.octetString(digest))
  return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, digestInfo)
}
