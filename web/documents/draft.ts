/** A sending while it is being written: people, order, deadline, message; its faults by field; and what goes to the server. Pure. */
import { checkIdentifier, identifiersOf, normaliseIdentifier, type IdentifierId } from '@countersign/engine/identifiers'
import { dayOf, isPast } from './deadline.ts'
import type { Document, GivenParticipant, ParticipantRole } from './queries.ts'

export const countries = ['UA', 'KZ', 'PL', 'BR'] as const

export type DraftPerson = {
  readonly key: string
  readonly email: string
  readonly name: string
  readonly role: ParticipantRole
  readonly country: string
  readonly taxNumber: string
}
export type Draft = { readonly people: readonly DraftPerson[]; readonly inOrder: boolean; readonly deadline: string; readonly message: string }

export type NumberFault = 'characters' | 'length' | 'checksum' | 'country-missing'
export type NumberVerdict =
  | { readonly kind: 'empty' }
  | { readonly kind: 'good'; readonly id: IdentifierId | undefined }
  | { readonly kind: 'bad'; readonly because: NumberFault }

let made = 0
export const newPerson = (given: Partial<DraftPerson> = {}): DraftPerson => ({
  key: `person-${++made}`,
  email: '',
  name: '',
  role: 'signer',
  country: 'UA',
  taxNumber: '',
  ...given,
})

export function draftOf(document: Pick<Document, 'participants' | 'deadline' | 'message'> | undefined, country: string): Draft {
  const people = document?.participants.map(({ email, name, role, taxCountry, taxNumber }) =>
    newPerson({ email, name, role, country: taxCountry ?? country, taxNumber: taxNumber ?? '' }),
  )
  const orders = new Set(document?.participants.map(({ order }) => order))
  return {
    people: people === undefined || people.length === 0 ? [newPerson({ country })] : people,
    inOrder: orders.size > 1,
    deadline: document?.deadline === null || document === undefined ? '' : dayOf(document.deadline),
    message: document?.message ?? '',
  }
}

/** As the server will judge it: of several kinds of number, the one that came nearest says what is wrong. */
export function judgeNumber(country: string, typed: string): NumberVerdict {
  const number = normaliseIdentifier(typed)
  if (number === '') return { kind: 'empty' }
  if (country === '') return { kind: 'bad', because: 'country-missing' }
  const kinds = identifiersOf(country)
  const decisions = kinds.map(({ id }) => ({ id, decision: checkIdentifier(id, number) }))
  const good = decisions.find(({ decision }) => decision.ok)
  if (good !== undefined) return { kind: 'good', id: good.id }
  const nearness = ['checksum', 'length', 'characters'] as const
  const because = nearness.find((fault) => decisions.some(({ decision }) => !decision.ok && decision.because === fault))
  return { kind: 'bad', because: because ?? 'characters' }
}

/** While one types, a number that is still short is not wrong yet. */
export function judgeWhileTyping(country: string, typed: string): NumberVerdict {
  const verdict = judgeNumber(country, typed)
  const shortest = Math.min(...identifiersOf(country).map(({ length }) => length))
  if (verdict.kind !== 'bad') return verdict
  const longest = Math.max(...identifiersOf(country).map(({ length }) => length))
  const { length } = normaliseIdentifier(typed)
  return verdict.because !== 'characters' && (length < shortest || (verdict.because === 'length' && length < longest)) ? { kind: 'empty' } : verdict
}

const emailLike = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

export const fieldOf = (index: number, field: 'email' | 'taxNumber'): string => `participants.${index}.${field}`

/** Keys of `web.fault`, by field. */
export function faultsOf(draft: Draft, now: Date): Readonly<Record<string, string>> {
  const faults: Record<string, string> = {}
  const seen = new Set<string>()
  for (const [index, person] of draft.people.entries()) {
    const email = person.email.trim().toLowerCase()
    const again = `${person.role} ${email}`
    if (!emailLike.test(email)) faults[fieldOf(index, 'email')] = 'email'
    else if (seen.has(again)) faults[fieldOf(index, 'email')] = 'twice'
    seen.add(again)
    const verdict = judgeNumber(person.country, person.taxNumber)
    if (verdict.kind === 'bad') faults[fieldOf(index, 'taxNumber')] = `number.${verdict.because}`
  }
  if (draft.people.every(({ role }) => role === 'observer')) faults['add-person'] = 'nobody'
  if (draft.deadline !== '' && isPast(draft.deadline, now)) faults['deadline'] = 'deadline'
  return faults
}

export function toParticipants({ people, inOrder }: Draft): GivenParticipant[] {
  return people.map(({ email, name, role, country, taxNumber }, index) => ({
    email: email.trim(),
    role,
    order: inOrder ? index + 1 : 1,
    ...(name.trim() !== '' && { name: name.trim() }),
    ...(taxNumber.trim() !== '' && { taxNumber: normaliseIdentifier(taxNumber), taxCountry: country }),
  }))
}
