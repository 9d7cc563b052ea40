/** The key pair to which browsers seal secrets (HPKE, RFC 9180, base mode). Made once, kept under the deployment key. */
import { fromBase64, toBase64 } from '@countersign/engine/bytes'
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import type { Database } from '../database.ts'
import { canonicalBytes, sealingContextBytes, type SealingContext } from '../protocol/canonical.ts'
import type { KeyEncryptionKey } from './encryption-key.ts'

export type Transport = {
  /** base64url of the uncompressed point. */
  readonly publicKey: string
  /** `undefined` when it was not sealed to us under exactly this context. The caller zeroes the result. */
  open(sealed: string, context: SealingContext): Promise<Uint8Array | undefined>
}

const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
const encapsulationLength = 65
const context = canonicalBytes({ kind: 'transport' })

export async function openTransport(database: Database, encryptionKey: KeyEncryptionKey, now: Date): Promise<Transport> {
  const row = (await readRow(database)) ?? (await makeRow(database, encryptionKey, now))
  const bytes = await encryptionKey.unwrap(row.wrapped, context)
  const recipientKey = await suite.kem.deserializePrivateKey(copyOf(bytes))
  bytes.fill(0)
  return {
    publicKey: toBase64(row.public_key).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
    async open(sealed, sealing) {
      const octets = fromBase64(sealed)
      try {
        const enc = copyOf(octets.subarray(0, encapsulationLength))
        const recipient = await suite.createRecipientContext({ recipientKey, enc, info: copyOf(sealingContextBytes(sealing)) })
        return new Uint8Array(await recipient.open(copyOf(octets.subarray(encapsulationLength))))
      } catch {
        return undefined
      }
    },
  }
}

const readRow = (database: Database) => database.selectFrom('transport_key').select(['public_key', 'wrapped']).executeTakeFirst()

async function makeRow(database: Database, encryptionKey: KeyEncryptionKey, now: Date): Promise<{ public_key: Uint8Array; wrapped: Uint8Array }> {
  const pair = await suite.kem.generateKeyPair()
  const privateKey = new Uint8Array(await suite.kem.serializePrivateKey(pair.privateKey))
  const row = {
    public_key: new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey)),
    wrapped: await encryptionKey.wrap(privateKey, context),
    created_at: now,
  }
  privateKey.fill(0)
  await database
    .insertInto('transport_key')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await readRow(database)) ?? row
}

function copyOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}
