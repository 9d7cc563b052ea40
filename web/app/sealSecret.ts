/**
 * A PIN or password leaves the page only sealed to the vault (HPKE, RFC 9180: DHKEM(P-256), HKDF-SHA256, AES-256-GCM).
 * The server relays it and cannot read it; it opens for one purpose, key, person, challenge and list of digests.
 * The vault's twin is vault/protocol/canonical.ts; vault/sealing.test.ts holds both to the same bytes.
 * Needs `crypto.subtle`, which plain http beyond localhost lacks.
 */
import { fromBase64, toBase64, toHex, utf8 } from '@countersign/engine/bytes'
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'

export type SealingContext = {
  readonly purpose: 'create-key' | 'sign'
  readonly keyId: string
  readonly person: string
  /** Handed out by the vault; good for one try within five minutes. */
  readonly challenge: string
  /** What is to be signed, in order; empty for 'create-key'. */
  readonly digests: readonly Uint8Array[]
}

/** `transportKey` and the context's ids come from the server; the result goes back to it as it is. */
export async function sealSecret(secret: string, transportKey: string, context: SealingContext): Promise<string> {
  const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
  const recipientPublicKey = await suite.kem.deserializePublicKey(copyOf(fromBase64(transportKey)))
  const sender = await suite.createSenderContext({ recipientPublicKey, info: copyOf(sealingContextBytes(context)) })
  // NFKC, so that the same password typed on another keyboard is the same bytes.
  const ciphertext = await sender.seal(copyOf(utf8(secret.normalize('NFKC'))))
  const sealed = new Uint8Array([...new Uint8Array(sender.enc), ...new Uint8Array(ciphertext)])
  return toBase64(sealed).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Member names in sorted order, no white space: canonical JSON (RFC 8785) of the context. */
export function sealingContextBytes(context: SealingContext): Uint8Array {
  const { challenge, digests, keyId, person, purpose } = context
  return utf8(JSON.stringify({ challenge, digests: digests.map(toHex), keyId, person, purpose, type: 'countersign/sealed-secret/1' }))
}

function copyOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}
