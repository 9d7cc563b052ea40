/** Asking people into a company by mail (B7): one link each, good once; sent again, withdrawn, accepted by a button. */
import { randomUUID } from 'node:crypto'
import { findAccount, findAccountByEmail, hashOfToken, newToken, normalEmail, requireConfirmed } from '../../accounts/index.ts'
import { audit } from '../../audit/index.ts'
import { tellByMail } from '../../notifications/index.ts'
import { NotAllowed, NotFound, type Act, type Tx } from '../../platform/index.ts'
import { assertDecidesOver, assertSeesPeople } from '../policy.ts'
import { invitationLife, invitationPause, invitationState, type Role } from '../rules.ts'
import {
  insertInvitation,
  lockInvitation,
  lockInvitationByToken,
  markAccepted,
  markWithdrawn,
  openInvitationsOf,
  renewInvitation,
  type Invitation,
} from '../store.invitations.ts'
import { insertMembership, lockCabinet } from '../store.ts'
import { findCabinet, membershipOf } from './directory.ts'
import { ownMembership } from './people.ts'

export type InvitationOrder = { readonly email: string; readonly role: Role }
export type InvitationResult = { readonly email: string; readonly outcome: 'invited' | 'is-member' | 'is-invited' }

/** One or many; each has an outcome of its own. */
export async function invite(act: Act, cabinetId: string, orders: readonly InvitationOrder[]): Promise<InvitationResult[]> {
  return act.transaction(async (tx) => {
    const inviter = await requireConfirmed(tx)
    const own = await ownMembership(tx, cabinetId)
    assertSeesPeople(own)
    const cabinet = await lockCabinet(tx, cabinetId)
    if (cabinet?.kind !== 'company') throw new NotAllowed('cabinet.personal')
    for (const { role } of orders) assertDecidesOver(own, role)
    const results: InvitationResult[] = []
    for (const order of orders) results.push(await inviteOne(tx, cabinetId, inviter.id, order))
    const sent = results.filter(({ outcome }) => outcome === 'invited').length
    if (sent > 0) await audit.write(tx, 'invitation.sent', cabinetId, { count: sent })
    return results
  })
}

async function inviteOne(tx: Tx, cabinetId: string, invitedBy: string, order: InvitationOrder): Promise<InvitationResult> {
  const address = normalEmail(order.email)
  const known = await findAccountByEmail(tx, address)
  if (known !== undefined && (await membershipOf(tx, known.id, cabinetId)) !== undefined) return { email: address, outcome: 'is-member' }
  const expired = (await openInvitationsOf(tx, cabinetId)).find((one) => one.address === address && invitationState(one, tx.act.now) === 'expired')
  if (expired !== undefined) await markWithdrawn(tx, expired.id)
  const { token, hash } = newToken()
  const invitation = {
    id: randomUUID(),
    cabinetId,
    address,
    role: order.role,
    language: known?.language ?? tx.act.language,
    invitedBy,
    expiresAt: new Date(tx.act.now.getTime() + invitationLife),
  }
  if (!(await insertInvitation(tx, { ...invitation, tokenHash: hash }))) return { email: address, outcome: 'is-invited' }
  await mailInvitation(tx, invitation, token)
  return { email: address, outcome: 'invited' }
}

async function mailInvitation(tx: Tx, invitation: Pick<Invitation, 'cabinetId' | 'address' | 'role' | 'language' | 'invitedBy'>, token: string): Promise<void> {
  const { language } = invitation
  const cabinet = await findCabinet(tx, invitation.cabinetId)
  const inviter = await findAccount(tx, invitation.invitedBy)
  const level = tx.act.platform.translate(language, `cabinets:roles.${invitation.role}`)
  const values = { company: cabinet?.name ?? '', inviter: inviter === undefined ? '' : `${inviter.name.given} ${inviter.name.family}`, level }
  await tellByMail(tx, { to: invitation.address, language, text: 'cabinets:mails.invitation', values, link: `/invitations/${token}` })
}

export type InvitationChange = { readonly kind: 'done' } | { readonly kind: 'refused'; readonly because: 'invitation.closed' | 'invitation.too-soon' }

