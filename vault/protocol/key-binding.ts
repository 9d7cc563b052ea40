/**
 * A key that was made outside the vault (in a person's browser) after the decision over their application. The person's cloud key, which only
 * their PIN opens, signs that this key is theirs too; so the decision reaches it without the server having a say.
 */
import { toBase64 } from '@countersign/engine/bytes'
import { z } from 'zod'
import { bytes } from './bytes.ts'
import { canonicalBytes } from './canonical.ts'

/** `signature` is by the cloud key `cloudKeyId`, over `keyBindingBytes`. */
export const keyBinding = z.strictObject({ cloudKeyId: z.uuid(), signature: bytes })
export type KeyBinding = z.infer<typeof keyBinding>

/** What the cloud key signs: the application as its decision names it, and DER SubjectPublicKeyInfo. */
export function keyBindingBytes(statement: { readonly applicationDigest: string; readonly publicKey: Uint8Array }): Uint8Array {
  return canonicalBytes({ type: 'countersign/key-binding/1', applicationDigest: statement.applicationDigest, publicKey: toBase64(statement.publicKey) })
}
