/** A private key in memory as a `SigningKey`. */
import { importSigner } from '#crypto'
import { readDocument } from '../asn1/index.ts'
import { MisuseError } from '../errors.ts'
import type { SignatureAlgorithmName, SigningKey } from '../ports.ts'
import { signingAlgorithms } from './names.ts'
import { parsePrivateKey, type PrivateKey } from './private-key.ts'
import { signatureAlgorithmByIdentifier, signatureAlgorithmIdentifier } from './scheme.ts'

/** Without `algorithm`: RSASSA-PKCS1-v1_5 with SHA-256, ECDSA with the digest of the curve's strength, Ed25519. */
export async function signingKeyFrom(pkcs8: Uint8Array, algorithm?: SignatureAlgorithmName): Promise<SigningKey> {
  const key = parsePrivateKey(pkcs8)
  const chosen = algorithm ?? defaultAlgorithm(key)
  if (!fits(key, chosen)) throw new MisuseError(`a ${key.kind} key does not sign ${chosen}`)
  const scheme = signatureAlgorithmByIdentifier(readDocument(signatureAlgorithmIdentifier(chosen)))
  if (scheme === undefined) throw new MisuseError(`${chosen} is not known`)
  return { algorithm: chosen, sign: await importSigner(key, scheme) }
}

function defaultAlgorithm(key: PrivateKey): SignatureAlgorithmName {
  if (key.kind === 'rsa') return key.pssOnly ? 'rsa-pss-sha256' : 'rsa-sha256'
  if (key.kind === 'ed25519') return 'ed25519'
  if (key.kind === 'unknown') throw new MisuseError(`keys of algorithm ${key.oid} cannot sign here`)
  return key.curve.endsWith('256r1') || key.curve === 'p256' ? 'ecdsa-sha256' : key.curve.includes('384') ? 'ecdsa-sha384' : 'ecdsa-sha512'
}

function fits(key: PrivateKey, algorithm: SignatureAlgorithmName): boolean {
  const { family } = signingAlgorithms[algorithm]
  if (key.kind === 'rsa') return family === 'rsa-pss' || (family === 'rsa-pkcs1' && !key.pssOnly)
  return key.kind === 'ec' ? family === 'ecdsa' : key.kind === 'ed25519' && family === 'ed25519'
}
