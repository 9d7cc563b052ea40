/**
 * A company's cabinet is opened by its own signature (B2):
 * 1. the account asks for a text that names it, good for an hour;
 * 2. the certificate's holder signs the text, on their own device;
 * 3. the signature is judged here; name and number are taken from the certificate, and the account is the first owner.
 * If power fails before the end of 3, nothing was opened and the text is still good.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { requireConfirmed } from '../../accounts/index.ts'
import { audit } from '../../audit/index.ts'
import { NotFound, type Act } from '../../platform/index.ts'
import { challengeLife, challengeText, type Cabinet, type Holder } from '../rules.ts'
import { deleteChallengesBefore, insertChallenge, insertCompany, insertMembership, lockChallenge, spendChallenge } from '../store.ts'
import { findCabinet } from './directory.ts'
import { gatherEvidence, judgeProof, type ProofRefusal } from './proof.ts'

export type Challenge = { readonly id: string; readonly text: string; readonly expiresAt: Date }

export async function askForChallenge(act: Act, holder: Holder): Promise<Challenge> {
  return act.transaction(async (tx) => {
    const account = await requireConfirmed(tx)
    const id = randomUUID()
    const nonce = randomBytes(16).toString('hex')
    const text = challengeText({ deployment: act.platform.config.publicUrl, accountId: account.id, email: account.email, holder, nonce, at: act.now })
    const expiresAt = new Date(act.now.getTime() + challengeLife)
    await insertChallenge(tx, { id, accountId: account.id, holder, text, expiresAt })
    return { id, text, expiresAt }
  })
}

export type OpeningDecision =
  | { readonly kind: 'opened'; readonly cabinet: Cabinet }
  | { readonly kind: 'refused'; readonly because: ProofRefusal | 'challenge.spent' | 'challenge.expired' | 'cabinet.exists' }

export async function openCompany(act: Act, challengeId: string, cms: Uint8Array): Promise<OpeningDecision> {
  const challenge = await act.transaction(async (tx) => {
    await requireConfirmed(tx)
    return lockChallenge(tx, challengeId)
  })
  if (challenge === undefined) throw new NotFound('challenge')
  if (act.now >= challenge.expiresAt) return { kind: 'refused', because: 'challenge.expired' }
  const proof = await judgeProof({ cms, text: challenge.text, holder: challenge.holder, at: act.now }, await gatherEvidence(act, cms))
  if (proof.kind === 'refused') return proof
  const { company, certificate } = proof
  // The new cabinet has no people yet, so nobody's own sight reaches it.
  return act.asSystem('company-opening').transaction(async (tx): Promise<OpeningDecision> => {
    const again = await lockChallenge(tx, challengeId)
    if (again === undefined || again.spentAt !== null) return { kind: 'refused', because: 'challenge.spent' }
    const id = randomUUID()
    if (!(await insertCompany(tx, { id, holder: challenge.holder, company, certificateSha256: certificate.sha256 })))
      return { kind: 'refused', because: 'cabinet.exists' }
    await insertMembership(tx, { cabinetId: id, accountId: challenge.accountId, role: 'owner' })
    await spendChallenge(tx, challengeId)
    await audit.write(tx, 'cabinet.opened', id, {
      owner: challenge.accountId,
      country: company.country,
      number: company.number,
      certificate: certificate.sha256,
    })
    const cabinet = await findCabinet(tx, id)
    if (cabinet === undefined) throw new Error('the cabinet just made is not there')
    return { kind: 'opened', cabinet }
  })
}

const day = 86_400_000

/** A text that nobody can use any more is kept for a day, to answer "expired" rather than "unknown". */
export async function sweepChallenges(act: Act): Promise<void> {
  await act.transaction((tx) => deleteChallengesBefore(tx, new Date(act.now.getTime() - day)))
}