export async function resendInvitation(act: Act, id: string): Promise<InvitationChange> {
  return act.transaction(async (tx) => {
    const invitation = await lockOwnInvitation(tx, id)
    const state = invitationState(invitation, act.now)
    if (state !== 'open' && state !== 'expired') return { kind: 'refused', because: 'invitation.closed' }
    if (act.now.getTime() - invitation.sentAt.getTime() < invitationPause) return { kind: 'refused', because: 'invitation.too-soon' }
    const { token, hash } = newToken()
    await renewInvitation(tx, id, hash, new Date(act.now.getTime() + invitationLife))
    await mailInvitation(tx, invitation, token)
    await audit.write(tx, 'invitation.sent-again', invitation.cabinetId, { invitation: id })
    return { kind: 'done' }
  })
}

export async function withdrawInvitation(act: Act, id: string): Promise<InvitationChange> {
  return act.transaction(async (tx) => {
    const invitation = await lockOwnInvitation(tx, id)
    if (invitation.acceptedAt !== null) return { kind: 'refused', because: 'invitation.closed' }
    await markWithdrawn(tx, id)
    await audit.write(tx, 'invitation.withdrawn', invitation.cabinetId, { invitation: id })
    return { kind: 'done' }
  })
}

async function lockOwnInvitation(tx: Tx, id: string): Promise<Invitation> {
  const invitation = await lockInvitation(tx, id)
  if (invitation === undefined) throw new NotFound('invitation')
  assertDecidesOver(await ownMembership(tx, invitation.cabinetId), invitation.role)
  return invitation
}

export type InvitationPage =
  | {
      readonly kind: 'open'
      readonly company: string
      readonly taxNumber: string
      readonly role: Role
      readonly inviter: string
      readonly address: string
      readonly expiresAt: Date
    }
  | InvitationRefusal
export type InvitationRefusal = {
  readonly kind: 'refused'
  readonly because: 'invitation.unknown' | 'invitation.expired' | 'invitation.withdrawn' | 'invitation.accepted'
}

export async function readInvitation(act: Act, token: string): Promise<InvitationPage> {
  // The link is the authority; its reader may be nobody yet.
  return act.asSystem('invitation').transaction(async (tx) => {
    const invitation = await openByToken(tx, token)
    if (invitation.kind === 'refused') return invitation
    const { cabinetId, invitedBy, role, address, expiresAt } = invitation.invitation
    const cabinet = await findCabinet(tx, cabinetId)
    const inviter = await findAccount(tx, invitedBy)
    return {
      kind: 'open',
      company: cabinet?.name ?? '',
      taxNumber: cabinet?.taxNumber ?? '',
      role,
      inviter: inviter === undefined ? '' : `${inviter.name.given} ${inviter.name.family}`,
      address,
      expiresAt,
    }
  })
}

export async function acceptInvitation(act: Act, token: string): Promise<{ readonly kind: 'accepted'; readonly cabinetId: string } | InvitationRefusal> {
  const { actor } = act
  if (actor.kind !== 'account') throw new NotAllowed('sign-in-first')
  await act.transaction(requireConfirmed)
  // Whoever accepts is not yet one of those who see the cabinet.
  return act.asSystem('invitation').transaction(async (tx) => {
    const invitation = await openByToken(tx, token)
    if (invitation.kind === 'refused') return invitation
    const { id, cabinetId, role } = invitation.invitation
    await lockCabinet(tx, cabinetId)
    await insertMembership(tx, { cabinetId, accountId: actor.accountId, role })
    await markAccepted(tx, id, actor.accountId)
    await audit.write(tx, 'invitation.accepted', cabinetId, { invitation: id, account: actor.accountId, role })
    return { kind: 'accepted', cabinetId }
  })
}

async function openByToken(tx: Tx, token: string): Promise<{ readonly kind: 'open'; readonly invitation: Invitation } | InvitationRefusal> {
  const invitation = await lockInvitationByToken(tx, hashOfToken(token))
  if (invitation === undefined) return { kind: 'refused', because: 'invitation.unknown' }
  const state = invitationState(invitation, tx.act.now)
  return state === 'open' ? { kind: 'open', invitation } : { kind: 'refused', because: `invitation.${state}` }
}
