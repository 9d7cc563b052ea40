/**
 * The first people's certificates, while the vault's ceremony is open and nobody can decide yet: a verifier, so that there is one,
 * and whom the demonstration shows with a key. The PIN is made by the seed and told to the operator once.
 */
import { randomUUID } from 'node:crypto'
import { sealingContextBytes, type Application } from '@countersign/vault/protocol'
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { linkIdentity } from '../../accounts/index.ts'
import { issueCertificate } from '../../authority/index.ts'
import { audit } from '../../audit/index.ts'
import type { Act } from '../../platform/index.ts'
import { insertKey, keysOfApplication, setCertificate, type HolderKeyRow } from '../store.ts'

export type SeedHolder = { readonly accountId: string; readonly subject: Application['subject']; readonly pin: string }

const validity = 730 * 86_400_000

/** Makes what is missing; gives back the certificate. The account's id stands for an application, since there is none. */
export async function certifySeedHolder(act: Act, holder: SeedHolder): Promise<Uint8Array> {
  const { accountId, subject, pin } = holder
  const existing = await act.transaction(async (tx) => (await keysOfApplication(tx, accountId)).find((key) => key.place === 'cloud'))
  const key = existing ?? (await makeKey(act, accountId, pin))
  const issued = await issueCertificate(
    act,
    {
      application: { profile: 'natural-person', holder: accountId, subject },
      evidence: {},
      applicationId: accountId,
      profile: 'natural-person',
      publicKey: new Uint8Array(key.public_key),
      notBefore: act.now,
      notAfter: new Date(act.now.getTime() + validity),
    },
    async (tx, certificate) => {
      await setCertificate(tx, key.id, certificate.id)
      await linkIdentity(tx, accountId, certificate.der)
    },
  )
  return issued.der
}

async function makeKey(act: Act, accountId: string, pin: string): Promise<HolderKeyRow> {
  const { vault } = act.platform
  const described = await vault.describe({ what: 'transport', person: accountId })
  if (!described.ok) throw new Error(`the vault refused: ${described.because}`)
  const { keyId, challenge, transportKey } = described.challenge
  const sealedSecret = await seal(pin, transportKey, sealingContextBytes({ purpose: 'create-key', keyId, person: accountId, challenge, digests: [] }))
  const created = await vault.create({ kind: 'cloud', keyId, person: accountId, challenge, sealedSecret })
  if (!created.ok) throw new Error(`the vault refused: ${created.because}`)
  const publicKey = Buffer.from(created.key.publicKey)
  const row = {
    id: randomUUID(),
    account_id: accountId,
    application_id: accountId,
    place: 'cloud',
    algorithm: 'ecdsa-p256',
    public_key: publicKey,
    vault_key_id: keyId,
    binding_signature: null,
  } as const
  await act.transaction(async (tx) => {
    await insertKey(tx, row)
    await audit.write(tx, 'key.made', row.id, { place: 'cloud', seed: true })
  })
  return { ...row, certificate_id: null, created_at: act.now }
}

async function seal(secret: string, transportKey: string, info: Uint8Array): Promise<string> {
  const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
  const recipientPublicKey = await suite.kem.deserializePublicKey(new Uint8Array(Buffer.from(transportKey, 'base64url')).buffer)
  const sender = await suite.createSenderContext({ recipientPublicKey, info: new Uint8Array(info).buffer })
  const ciphertext = await sender.seal(new TextEncoder().encode(secret.normalize('NFKC')).buffer)
  return Buffer.concat([new Uint8Array(sender.enc), new Uint8Array(ciphertext)]).toString('base64url')
}
