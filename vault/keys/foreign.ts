/** Private keys that were made elsewhere. */
import { createPrivateKey, createPublicKey } from 'node:crypto'
import type { KeyAlgorithm } from '../protocol/requests.ts'

/** What a key that was made elsewhere is; `undefined` when the vault does not work with such keys. */
export function recognise(privateKey: Uint8Array): { readonly algorithm: KeyAlgorithm; readonly publicKey: Uint8Array } | undefined {
  try {
    const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' })
    const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' })
    const details = key.asymmetricKeyDetails
    if (key.asymmetricKeyType === 'ec' && details?.namedCurve === 'prime256v1') return { algorithm: 'ecdsa-p256', publicKey }
    if (key.asymmetricKeyType === 'rsa' && details?.modulusLength === 2048) return { algorithm: 'rsa-2048', publicKey }
    if (key.asymmetricKeyType === 'rsa' && details?.modulusLength === 3072) return { algorithm: 'rsa-3072', publicKey }
    return undefined
  } catch {
    return undefined
  }
}
