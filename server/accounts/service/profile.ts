/** What a person changes about themselves. Names that a certificate confirmed stay as the certificate says (A4). */
import { audit } from '../../audit/index.ts'
import { NotAllowed, type Act } from '../../platform/index.ts'
import type { Account, PersonName } from '../rules.ts'
import { cardsOf, saveProfile } from '../store/accounts.ts'
import { identitiesOfAccount } from '../store/identities.ts'

export type ProfileChange = { readonly language?: string; readonly name?: PersonName }
export type ProfileDecision = { readonly kind: 'saved'; readonly account: Account } | { readonly kind: 'refused'; readonly because: 'name.locked' }

export async function changeProfile(act: Act, change: ProfileChange): Promise<ProfileDecision> {
  const { actor } = act
  if (actor.kind !== 'account') throw new NotAllowed('sign-in-first')
  return act.transaction(async (tx) => {
    if (change.name !== undefined && (await identitiesOfAccount(tx, actor.accountId)).length > 0) return { kind: 'refused', because: 'name.locked' }
    await saveProfile(tx, actor.accountId, change)
    const [account] = await cardsOf(tx, [actor.accountId])
    if (account === undefined) throw new NotAllowed('sign-in-first')
    await audit.write(tx, 'account.changed', actor.accountId, { fields: Object.keys(change) })
    return { kind: 'saved', account }
  })
}
