/**
 * What is said on the vault's socket: HTTP with JSON, five verbs (create, import, sign, describe, destroy), one `POST /<verb>` each.
 * This is the only door that other rooms may use. It knows no key, no table and no secret.
 *
 * Bytes are base64 on the wire and `Uint8Array` here. What a browser seals and the server only relays
 * (challenge, sealed secret, transport key) stays text on both sides.
 */
export * from './protocol/canonical.ts'
export * from './protocol/certificates.ts'
export * from './protocol/key-binding.ts'
export * from './protocol/requests.ts'
export * from './protocol/responses.ts'
export { vaultClient, VaultUnavailableError, type VaultClient } from './client.ts'
