/**
 * An application for a certificate, from the first page of the wizard to the decision. Pure.
 * Source: promises D1–D6. Whoever checks is never whoever confirms, and neither is the applicant.
 */
import { certificateAttributeOf, checkIdentifier, identifierIds, nationalIdentifiers, type IdentifierId } from '@countersign/engine/identifiers'
import type { ApplicationSubject } from '@countersign/vault/protocol'
import { z } from 'zod'
import type { Holder } from '../../catalogue/index.ts'

/** Every state and every way out of it. The diagram in docs/flows/application.md is generated from this table. */
export const applicationLife = {
  draft: { submit: 'submitted' },
  submitted: { take: 'in-review' },
  'in-review': { recommend: 'recommended', defer: 'deferred', refuse: 'refused', release: 'submitted' },
  recommended: { approve: 'approved', defer: 'deferred', refuse: 'refused' },
  deferred: { submit: 'submitted' },
  approved: { agree: 'agreed' },
  agreed: { issue: 'issued' },
  issued: {},
  refused: {},
} as const satisfies Record<string, Record<string, string>>

export type ApplicationState = keyof typeof applicationLife

/** Hours within which an application is decided (D5). Shown, measured, and marked when passed. */
export const decisionCeilingHours = 24

const name = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[\p{L}][\p{L}\p{M}'’ʼ. -]*$/u)
/** A number of the right holder whose checksum holds; kept without the spaces and dashes that people type. */
const number = (holder: 'person' | 'company') =>
  z.object({ kind: z.enum(identifierIds as readonly [IdentifierId, ...IdentifierId[]]), value: z.string().trim().max(30) }).transform((given, context) => {
    const checked = checkIdentifier(given.kind, given.value)
    if (checked.ok && nationalIdentifiers[given.kind].holder === holder) return { kind: given.kind, value: checked.value }
    context.issues.push({ code: 'custom', path: ['value'], message: checked.ok ? 'holder' : checked.because, input: given.value })
    return z.NEVER
  })

const country = z.enum(['UA', 'KZ', 'PL', 'BR'])

/** What the wizard collects. Every part may be missing while the person is still typing. */
export const factsSchema = z.object({
  parameters: z.object({ algorithm: z.enum(['ecdsa-p256', 'rsa-2048', 'rsa-3072']), position: z.string().trim().max(64).optional() }).optional(),
  person: z
    .object({
      surname: name,
      givenName: name,
      latinSurname: z.string().trim().max(64).optional(),
      latinGivenName: z.string().trim().max(64).optional(),
      country,
      birthDate: z.iso.date(),
      number: number('person'),
    })
    .optional(),
  company: z.object({ name: z.string().trim().min(1).max(64), country, number: number('company') }).optional(),
  document: z.object({ kind: z.enum(['passport', 'id-card', 'driving-licence']), number: z.string().trim().min(3).max(30) }).optional(),
})
export type Facts = z.infer<typeof factsSchema>

export type SlotName = 'document-front' | 'document-back' | 'tax-number' | 'selfie' | 'company-appointment' | 'company-registration'

/** Which pictures an application needs, as data (D3). */
export function requiredSlots(holder: Holder, facts: Facts): readonly SlotName[] {
  const own: readonly SlotName[] =
    facts.document?.kind === 'id-card' ? ['document-front', 'document-back', 'selfie'] : ['document-front', 'tax-number', 'selfie']
  return holder === 'person' ? own : [...own, 'company-appointment', 'company-registration']
}

/** What the agent looks at; each must be answered (BaFin 3/2017, ETSI TS 119 461 §8). */
export const checklistItems = ['document-genuine', 'document-in-date', 'face-matches', 'data-matches', 'picture-quality', 'person-acts-freely'] as const
export type ChecklistItem = (typeof checklistItems)[number]
export type Checklist = Readonly<Record<ChecklistItem, boolean>>

export type Submission = { readonly kind: 'allowed' } | { readonly kind: 'incomplete'; readonly missing: readonly string[] }

/** May it go to the agent? Names each part that is missing. */
export function decideSubmission(holder: Holder, facts: Facts, slots: ReadonlySet<string>): Submission {
  const missing = [
    ...(facts.parameters === undefined ? ['parameters'] : []),
    ...(facts.person === undefined ? ['person'] : []),
    ...(holder !== 'person' && facts.company === undefined ? ['company'] : []),
    ...(facts.document === undefined ? ['document'] : []),
    ...requiredSlots(holder, facts).filter((slot) => !slots.has(slot)),
  ]
  return missing.length === 0 ? { kind: 'allowed' } : { kind: 'incomplete', missing }
}

export type Outcome = 'positive' | 'negative' | 'deferred'

export type Recommendation =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'refused'; readonly because: 'checklist-not-passed' | 'document-rejected' | 'reason-missing' }

/** A positive recommendation needs every item and every picture; the other two need a reason that the applicant will read. */
export function decideRecommendation(
  outcome: Outcome,
  checklist: Checklist,
  documents: readonly { readonly accepted: boolean }[],
  reason: string,
): Recommendation {
  if (outcome !== 'positive') return reason.trim() === '' ? { kind: 'refused', because: 'reason-missing' } : { kind: 'allowed' }
  if (!checklistItems.every((item) => checklist[item])) return { kind: 'refused', because: 'checklist-not-passed' }
  return documents.every((document) => document.accepted) ? { kind: 'allowed' } : { kind: 'refused', because: 'document-rejected' }
}

/** The second pair of eyes: not the applicant's own, not the agent's. */
export function mayDecide(application: { readonly accountId: string; readonly agentId: string | null }, verifierId: string): boolean {
  return verifierId !== application.accountId && verifierId !== application.agentId
}

/** Subject of the certificate, by EN 319 412-2 §4.2.4 (a person, also one who acts for a company) or -3 §4.2.1 (a seal). */
export function subjectOf(holder: Holder, { person, company, parameters }: Facts): ApplicationSubject {
  if (person === undefined) throw new Error('an application without a person has no subject')
  const organisation = company && { organizationName: company.name, ...certificateAttributeOf(company.number.kind, company.number.value) }
  if (holder === 'seal' && company !== undefined) return { country: company.country, ...organisation, commonName: company.name }
  return {
    country: person.country,
    ...organisation,
    ...(parameters?.position && { title: parameters.position }),
    surname: person.surname,
    givenName: person.givenName,
    ...certificateAttributeOf(person.number.kind, person.number.value),
    commonName: `${person.surname} ${person.givenName}`,
  }
}
