/**
 * Password-based decryption: PBES1 of PKCS#12 (RFC 7292 appendix C: RC2-40, RC2-128, 3DES) and PBES2 (RFC 8018 §6.2: PBKDF2 with AES-CBC or 3DES).
 * Left out on purpose: RC4, scrypt, GOST.
 */
import { decryptAesCbc, pbkdf2, type DigestName } from '../algorithms/index.ts'
import { childrenOf, expectTag, readObjectIdentifier, readOctetString, readSmallInteger, tag, type Element } from '../asn1/index.ts'
import { MalformedError } from '../errors.ts'
import { decryptCbc, type BlockDecryptor } from './block-cipher.ts'
import { des } from './des.ts'
import type { Password } from './password.ts'
import { derivePkcs12 } from './pkcs12-derivation.ts'
import { rc2 } from './rc2.ts'

const pbes2Oid = '1.2.840.113549.1.5.13'
const pbkdf2Oid = '1.2.840.113549.1.5.12'

const pbes1: Record<string, { readonly keyLength: number; readonly cipher: (key: Uint8Array) => BlockDecryptor }> = {
  '1.2.840.113549.1.12.1.3': { keyLength: 24, cipher: des },
  '1.2.840.113549.1.12.1.4': { keyLength: 16, cipher: des },
  '1.2.840.113549.1.12.1.5': { keyLength: 16, cipher: (key) => rc2(key, 128) },
  '1.2.840.113549.1.12.1.6': { keyLength: 5, cipher: (key) => rc2(key, 40) },
}

const aesKeyLengths: Record<string, number> = { '2.16.840.1.101.3.4.1.2': 16, '2.16.840.1.101.3.4.1.22': 24, '2.16.840.1.101.3.4.1.42': 32 }
const tripleDesOid = '1.2.840.113549.3.7'

const pseudoRandomFunctions: Record<string, DigestName> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
}

/** undefined where the padding comes out wrong, which is what a wrong password looks like. */
export async function decryptWithPassword(algorithm: Element, password: Password, ciphertext: Uint8Array): Promise<Uint8Array | undefined> {
  const [oid, parameters] = algorithmParts(algorithm)
  if (oid === pbes2Oid) return decryptPbes2(parameters, password, ciphertext)
  const scheme = pbes1[oid]
  if (scheme === undefined) throw new MalformedError(`encryption algorithm ${oid} is not supported`, algorithm.start)
  const [salt, iterations] = childrenOf(parameters)
  if (salt === undefined || iterations === undefined) throw new MalformedError('PBE parameters are cut off', algorithm.start)
  const saltBytes = readOctetString(salt)
  const count = password.spend(readSmallInteger(iterations))
  const derive = (purpose: 'key' | 'vector', length: number): Uint8Array => derivePkcs12('sha1', password.bmp, saltBytes, count, purpose, length)
  return decryptCbc(scheme.cipher(derive('key', scheme.keyLength)), derive('vector', 8), ciphertext)
}

async function decryptPbes2(parameters: Element, password: Password, ciphertext: Uint8Array): Promise<Uint8Array | undefined> {
  const [derivation, encryption] = childrenOf(parameters)
  if (derivation === undefined || encryption === undefined) throw new MalformedError('PBES2 parameters are cut off', parameters.start)
  const [oid, vectorElement] = algorithmParts(encryption)
  const length = oid === tripleDesOid ? 24 : aesKeyLengths[oid]
  if (length === undefined) throw new MalformedError(`encryption scheme ${oid} is not supported`, encryption.start)
  const vector = readOctetString(vectorElement)
  if (vector.length !== (oid === tripleDesOid ? 8 : 16)) throw new MalformedError('initialisation vector has the wrong length', vectorElement.start)
  const key = await derivePbkdf2(derivation, password, length)
  if (oid === tripleDesOid) return decryptCbc(des(key), vector, ciphertext)
  return ciphertext.length === 0 || ciphertext.length % 16 !== 0 ? undefined : decryptAesCbc(key, vector, ciphertext)
}

/** RFC 8018 appendix A.2. With `length` undefined the file must say it, as RFC 9579 asks. */
export async function derivePbkdf2(derivation: Element, password: Password, length: number | undefined): Promise<Uint8Array> {
  const [oid, parameters] = algorithmParts(derivation)
  if (oid !== pbkdf2Oid) throw new MalformedError(`key derivation ${oid} is not supported`, derivation.start)
  const [salt, iterations, ...optional] = childrenOf(parameters)
  if (salt === undefined || iterations === undefined) throw new MalformedError('PBKDF2 parameters are cut off', parameters.start)
  const lengthElement = optional.find((part) => part.tag === tag.integer)
  const stated = lengthElement === undefined ? undefined : readSmallInteger(lengthElement)
  const wanted = length ?? stated
  if (wanted === undefined || wanted < 1 || wanted > 128 || (stated !== undefined && stated !== wanted))
    throw new MalformedError('PBKDF2 key length does not fit', parameters.start)
  const functionElement = optional.find((part) => part.tag === tag.sequence)
  const name = functionElement === undefined ? 'sha1' : hmacDigest(functionElement)
  return pbkdf2(name, password.utf8, readOctetString(salt), password.spend(readSmallInteger(iterations)), wanted)
}

/** The digest of an HMAC AlgorithmIdentifier. */
export function hmacDigest(algorithm: Element): DigestName {
  const [oidElement] = childrenOf(algorithm)
  const oid = readObjectIdentifier(expectTag(oidElement, tag.objectIdentifier, 'algorithm'))
  const name = pseudoRandomFunctions[oid]
  if (name === undefined) throw new MalformedError(`pseudo-random function ${oid} is not supported`, algorithm.start)
  return name
}

export function algorithmParts(algorithm: Element): [string, Element] {
  const [oid, parameters] = childrenOf(expectTag(algorithm, tag.sequence, 'AlgorithmIdentifier'))
  if (oid === undefined || parameters === undefined) throw new MalformedError('AlgorithmIdentifier has no parameters', algorithm.start)
  return [readObjectIdentifier(oid), parameters]
}
