/** The three-part frame of everything that an authority signs (RFC 5280 §4.1, §5.1; RFC 2986 §4; RFC 6960 §4.2.1). */
import { der } from '../asn1/index.ts'
import { signatureAlgorithmIdentifier } from '../algorithms/index.ts'
import type { SigningKey } from '../ports.ts'

export function assembleSigned(tbs: Uint8Array, signatureAlgorithm: Uint8Array, signature: Uint8Array): Uint8Array {
  return der.sequence(tbs, signatureAlgorithm, der.bitString(signature))
}

export async function sign(tbs: Uint8Array, key: SigningKey): Promise<Uint8Array> {
  return assembleSigned(tbs, signatureAlgorithmIdentifier(key.algorithm), await key.sign(tbs))
}
