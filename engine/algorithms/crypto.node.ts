/** node:crypto behind `Cryptography`. Keys are cut out of their certificates and cached: an SPKI import costs as much as a verification. */
import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPair as generate,
  hash,
  pbkdf2 as derive,
  randomBytes as random,
  sign,
  verify as check,
  type KeyObject,
  type SignKeyObjectInput,
  type VerifyKeyObjectInput,
} from 'node:crypto'
import { promisify } from 'node:util'
import { emptyBytes } from '../bytes/index.ts'
import { MalformedError, MisuseError } from '../errors.ts'
import type { KeyPair, KeyPairKind, RunningDigest } from './crypto.ts'
import type { CurveName, DigestName } from './names.ts'
import type { PrivateKey } from './private-key.ts'
import type { PublicKey } from './public-key.ts'
import { verifyRsaPss } from './rsa-public.ts'
import type { SignatureScheme } from './scheme.ts'

export function createDigest(name: DigestName): RunningDigest {
  const running = createHash(name)
  return { update: (bytes) => void running.update(bytes), finish: () => plain(running.digest()) }
}

export function digest(name: DigestName, bytes: Uint8Array): Uint8Array {
  return plain(hash(name, bytes, 'buffer'))
}

export function hmac(name: DigestName, key: Uint8Array, message: Uint8Array): Uint8Array {
  return plain(createHmac(name, key).update(message).digest())
}

export async function pbkdf2(name: DigestName, password: Uint8Array, salt: Uint8Array, iterations: number, length: number): Promise<Uint8Array> {
  return plain(await promisify(derive)(password, salt, iterations, length, name))
}

export async function decryptAesCbc(key: Uint8Array, vector: Uint8Array, ciphertext: Uint8Array): Promise<Uint8Array | undefined> {
  const cipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, vector)
  const first = cipher.update(ciphertext)
  try {
    return joined(first, cipher.final())
  } catch {
    return undefined
  }
}

export async function encryptAesCbc(key: Uint8Array, vector: Uint8Array, plaintext: Uint8Array): Promise<Uint8Array> {
  const cipher = createCipheriv(`aes-${key.length * 8}-cbc`, key, vector)
  return joined(cipher.update(plaintext), cipher.final())
}

export function randomBytes(length: number): Uint8Array {
  return plain(random(length))
}

export async function verify(scheme: SignatureScheme, key: PublicKey, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  if (scheme.family === 'rsa-pss' && key.kind === 'rsa' && scheme.maskDigest !== scheme.digest) return verifyRsaPss(digest, key, scheme, message, signature)
  try {
    return check(scheme.family === 'ed25519' ? null : (scheme.digest ?? null), message, withParameters(importedKey(key), scheme), signature)
  } catch {
    // OpenSSL refuses some keys and signatures (a point off its curve, a broken encoding) by an error rather than a verdict.
    return false
  }
}

/**
 * Only PSS has parameters to be said: PKCS#1 padding and DER signatures are what Node does with a bare key.
 * Handing over an object rather than the key costs as much again as an RSA verification (Node 24.21).
 */
function withParameters(key: KeyObject, scheme: SignatureScheme): KeyObject | (VerifyKeyObjectInput & SignKeyObjectInput) {
  return scheme.family === 'rsa-pss' ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.saltLength } : key
}

const cachedKeys = 512
const keyCache = new Map<string, KeyObject>()

/** Keyed by SHA-256 of the octets that were imported; the longest unused falls out. */
function importedKey(key: PublicKey): KeyObject {
  const name = hash('sha256', key.spki, 'base64')
  const known = keyCache.get(name)
  const imported = known ?? importKey(key)
  if (known !== undefined) keyCache.delete(name)
  else if (keyCache.size >= cachedKeys)
    for (const oldest of keyCache.keys()) {
      keyCache.delete(oldest)
      break
    }
  keyCache.set(name, imported)
  return imported
}

function importKey(key: PublicKey): KeyObject {
  // Node's types ask for its own byte class; it takes any view.
  if (key.kind === 'rsa') return createPublicKey({ key: key.keyBytes as never, format: 'der', type: 'pkcs1' })
  return createPublicKey({ key: key.spki as never, format: 'der', type: 'spki' })
}

export async function importSigner(key: PrivateKey, scheme: SignatureScheme): Promise<(message: Uint8Array) => Promise<Uint8Array>> {
  const input = withParameters(importPrivateKey(key), scheme)
  if (scheme.family === 'ed25519') return async (message) => plain(sign(null, message, input))
  const name = scheme.digest ?? null
  // RSA takes about half a millisecond: on the thread pool. An EC signature is quicker than the way there.
  if (key.kind !== 'rsa') return async (message) => plain(sign(name, message, input))
  return (message) =>
    new Promise((resolve, reject) => {
      sign(name, message, input, (error, signature) => (error ? reject(error) : resolve(plain(signature))))
    })
}

const curveNames: Partial<Record<CurveName, string>> = { p256: 'prime256v1', p384: 'secp384r1' }

export async function generateKeyPair(kind: KeyPairKind): Promise<KeyPair> {
  const made = await generateKind(kind)
  return {
    privateKey: plain(made.privateKey.export({ format: 'der', type: 'pkcs8' })),
    publicKey: plain(made.publicKey.export({ format: 'der', type: 'spki' })),
  }
}

function generateKind(kind: KeyPairKind): Promise<{ privateKey: KeyObject; publicKey: KeyObject }> {
  const make = promisify(generate)
  switch (kind) {
    case 'rsa-2048':
      return make('rsa', { modulusLength: 2048 })
    case 'rsa-3072':
      return make('rsa', { modulusLength: 3072 })
    case 'ecdsa-p256':
      return make('ec', { namedCurve: curveNames.p256 ?? '' })
    case 'ecdsa-p384':
      return make('ec', { namedCurve: curveNames.p384 ?? '' })
    case 'ed25519':
      return make('ed25519')
    default:
      throw new MisuseError(`no key pairs of kind ${String(kind)}`)
  }
}

export async function publicKeyOf(key: PrivateKey): Promise<Uint8Array | undefined> {
  if (key.kind === 'unknown') return undefined
  return plain(createPublicKey(importPrivateKey(key)).export({ format: 'der', type: 'spki' }))
}

function importPrivateKey(key: PrivateKey): KeyObject {
  try {
    return createPrivateKey({ key: key.pkcs8 as never, format: 'der', type: 'pkcs8' })
  } catch {
    throw new MalformedError('a private key that cannot be used')
  }
}

/** node:crypto answers in its own subclass of Uint8Array, whose `slice` does not copy. */
function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function joined(first: Uint8Array, last: Uint8Array): Uint8Array {
  if (last.length === 0) return first.length === 0 ? emptyBytes : plain(first)
  const whole = new Uint8Array(first.length + last.length)
  whole.set(first)
  whole.set(last, first.length)
  return whole
}
