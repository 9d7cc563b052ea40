/** Signing with cloud keys, and looking after certificates. The PIN passes by sealed; the digests it was sealed for are the only ones signed. */
import { createHash } from 'node:crypto'
import { findAccount } from '../../accounts/index.ts'
import { audit } from '../../audit/index.ts'
import { revokeCertificate, type RevocationReason } from '../../authority/index.ts'
import { tellByMail } from '../../notifications/index.ts'
import { NotFound, ProblemError, type Act } from '../../platform/index.ts'
import { authoriseHolder, holderOf } from '../policy.ts'
import { certificatesOf, fingerprintOf, findKey, type HolderCertificate } from '../store.ts'
import type { Challenge } from './make-keys.ts'

export async function ownCertificates(act: Act): Promise<HolderCertificate[]> {
  return act.transaction((tx) => certificatesOf(tx, holderOf(act)))
}

export async function signingChallenge(act: Act, keyId: string): Promise<Challenge> {
  const vaultKeyId = await cloudKeyOf(act, keyId)
  const described = await act.platform.vault.describe({ what: 'key', keyId: vaultKeyId, person: holderOf(act) })
  if (!described.ok) throw new ProblemError(409, `key.${described.because}`)
  if (described.key.state !== 'active' || described.challenge === undefined) throw new ProblemError(409, `key.${described.key.state}`)
  return { ...described.challenge, person: holderOf(act) }
}

/** One signature for each message, in order. A wrong PIN has been counted by the vault before this answers. */
export async function signWithCloudKey(
  act: Act,
  keyId: string,
  asked: { readonly challenge: string; readonly sealedSecret: string; readonly messages: readonly Uint8Array[] },
): Promise<{ algorithm: string; signatures: Uint8Array[] }> {
  const vaultKeyId = await cloudKeyOf(act, keyId)
  const digests = asked.messages.map((message) => new Uint8Array(createHash('sha256').update(message).digest()))
  const answer = await act.platform.vault.sign({
    purpose: 'sign',
    keyId: vaultKeyId,
    person: holderOf(act),
    challenge: asked.challenge,
    sealedSecret: asked.sealedSecret,
    authorised: digests,
    items: asked.messages.map((message) => ({ message })),
  })
  await act.transaction((tx) =>
    audit.write(tx, answer.ok ? 'cloud-key.signed' : 'cloud-key.refused', keyId, {
      digests: digests.map((digest) => Buffer.from(digest).toString('hex')),
      ...(!answer.ok && { because: answer.because }),
    }),
  )
  if (!answer.ok) throw new ProblemError(409, `key.${answer.because}`, 'attemptsLeft' in answer ? { attemptsLeft: answer.attemptsLeft } : undefined)
  return { algorithm: answer.algorithm ?? 'ecdsa-sha256', signatures: answer.signatures }
}

async function cloudKeyOf(act: Act, keyId: string): Promise<string> {
  const key = authoriseHolder(act, await act.transaction((tx) => findKey(tx, keyId)))
  if (key.vault_key_id === null) throw new ProblemError(409, 'key.not-cloud')
  return key.vault_key_id
}

/** By the holder (E3). Told on every channel, so that somebody else's hand is noticed (A11). */
export async function revokeOwn(act: Act, certificateId: string, reason: RevocationReason): Promise<'revoked' | 'was-revoked'> {
  return act.transaction(async (tx) => {
    const accountId = holderOf(act)
    const own = (await certificatesOf(tx, accountId)).find((certificate) => certificate.id === certificateId)
    if (own === undefined) throw new NotFound('certificate')
    const revocation = await revokeCertificate(tx, certificateId, reason)
    const account = await findAccount(tx, accountId)
    if (revocation === 'revoked' && account !== undefined)
      await tellByMail(tx, {
        to: account.email,
        language: account.language,
        text: 'certificates:mails.revoked',
        values: { serialNumber: own.serial_number },
        link: '/certificates',
      })
    return revocation
  })
}

/** The vault knows no revocations: with a revoked certificate nobody may decide over others any more. Doing it again finds it done. */
export async function withdrawVerifier(act: Act, certificateId: string): Promise<void> {
  const certificateSha256 = await act.transaction((tx) => fingerprintOf(tx, certificateId))
  if (certificateSha256 === undefined) return
  const answer = await act.platform.vault.destroy({ what: 'verifier', certificateSha256 })
  if (answer.ok) await act.transaction((tx) => audit.write(tx, 'verifier.withdrawn', certificateId, { certificateSha256 }))
  // Most certificates are no verifier's.
  else if (answer.because !== 'unknown-verifier') throw new Error(`the vault refused: ${answer.because}`)
}
