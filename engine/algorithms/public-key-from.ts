/** The SubjectPublicKeyInfo of a PKCS#8 key; undefined where its kind is not known. */
import { publicKeyOf } from '#crypto'
import { parsePrivateKey } from './private-key.ts'

export function publicKeyFrom(pkcs8: Uint8Array): Promise<Uint8Array | undefined> {
  return publicKeyOf(parsePrivateKey(pkcs8))
}
