/** One way to check a signature, whatever the algorithm. Anything bad is `false`: the caller's verdict says what that means. */
import { readDocument } from '../asn1/index.ts'
import { MalformedError } from '../errors.ts'
import { verify } from '#crypto'
import type { DigestName, SignatureFamily } from './names.ts'
import { keepsLimits, parsePublicKey, type PublicKey, type PublicKeyKind } from './public-key.ts'
import { pssSchemeOfParameters, signatureAlgorithmByIdentifier, type SignatureScheme } from './scheme.ts'

const keyKindOf: Record<SignatureFamily, PublicKeyKind> = {
  'rsa-pkcs1': 'rsa',
  'rsa-pss': 'rsa',
  ecdsa: 'ec',
  dsa: 'dsa',
  ed25519: 'ed25519',
  'ml-dsa': 'ml-dsa',
}

export type SignatureToVerify = {
  /** DER AlgorithmIdentifier. */
  readonly algorithm: Uint8Array
  /** DER SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array
  readonly message: Uint8Array
  readonly signature: Uint8Array
  /** For CMS, where `algorithm` may be a bare key algorithm: what SignerInfo.digestAlgorithm says. */
  readonly digestName?: DigestName | undefined
}

/** Limits first (see public-key.ts), then the algorithm against the key, then the mathematics. */
export async function verifySignature({ algorithm, publicKey, message, signature, digestName }: SignatureToVerify): Promise<boolean> {
  const scheme = signatureAlgorithmByIdentifier(algorithm, digestName)
  const key = readKey(publicKey)
  if (scheme === undefined || key === undefined || !mayVerify(scheme, key)) return false
  if (key.kind === 'rsa' && signature.length !== key.modulus.length) return false
  return verify(scheme, key, message, signature)
}

function readKey(spki: Uint8Array): PublicKey | undefined {
  try {
    return parsePublicKey(spki)
  } catch (error) {
    if (error instanceof MalformedError) return undefined
    throw error
  }
}

/** Does this key verify this kind of signature, within the limits? RFC 4055 §1.2: an RSASSA-PSS key binds its parameters. */
function mayVerify(scheme: SignatureScheme, key: PublicKey): boolean {
  if (key.kind !== keyKindOf[scheme.family] || !keepsLimits(key)) return false
  if (key.kind === 'ml-dsa') return scheme.family === 'ml-dsa' && scheme.parameterSet === key.parameterSet
  if (key.kind !== 'rsa' || !key.pssOnly) return true
  if (scheme.family !== 'rsa-pss') return false
  if (key.pssParameters === undefined) return true
  const bound = pssSchemeOfParameters(readDocument(key.pssParameters))
  return bound !== undefined && bound.digest === scheme.digest && bound.maskDigest === scheme.maskDigest && bound.saltLength <= scheme.saltLength
}
