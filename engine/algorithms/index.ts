/**
 * Digests, signature algorithms and keys: one registry, and `#crypto` underneath, which is node:crypto or WebCrypto with noble.
 * Left out on purpose: encryption other than what a PKCS#12 file needs, DSA and ML-DSA in browsers, curves other than NIST and brainpool r1.
 */
export { createDigest, decryptAesCbc, digest, encryptAesCbc, generateKeyPair, hmac, pbkdf2, randomBytes } from '#crypto'
export type { KeyPair, KeyPairKind, RunningDigest } from './crypto.ts'
export { ecdsaValueFromRaw, ecdsaValueToRaw } from './ecdsa-value.ts'
export {
  curves,
  digestByOid,
  digestLength,
  digestOfSignature,
  digestOid,
  digests,
  keyOids,
  signingAlgorithms,
  type CurveName,
  type DigestName,
  type MlDsaName,
  type SignatureFamily,
} from './names.ts'
export { parsePrivateKey, type PrivateKey } from './private-key.ts'
export { keepsLimits, parsePublicKey, type PublicKey, type PublicKeyKind } from './public-key.ts'
export { publicKeyFrom } from './public-key-from.ts'
export {
  digestAlgorithmIdentifier,
  pssParameters,
  readDigestIdentifier,
  sameAlgorithm,
  signatureAlgorithmByIdentifier,
  signatureAlgorithmIdentifier,
  type SignatureScheme,
} from './scheme.ts'
export { signingKeyFrom } from './sign.ts'
export { verifySignature, type SignatureToVerify } from './verify.ts'
