/** Proof of work (A6): a registration costs its maker a second or two of computing, and no third party learns of it. */
import { createChallenge, randomInt, verifySolution, type Challenge, type Solution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { NotAcceptable, type Act, type Platform, type Tx } from '../../platform/index.ts'
import { proofLife } from '../rules.ts'
import { spendProof } from '../store/limits.ts'
import { secretFor } from './secret.ts'

const cost = 500
const [fewest, most] = [1_000, 2_000]

async function secrets(platform: Platform): Promise<{ hmacSignatureSecret: string; hmacKeySignatureSecret: string }> {
  const hex = async (purpose: string): Promise<string> => Buffer.from(await secretFor(platform, purpose)).toString('hex')
  return { hmacSignatureSecret: await hex('proof-of-work challenge'), hmacKeySignatureSecret: await hex('proof-of-work key') }
}

export async function newProofChallenge(act: Act): Promise<Challenge> {
  const { platform, now } = act
  // Our own expiry in `data`: the library's reads the machine's clock, not the platform's.
  const data = { expires: now.getTime() + proofLife }
  return createChallenge({ algorithm: 'PBKDF2/SHA-256', cost, counter: randomInt(fewest, most), deriveKey, data, ...(await secrets(platform)) })
}

export type ProofOfWork = { readonly challenge: Challenge; readonly solution: Solution }

/** Refuses what is wrong, old, or was used before. Spent with the transaction: a registration that fails gives it back. */
export async function spendProofOfWork(tx: Tx, proof: ProofOfWork): Promise<void> {
  const { platform, now } = tx.act
  const verdict = await verifySolution({ ...proof, deriveKey, ...(await secrets(platform)) })
  const expires = Number(proof.challenge.parameters.data?.['expires'])
  if (!verdict.verified) throw new NotAcceptable('proofOfWork', 'proof.wrong')
  if (!(now.getTime() < expires)) throw new NotAcceptable('proofOfWork', 'proof.expired')
  if (!(await spendProof(tx, proof.challenge.signature ?? '', new Date(expires)))) throw new NotAcceptable('proofOfWork', 'proof.spent')
}
