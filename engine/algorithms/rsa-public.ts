/**
 * RSA verification over big integers (RFC 8017 §8), for what a runtime refuses: SHA-224, SHA-3 and MD5 in WebCrypto,
 * a PSS mask digest other than the digest anywhere. Public values only, so timing says nothing.
 */
import { der } from '../asn1/index.ts'
import { concatBytes, equalBytes, toHex } from '../bytes/index.ts'
import { digestLength, digestOid, type DigestName } from './names.ts'

export type Digester = (name: DigestName, bytes: Uint8Array) => Uint8Array
type RsaKey = { readonly modulus: Uint8Array; readonly bits: number; readonly exponent: bigint }

/** RSAVP1: the encoded message as octets of the modulus' length, or undefined where the signature is out of range. */
function encodedMessage(key: RsaKey, signature: Uint8Array): Uint8Array | undefined {
  const modulus = BigInt(`0x${toHex(key.modulus)}`)
  let base = BigInt(`0x${toHex(signature)}`)
  if (signature.length !== key.modulus.length || base >= modulus) return undefined
  let power = 1n
  for (let exponent = key.exponent; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) power = (power * base) % modulus
    base = (base * base) % modulus
  }
  const encoded = new Uint8Array(key.modulus.length)
  for (let i = encoded.length - 1; power > 0n; i--, power >>= 8n) encoded[i] = Number(power & 0xffn)
  return encoded
}

/** RSASSA-PKCS1-v1_5: the expected encoding is built and compared whole (§8.2.2), never parsed. */
export function verifyRsaPkcs1(digester: Digester, key: RsaKey, digest: DigestName, message: Uint8Array, signature: Uint8Array): boolean {
  const encoded = encodedMessage(key, signature)
  const info = der.sequence(der.sequence(der.objectIdentifier(digestOid(digest)), der.nothing()), der.octetString(digester(digest, message)))
  const padding = key.modulus.length - info.length - 3
  if (encoded === undefined || padding < 8) return false
  return equalBytes(encoded, concatBytes(new Uint8Array([0, 1]), new Uint8Array(padding).fill(0xff), new Uint8Array(1), info))
}

/** EMSA-PSS-VERIFY (§9.1.2). */
export function verifyRsaPss(
  digester: Digester,
  key: RsaKey,
  scheme: { readonly digest: DigestName; readonly maskDigest: DigestName; readonly saltLength: number },
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const whole = encodedMessage(key, signature)
  if (whole === undefined) return false
  const bits = key.bits - 1
  const length = Math.ceil(bits / 8)
  if (whole.subarray(0, whole.length - length).some((octet) => octet !== 0)) return false
  const encoded = whole.subarray(whole.length - length)
  const hashLength = digestLength(scheme.digest)
  const databaseLength = length - hashLength - 1
  if (databaseLength < scheme.saltLength + 1 || encoded.at(-1) !== 0xbc) return false
  const spare = 8 * length - bits
  if ((encoded[0] ?? 0xff) >> (8 - spare) !== 0) return false
  const hash = encoded.subarray(databaseLength, databaseLength + hashLength)
  const mask = generateMask(digester, scheme.maskDigest, hash, databaseLength)
  const database = encoded.slice(0, databaseLength).map((octet, index) => octet ^ (mask[index] ?? 0))
  database[0] = (database[0] ?? 0) & (0xff >> spare)
  const start = databaseLength - scheme.saltLength
  if (database[start - 1] !== 1 || database.subarray(0, start - 1).some((octet) => octet !== 0)) return false
  return equalBytes(hash, digester(scheme.digest, concatBytes(new Uint8Array(8), digester(scheme.digest, message), database.subarray(start))))
}

/** MGF1 (§B.2.1). */
function generateMask(digester: Digester, name: DigestName, seed: Uint8Array, length: number): Uint8Array {
  const blocks: Uint8Array[] = []
  for (let counter = 0; counter * digestLength(name) < length; counter++)
    blocks.push(digester(name, concatBytes(seed, new Uint8Array([counter >>> 24, counter >>> 16, counter >>> 8, counter]))))
  return concatBytes(...blocks).subarray(0, length)
}
