/**
 * WebCrypto and noble behind `Cryptography`. WebCrypto where it knows the algorithm (it is several times faster), noble and big integers elsewhere.
 * `crypto.subtle` is missing on plain http beyond localhost. Left out: DSA, which no browser verifies, and ML-DSA where the runtime lacks it; the answer is false.
 */
import type { ECDSA } from '@noble/curves/abstract/weierstrass.js'
import { hmac as nobleHmac } from '@noble/hashes/hmac.js'
import { md5, sha1 } from '@noble/hashes/legacy.js'
import { pbkdf2Async } from '@noble/hashes/pbkdf2.js'
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import { sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js'
import { toBase64 } from '../bytes/index.ts'
import { MalformedError, MisuseError } from '../errors.ts'
import { decryptAes192Cbc } from './aes-192.ts'
import { generatedCurves, type KeyPair, type KeyPairKind, type RunningDigest } from './crypto.ts'
import { ecdsaValueFromRaw, ecdsaValueToRaw } from './ecdsa-value.ts'
import { curves, type CurveName, type DigestName } from './names.ts'
import {
  ecPrivateKeyInfo,
  ecPublicKeyInfo,
  ed25519PrivateKeyInfo,
  ed25519PublicKeyInfo,
  rsaPublicKeyInfo,
  rsaPublicPart,
  type PrivateKey,
} from './private-key.ts'
import type { PublicKey } from './public-key.ts'
import { verifyRsaPkcs1, verifyRsaPss } from './rsa-public.ts'
import type { PssScheme, SignatureScheme } from './scheme.ts'

const hashes = { md5, sha1, sha224, sha256, sha384, sha512, 'sha3-256': sha3_256, 'sha3-384': sha3_384, 'sha3-512': sha3_512 }
const webDigests: Partial<Record<DigestName, string>> = { sha1: 'SHA-1', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' }
const webCurves: Partial<Record<CurveName, string>> = { p256: 'P-256', p384: 'P-384', p521: 'P-521' }

/** Curves come when they are asked for: they are a third of what a signing page would load. */
async function nobleCurve(name: CurveName): Promise<ECDSA> {
  if (name === 'p256' || name === 'p384' || name === 'p521') return (await import('@noble/curves/nist.js'))[name]
  const { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } = await import('@noble/curves/misc.js')
  return name === 'brainpool-p256r1' ? brainpoolP256r1 : name === 'brainpool-p384r1' ? brainpoolP384r1 : brainpoolP512r1
}

async function nobleEd25519() {
  return (await import('@noble/curves/ed25519.js')).ed25519
}

export function createDigest(name: DigestName): RunningDigest {
  const running = hashes[name].create()
  return { update: (bytes) => void running.update(bytes), finish: () => running.digest() }
}

export function digest(name: DigestName, bytes: Uint8Array): Uint8Array {
  return hashes[name](bytes)
}

export function hmac(name: DigestName, key: Uint8Array, message: Uint8Array): Uint8Array {
  return nobleHmac(hashes[name], key, message)
}

export async function pbkdf2(name: DigestName, password: Uint8Array, salt: Uint8Array, iterations: number, length: number): Promise<Uint8Array> {
  const web = webDigests[name]
  if (web === undefined) return pbkdf2Async(hashes[name], password, salt, { c: iterations, dkLen: length })
  const key = await crypto.subtle.importKey('raw', owned(password), 'PBKDF2', false, ['deriveBits'])
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: web, salt: owned(salt), iterations }, key, length * 8))
}

export async function decryptAesCbc(key: Uint8Array, vector: Uint8Array, ciphertext: Uint8Array): Promise<Uint8Array | undefined> {
  if (key.length === 24) return decryptAes192Cbc(key, vector, ciphertext)
  const imported = await crypto.subtle.importKey('raw', owned(key), 'AES-CBC', false, ['decrypt'])
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv: owned(vector) }, imported, owned(ciphertext)))
  } catch {
    return undefined
  }
}

export async function encryptAesCbc(key: Uint8Array, vector: Uint8Array, plaintext: Uint8Array): Promise<Uint8Array> {
  const imported = await crypto.subtle.importKey('raw', owned(key), 'AES-CBC', false, ['encrypt'])
  return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CBC', iv: owned(vector) }, imported, owned(plaintext)))
}

