/**
 * Cabinets and the people in them: who may what, and what may become of a membership or an invitation.
 * Pure: time and people come in as arguments. Source: promises B1–B4, B7.
 */
import type { SubjectIdentity } from '@countersign/engine/x509'

export const roles = ['owner', 'administrator', 'user'] as const
export type Role = (typeof roles)[number]
export const holders = ['legal-entity', 'sole-proprietor'] as const
export type Holder = (typeof holders)[number]

export type Cabinet = {
  /** A personal cabinet's id is its owner's account id. */
  readonly id: string
  readonly kind: 'personal' | 'company'
  readonly holder: Holder | null
  readonly name: string
  readonly country: string | null
  readonly taxNumber: string | null
}

export type Membership = { readonly cabinetId: string; readonly accountId: string; readonly role: Role }

/**
 * B4, in one table: what a role opens, and over whom it decides.
 * *user*: own and invited documents. *administrator*: all documents, adds people. *owner*: administrator, and appoints owners and administrators.
 */
export const levels = {
  owner: { seesPeople: true, seesAllDocuments: true, decidesOver: ['owner', 'administrator', 'user'] },
  administrator: { seesPeople: true, seesAllDocuments: true, decidesOver: ['user'] },
  user: { seesPeople: false, seesAllDocuments: false, decidesOver: [] },
} as const satisfies Record<Role, { seesPeople: boolean; seesAllDocuments: boolean; decidesOver: readonly Role[] }>

export function decidesOver(role: Role, other: Role): boolean {
  const over: readonly Role[] = levels[role].decidesOver
  return over.includes(other)
}

export type PeopleDecision = { readonly kind: 'allowed' } | { readonly kind: 'refused'; readonly because: 'not-allowed' | 'last-owner' }

/** May somebody with `actor`'s role give `member` another role? A company never stays without an owner. */
export function decideRoleChange(actor: Role, member: Role, next: Role, owners: number): PeopleDecision {
  if (!decidesOver(actor, member) || !decidesOver(actor, next)) return { kind: 'refused', because: 'not-allowed' }
  return member === 'owner' && next !== 'owner' && owners <= 1 ? { kind: 'refused', because: 'last-owner' } : { kind: 'allowed' }
}

/** May the member be removed, or leave? Anyone may leave by themselves, but the last owner. */
export function decideRemoval(actor: Membership, member: Membership, owners: number): PeopleDecision {
  if (actor.accountId !== member.accountId && !decidesOver(actor.role, member.role)) return { kind: 'refused', because: 'not-allowed' }
  return member.role === 'owner' && owners <= 1 ? { kind: 'refused', because: 'last-owner' } : { kind: 'allowed' }
}

const day = 86_400_000
export const invitationLife = 14 * day
export const invitationPause = 60_000
export const challengeLife = 3_600_000

export type InvitationDates = { readonly expiresAt: Date; readonly acceptedAt: Date | null; readonly withdrawnAt: Date | null }
export type InvitationState = 'open' | 'expired' | 'accepted' | 'withdrawn'

export function invitationState(invitation: InvitationDates, now: Date): InvitationState {
  if (invitation.acceptedAt !== null) return 'accepted'
  if (invitation.withdrawnAt !== null) return 'withdrawn'
  return now < invitation.expiresAt ? 'open' : 'expired'
}

export type Company = { readonly name: string; readonly country: string; readonly scheme: string; readonly number: string }
export type CompanyDecision =
  | { readonly kind: 'company'; readonly company: Company }
  | { readonly kind: 'refused'; readonly because: 'certificate.no-company' | 'certificate.no-number' }

/** Whose cabinet a certificate opens (B2): the company it names, or the sole proprietor it belongs to. */
export function companyOf(holder: Holder, subject: SubjectIdentity): CompanyDecision {
  const number = holder === 'legal-entity' ? subject.organisationNumber : (subject.organisationNumber ?? subject.personalNumber)
  const name = holder === 'legal-entity' ? subject.organisation : subject.commonName
  if (name === undefined) return { kind: 'refused', because: 'certificate.no-company' }
  if (number === undefined) return { kind: 'refused', because: holder === 'legal-entity' ? 'certificate.no-company' : 'certificate.no-number' }
  return { kind: 'company', company: { name, country: number.country, scheme: number.scheme, number: number.value } }
}

/** What the certificate signs. Plain sentences, so that a person sees what it is; the last line makes it good once. */
export function challengeText(challenge: {
  readonly deployment: string
  readonly accountId: string
  readonly email: string
  readonly holder: Holder
  readonly nonce: string
  readonly at: Date
}): string {
  return [
    'Countersign: opening a company cabinet',
    `With this signature the holder of the certificate opens a cabinet for the ${challenge.holder === 'legal-entity' ? 'company named in it' : 'sole proprietor named in it'}.`,
    `Its first owner is the account ${challenge.email} (${challenge.accountId}) at ${challenge.deployment}.`,
    `Asked for on ${challenge.at.toISOString()}.`,
    `Number of this request: ${challenge.nonce}`,
    '',
  ].join('\n')
}
