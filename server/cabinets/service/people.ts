/** The people of a company: seen, given another role, removed, or leaving by themselves (B4). */
import { findAccounts, leaveCabinet, type PersonName } from '../../accounts/index.ts'
import { audit } from '../../audit/index.ts'
import { NotAllowed, NotFound, type Act, type Tx } from '../../platform/index.ts'
import { assertMember, assertSeesPeople } from '../policy.ts'
import {
  decideRemoval,
  decideRoleChange,
  decidesOver,
  type InvitationState,
  type Membership,
  type PeopleDecision,
  type Role,
  invitationState,
} from '../rules.ts'
import { openInvitationsOf } from '../store.invitations.ts'
import { deleteMembership, lockCabinet, peopleOf, saveRole } from '../store.ts'
import { membershipOf } from './directory.ts'

export type Person = {
  readonly accountId: string
  readonly name: PersonName
  readonly email: string
  readonly role: Role
  readonly since: Date
  readonly isYou: boolean
  readonly canDecide: boolean
}
export type PendingInvitation = {
  readonly id: string
  readonly address: string
  readonly role: Role
  readonly sentAt: Date
  readonly expiresAt: Date
  readonly state: InvitationState
  readonly canDecide: boolean
}

export async function viewPeople(act: Act, cabinetId: string): Promise<{ people: Person[]; invitations: PendingInvitation[]; role: Role }> {
  return act.transaction(async (tx) => {
    const own = await ownMembership(tx, cabinetId)
    assertSeesPeople(own)
    const memberships = await peopleOf(tx, cabinetId)
    const accounts = new Map(
      (
        await findAccounts(
          tx,
          memberships.map(({ accountId }) => accountId),
        )
      ).map((account) => [account.id, account]),
    )
    const people = memberships.flatMap(({ accountId, role, since }) => {
      const account = accounts.get(accountId)
      if (account === undefined) return []
      return [{ accountId, role, since, name: account.name, email: account.email, isYou: accountId === own.accountId, canDecide: decidesOver(own.role, role) }]
    })
    const invitations = (await openInvitationsOf(tx, cabinetId)).map((invitation) => ({
      ...invitation,
      state: invitationState(invitation, act.now),
      canDecide: decidesOver(own.role, invitation.role),
    }))
    return { people, invitations, role: own.role }
  })
}

export async function changeRole(act: Act, cabinetId: string, accountId: string, role: Role): Promise<PeopleDecision> {
  return act.transaction(async (tx) => {
    const { own, member, owners } = await lockPair(tx, cabinetId, accountId)
    const decision = decideRoleChange(own.role, member.role, role, owners)
    if (decision.kind !== 'allowed') return decision
    await saveRole(tx, cabinetId, accountId, role)
    await audit.write(tx, 'membership.role-changed', cabinetId, { account: accountId, from: member.role, to: role })
    return decision
  })
}

/** Their documents stay in the company (B7). */
export async function removePerson(act: Act, cabinetId: string, accountId: string): Promise<PeopleDecision> {
  const decision = await act.transaction(async (tx): Promise<PeopleDecision> => {
    const { own, member, owners } = await lockPair(tx, cabinetId, accountId)
    const verdict = decideRemoval(own, member, owners)
    if (verdict.kind !== 'allowed') return verdict
    await audit.write(tx, 'membership.ended', cabinetId, { account: accountId, role: member.role })
    await deleteMembership(tx, cabinetId, accountId)
    return verdict
  })
  // Another person's sessions are out of sight here; and a session that still names the cabinet opens nothing in it.
  if (decision.kind === 'allowed') await act.asSystem('membership-ended').transaction((tx) => leaveCabinet(tx, accountId, cabinetId))
  return decision
}

export async function ownMembership(tx: Tx, cabinetId: string): Promise<Membership> {
  const { actor } = tx.act
  if (actor.kind !== 'account') throw new NotAllowed('sign-in-first')
  const own = await membershipOf(tx, actor.accountId, cabinetId)
  assertMember(own)
  return own
}

async function lockPair(tx: Tx, cabinetId: string, accountId: string): Promise<{ own: Membership; member: Membership; owners: number }> {
  await ownMembership(tx, cabinetId)
  await lockCabinet(tx, cabinetId)
  // Read again under the lock: somebody may have changed it meanwhile.
  const people = await peopleOf(tx, cabinetId)
  const own = await ownMembership(tx, cabinetId)
  const member = people.find((one) => one.accountId === accountId)
  if (member === undefined) throw new NotFound('person')
  return { own, member, owners: people.filter(({ role }) => role === 'owner').length }
}
