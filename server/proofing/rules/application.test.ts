import { describe, expect, it } from 'vitest'
import {
  checklistItems,
  decideRecommendation,
  decideSubmission,
  factsSchema,
  mayDecide,
  requiredSlots,
  subjectOf,
  type Checklist,
  type Facts,
} from './application.ts'

const person = { surname: 'Коваленко', givenName: 'Олена', country: 'UA', birthDate: '1990-01-01', number: { kind: 'rnokpp', value: '3287300012' } } as const
const facts: Facts = { parameters: { algorithm: 'ecdsa-p256' }, person, document: { kind: 'id-card', number: '001234567' } }

describe('what an applicant types', () => {
  it('keeps a tax number without its spaces', () => {
    expect(factsSchema.parse({ person: { ...person, number: { kind: 'rnokpp', value: '32 873 000-12' } } }).person?.number.value).toBe('3287300012')
  })
  it('refuses a number whose checksum fails, naming the field', () => {
    const parsed = factsSchema.safeParse({ person: { ...person, number: { kind: 'rnokpp', value: '3287300013' } } })
    expect(parsed.error?.issues[0]).toMatchObject({ path: ['person', 'number', 'value'], message: 'checksum' })
  })
  it('refuses a company number where a personal one belongs', () => {
    expect(factsSchema.safeParse({ person: { ...person, number: { kind: 'edrpou', value: '43395033' } } }).success).toBe(false)
  })
})

describe('sending an application in', () => {
  it('names everything that is missing', () => {
    expect(decideSubmission('company', { person }, new Set(['selfie']))).toEqual({
      kind: 'incomplete',
      missing: ['parameters', 'company', 'document', 'document-front', 'tax-number', 'company-appointment', 'company-registration'],
    })
  })
  it('is allowed once every part and picture is there', () => {
    expect(decideSubmission('person', facts, new Set(requiredSlots('person', facts)))).toEqual({ kind: 'allowed' })
  })
})

describe('a recommendation', () => {
  const all = Object.fromEntries(checklistItems.map((item) => [item, true])) as Checklist
  it('is positive only with every item and every picture', () => {
    expect(decideRecommendation('positive', all, [{ accepted: true }], '')).toEqual({ kind: 'allowed' })
    expect(decideRecommendation('positive', { ...all, 'face-matches': false }, [], '')).toEqual({ kind: 'refused', because: 'checklist-not-passed' })
    expect(decideRecommendation('positive', all, [{ accepted: false }], '')).toEqual({ kind: 'refused', because: 'document-rejected' })
  })
  it('needs a reason when it is not positive', () => {
    expect(decideRecommendation('deferred', all, [], '  ')).toEqual({ kind: 'refused', because: 'reason-missing' })
  })
})

describe('the second pair of eyes', () => {
  it('is neither the applicant nor the agent', () => {
    const application = { accountId: 'a', agentId: 'b' }
    expect([mayDecide(application, 'a'), mayDecide(application, 'b'), mayDecide(application, 'c')]).toEqual([false, false, true])
  })
})

describe('the subject of a certificate', () => {
  it('carries the numbers by their semantics identifiers', () => {
    const company = { name: 'ТОВ Бета', country: 'UA', number: { kind: 'edrpou', value: '43395033' } } as const
    expect(subjectOf('company', { ...facts, company })).toEqual({
      country: 'UA',
      organizationName: 'ТОВ Бета',
      organizationIdentifier: 'NTRUA-43395033',
      surname: 'Коваленко',
      givenName: 'Олена',
      serialNumber: 'TINUA-3287300012',
      commonName: 'Коваленко Олена',
    })
    expect(subjectOf('seal', { ...facts, company })).toMatchObject({ commonName: 'ТОВ Бета' })
  })
})
