/** What the engine's ports cost against node:crypto called directly. */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { digest, generateKeyPair, signatureAlgorithmIdentifier, signingKeyFrom, verifySignature } from '@countersign/engine/algorithms'
import { against, perSecond } from './measure.ts'
import type { Row } from './row.ts'

export async function* rows(): AsyncIterable<Row> {
  const message = new Uint8Array(64).fill(7)
  const large = new Uint8Array(1024 * 1024).fill(7)
  const directly = (bytes: Uint8Array) => ({ name: 'node:crypto', work: () => createHash('sha256').update(bytes).digest() })
  yield await against('SHA-256 of 64 bytes', () => digest('sha256', message), directly(message))
  yield await against('SHA-256 of 1 MiB', () => digest('sha256', large), directly(large))

  const pair = await generateKeyPair('ecdsa-p256')
  const key = await signingKeyFrom(pair.privateKey)
  const signature = await key.sign(message)
  const publicKey = createPublicKey({ key: Buffer.from(pair.publicKey), format: 'der', type: 'spki' })
  const algorithm = signatureAlgorithmIdentifier(key.algorithm)
  yield await perSecond('P-256 signature made', () => key.sign(message))
  yield await against('P-256 signature verified', () => verifySignature({ algorithm, publicKey: pair.publicKey, message, signature }), {
    name: 'node:crypto',
    work: () => verify('sha256', message, publicKey, signature),
  })
}
