/**
 * What the engine needs of cryptography, said once. `crypto.node.ts` and `crypto.browser.ts` both fulfil it, and one suite tests both.
 * Digests and HMAC are synchronous (PKCS#12 derives keys by thousands of them); whatever has a key in it, or is long, is asynchronous.
 */
import type { CurveName, DigestName } from './names.ts'
import type { PrivateKey } from './private-key.ts'
import type { PublicKey } from './public-key.ts'
import type { SignatureScheme } from './scheme.ts'

export type RunningDigest = { update(bytes: Uint8Array): void; finish(): Uint8Array }

export type KeyPairKind = 'ecdsa-p256' | 'ecdsa-p384' | 'rsa-2048' | 'rsa-3072' | 'ed25519'
export type KeyPair = { readonly privateKey: Uint8Array; readonly publicKey: Uint8Array }

export type Cryptography = {
  createDigest(name: DigestName): RunningDigest
  digest(name: DigestName, bytes: Uint8Array): Uint8Array
  hmac(name: DigestName, key: Uint8Array, message: Uint8Array): Uint8Array
  pbkdf2(name: DigestName, password: Uint8Array, salt: Uint8Array, iterations: number, length: number): Promise<Uint8Array>
  /** PKCS#7 padding; undefined where the padding is wrong, as with a wrong key. */
  decryptAesCbc(key: Uint8Array, vector: Uint8Array, ciphertext: Uint8Array): Promise<Uint8Array | undefined>
  encryptAesCbc(key: Uint8Array, vector: Uint8Array, plaintext: Uint8Array): Promise<Uint8Array>
  randomBytes(length: number): Uint8Array
  /** Families already match and the key keeps its limits; false on anything bad. */
  verify(scheme: SignatureScheme, key: PublicKey, message: Uint8Array, signature: Uint8Array): Promise<boolean>
  importSigner(key: PrivateKey, scheme: SignatureScheme): Promise<(message: Uint8Array) => Promise<Uint8Array>>
  /** PKCS#8 and SPKI. */
  generateKeyPair(kind: KeyPairKind): Promise<KeyPair>
  /** The SubjectPublicKeyInfo that belongs to a private key; undefined where the kind is not known. */
  publicKeyOf(key: PrivateKey): Promise<Uint8Array | undefined>
}

export const generatedCurves = { 'ecdsa-p256': 'p256', 'ecdsa-p384': 'p384' } as const satisfies Record<string, CurveName>