export function randomBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  // getRandomValues gives at most 65,536 bytes at once.
  for (let start = 0; start < length; start += 65_536) crypto.getRandomValues(bytes.subarray(start, start + 65_536))
  return bytes
}

export async function verify(scheme: SignatureScheme, key: PublicKey, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  await loadCurve(scheme, key)
  try {
    if (key.kind === 'rsa' && scheme.family === 'rsa-pss') return await verifyPss(scheme, key, message, signature)
    if (key.kind === 'rsa' && scheme.family === 'rsa-pkcs1') return await verifyPkcs1(scheme.digest, key, message, signature)
    if (key.kind === 'ec' && scheme.family === 'ecdsa') return await verifyEcdsa(scheme.digest, key.curve, key.keyBytes, message, signature)
    // zip215 is for consensus; RFC 8032 is what certificates mean.
    if (key.kind === 'ed25519' && scheme.family === 'ed25519') return (await nobleEd25519()).verify(signature, message, key.keyBytes, { zip215: false })
    if (key.kind === 'ml-dsa') return await verifyMlDsa(key, message, signature)
    return false
  } catch {
    // A broken encoding or a point off its curve: WebCrypto and noble answer by an error.
    return false
  }
}

/** Before the attempt, whose every error means a bad signature: a network that fails to bring the curve must not look like one. */
async function loadCurve(scheme: SignatureScheme, key: PublicKey): Promise<void> {
  if (key.kind === 'ed25519') await nobleEd25519()
  else if (key.kind === 'ec' && scheme.family === 'ecdsa' && !inWebCrypto(scheme.digest, key.curve, key.keyBytes)) await nobleCurve(key.curve)
}

/** Compressed points are noble's, too. */
function inWebCrypto(name: DigestName, curve: CurveName, point: Uint8Array): boolean {
  return webCurves[curve] !== undefined && webDigests[name] !== undefined && point[0] === 4
}

/** Where WebCrypto has it (Node 24.7; browsers to come); elsewhere the import rejects. */
async function verifyMlDsa(key: PublicKey & { kind: 'ml-dsa' }, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const name = key.parameterSet.toUpperCase()
  return crypto.subtle.verify({ name }, await crypto.subtle.importKey('spki', owned(key.spki), { name }, false, ['verify']), owned(signature), owned(message))
}

async function verifyPkcs1(name: DigestName, key: PublicKey & { kind: 'rsa' }, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const web = webDigests[name]
  if (web === undefined) return verifyRsaPkcs1(digest, key, name, message, signature)
  const imported = await crypto.subtle.importKey('spki', owned(rsaPublicKeyInfo(key.keyBytes)), { name: 'RSASSA-PKCS1-v1_5', hash: web }, false, ['verify'])
  return crypto.subtle.verify('RSASSA-PKCS1-v1_5', imported, owned(signature), owned(message))
}

async function verifyPss(scheme: PssScheme, key: PublicKey & { kind: 'rsa' }, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const web = webDigests[scheme.digest]
  if (web === undefined || scheme.maskDigest !== scheme.digest) return verifyRsaPss(digest, key, scheme, message, signature)
  const imported = await crypto.subtle.importKey('spki', owned(rsaPublicKeyInfo(key.keyBytes)), { name: 'RSA-PSS', hash: web }, false, ['verify'])
  return crypto.subtle.verify({ name: 'RSA-PSS', saltLength: scheme.saltLength }, imported, owned(signature), owned(message))
}

async function verifyEcdsa(name: DigestName, curve: CurveName, point: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const raw = ecdsaValueToRaw(signature, curves[curve].octets)
  const namedCurve = webCurves[curve]
  const web = webDigests[name]
  if (namedCurve === undefined || web === undefined || !inWebCrypto(name, curve, point))
    return (await nobleCurve(curve)).verify(raw, digest(name, message), point, { prehash: false, lowS: false, format: 'compact' })
  const key = await crypto.subtle.importKey('raw', owned(point), { name: 'ECDSA', namedCurve }, false, ['verify'])
  return crypto.subtle.verify({ name: 'ECDSA', hash: web }, key, owned(raw), owned(message))
}

