/**
 * The deployment key: what everything at rest is wrapped with. A port, because it may live in an HSM.
 * `context` is authenticated with the bytes, so what was wrapped for one key does not unwrap for another.
 */
export interface KeyEncryptionKey {
  wrap(plaintext: Uint8Array, context: Uint8Array): Promise<Uint8Array>
  /** Throws when the bytes, the context or the key differ. The caller zeroes what comes back. */
  unwrap(wrapped: Uint8Array, context: Uint8Array): Promise<Uint8Array>
}
