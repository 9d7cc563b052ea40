/** Whatever key one has, it signs whole messages, all under one unlocking. What is unlocked lives as long as the object does. */
import { digest, signingKeyFrom } from '@countersign/engine/algorithms'
import { fromBase64, toBase64 } from '@countersign/engine/bytes'
import type { SignatureAlgorithmName } from '@countersign/engine/ports'
import type { Certificate } from '@countersign/engine/x509'
import { api } from '../app/api.ts'
import { sealSecret } from '../app/sealSecret.ts'
import type { CloudKey } from './cloudKeys.ts'
import type { OpenedKey } from './openKeys.ts'

export type Signer = {
  readonly certificate: Certificate
  readonly algorithm: SignatureAlgorithmName
  sign(messages: readonly Uint8Array[]): Promise<readonly Uint8Array[]>
}

export async function fileSigner(key: OpenedKey): Promise<Signer> {
  const signing = await signingKeyFrom(key.entry.privateKey)
  return {
    certificate: key.certificate,
    algorithm: signing.algorithm,
    sign: (messages) => Promise.all(messages.map((message) => signing.sign(message))),
  }
}

type Challenge = { readonly keyId: string; readonly challenge: string; readonly transportKey: string; readonly person: string }

/** The PIN leaves sealed for these digests alone; the vault counts the tries. */
export function cloudSigner(key: CloudKey, pin: string): Signer {
  return {
    certificate: key.certificate,
    algorithm: key.certificate.publicKeyKind === 'rsa' ? 'rsa-sha256' : 'ecdsa-sha256',
    async sign(messages) {
      const { transportKey, ...handed } = await api.post<Challenge>(`/api/cloud-keys/${key.keyId}/challenges`)
      const digests = messages.map((message) => digest('sha256', message))
      const { keyId, person, challenge } = handed
      const sealedSecret = await sealSecret(pin, transportKey, { purpose: 'sign', keyId, person, challenge, digests })
      const answer = await api.post<{ signatures: string[] }>(`/api/cloud-keys/${key.keyId}/signatures`, {
        challenge,
        sealedSecret,
        messages: messages.map(toBase64),
      })
      return answer.signatures.map(fromBase64)
    },
  }
}
