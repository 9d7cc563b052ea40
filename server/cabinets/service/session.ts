/** Who is here, and where they work: what the page asks first. */
import { chooseCabinet, findAccount, type Account } from '../../accounts/index.ts'
import { NotAllowed, type Act } from '../../platform/index.ts'
import { assertMember } from '../policy.ts'
import type { Cabinet, Role } from '../rules.ts'
import { cabinetsOf, membershipOf } from './directory.ts'

export type SessionView = {
  readonly account: Account | null
  readonly cabinets: readonly (Cabinet & { readonly role: Role })[]
  readonly currentCabinet: string | null
}

export async function viewSession(act: Act): Promise<SessionView> {
  const { actor } = act
  if (actor.kind !== 'account') return { account: null, cabinets: [], currentCabinet: null }
  return act.transaction(async (tx) => ({
    account: (await findAccount(tx, actor.accountId)) ?? null,
    cabinets: await cabinetsOf(tx, actor.accountId),
    currentCabinet: actor.cabinetId ?? actor.accountId,
  }))
}

export async function switchCabinet(act: Act, cabinetId: string): Promise<void> {
  const { actor } = act
  if (actor.kind !== 'account') throw new NotAllowed('sign-in-first')
  await act.transaction(async (tx) => {
    assertMember(await membershipOf(tx, actor.accountId, cabinetId))
    await chooseCabinet(tx, cabinetId)
  })
}
