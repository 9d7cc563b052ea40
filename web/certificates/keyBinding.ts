/**
 * What the cloud key signs to say that a key made in this browser belongs to the same person.
 * The vault's twin is vault/protocol/key-binding.ts; vault/key-binding.test.ts holds both to the same bytes.
 */
import { toBase64, utf8 } from '@countersign/engine/bytes'

/** Member names in sorted order, no white space: canonical JSON (RFC 8785). `publicKey` is DER SubjectPublicKeyInfo. */
export function keyBindingBytes({ applicationDigest, publicKey }: { readonly applicationDigest: string; readonly publicKey: Uint8Array }): Uint8Array {
  return utf8(JSON.stringify({ applicationDigest, publicKey: toBase64(publicKey), type: 'countersign/key-binding/1' }))
}