export async function importSigner(key: PrivateKey, scheme: SignatureScheme): Promise<(message: Uint8Array) => Promise<Uint8Array>> {
  if (key.kind === 'ed25519') {
    const ed25519 = await nobleEd25519()
    return async (message) => ed25519.sign(message, key.seed)
  }
  const web = scheme.digest === undefined ? undefined : webDigests[scheme.digest]
  if (web === undefined || key.kind === 'unknown') throw new MisuseError(`${key.kind} keys do not sign ${scheme.name} here`)
  if (key.kind === 'ec') return ecSigner(key.curve, key.scalar, web)
  const name = scheme.family === 'rsa-pss' ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5'
  const imported = await crypto.subtle.importKey('pkcs8', owned(key.pkcs8), { name, hash: web }, false, ['sign']).catch(unusable)
  const parameters = scheme.family === 'rsa-pss' ? { name, saltLength: scheme.saltLength } : { name }
  return async (message) => new Uint8Array(await crypto.subtle.sign(parameters, imported, owned(message)))
}

/** By way of JWK: Firefox refuses a PKCS#8 EC key without its point, so the point is computed. */
async function ecSigner(curve: CurveName, scalar: Uint8Array, hash: string): Promise<(message: Uint8Array) => Promise<Uint8Array>> {
  const crv = webCurves[curve]
  if (crv === undefined) throw new MisuseError(`browsers do not sign with ${curve}`)
  const { octets } = curves[curve]
  const point = pointOf(await nobleCurve(curve), scalar)
  const jwk = { kty: 'EC', crv, d: base64Url(scalar), x: base64Url(point.subarray(1, 1 + octets)), y: base64Url(point.subarray(1 + octets)) }
  const key = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: crv }, false, ['sign'])
  return async (message) => ecdsaValueFromRaw(new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash }, key, owned(message))))
}

export async function generateKeyPair(kind: KeyPairKind): Promise<KeyPair> {
  switch (kind) {
    case 'ed25519': {
      const seed = randomBytes(32)
      return { privateKey: ed25519PrivateKeyInfo(seed), publicKey: ed25519PublicKeyInfo((await nobleEd25519()).getPublicKey(seed)) }
    }
    case 'ecdsa-p256':
    case 'ecdsa-p384': {
      const curve = generatedCurves[kind]
      const noble = await nobleCurve(curve)
      const scalar = noble.utils.randomSecretKey()
      const point = noble.getPublicKey(scalar, false)
      return { privateKey: ecPrivateKeyInfo(curve, scalar, point), publicKey: ecPublicKeyInfo(curve, point) }
    }
    default: {
      const algorithm = {
        name: 'RSASSA-PKCS1-v1_5',
        hash: 'SHA-256',
        modulusLength: kind === 'rsa-2048' ? 2048 : 3072,
        publicExponent: new Uint8Array([1, 0, 1]),
      }
      const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
      const [privateKey, publicKey] = await Promise.all([crypto.subtle.exportKey('pkcs8', pair.privateKey), crypto.subtle.exportKey('spki', pair.publicKey)])
      return { privateKey: new Uint8Array(privateKey), publicKey: new Uint8Array(publicKey) }
    }
  }
}

export async function publicKeyOf(key: PrivateKey): Promise<Uint8Array | undefined> {
  if (key.kind === 'rsa') return rsaPublicKeyInfo(rsaPublicPart(key.rsaPrivateKey))
  if (key.kind === 'ec') return ecPublicKeyInfo(key.curve, pointOf(await nobleCurve(key.curve), key.scalar))
  return key.kind === 'ed25519' ? ed25519PublicKeyInfo((await nobleEd25519()).getPublicKey(key.seed)) : undefined
}

/** A scalar of nought, or beyond the curve's order, is no key. */
function pointOf(curve: ECDSA, scalar: Uint8Array): Uint8Array {
  return curve.utils.isValidSecretKey(scalar) ? curve.getPublicKey(scalar, false) : unusable()
}

function unusable(): never {
  throw new MalformedError('a private key that cannot be used')
}

function base64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** WebCrypto's types refuse shared memory; nothing here ever is. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>
}
