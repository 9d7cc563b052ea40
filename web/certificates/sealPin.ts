import { digest } from '@countersign/engine/algorithms'
import { sealSecret } from '../app/sealSecret.ts'
import type { KeyChallenge } from './queries.ts'

/** The PIN of a cloud key, sealed to the vault for exactly these messages. It leaves the page in no other form. */
export function sealPin(pin: string, challenge: KeyChallenge, purpose: 'create-key' | 'sign', messages: readonly Uint8Array[]): Promise<string> {
  const { transportKey, keyId, person } = challenge
  return sealSecret(pin, transportKey, {
    purpose,
    keyId,
    person,
    challenge: challenge.challenge,
    digests: messages.map((message) => digest('sha256', message)),
  })
}
