import { describe, expect, it } from 'vitest'
import type { Application } from './queries.ts'
import { isDone, lineNow, mayOpen, nextStep, openSlots, stepsOf } from './wizard.ts'

const number = { kind: 'rnokpp', value: '3287300012' } as const
const person = { surname: 'Коваленко', givenName: 'Олена', country: 'UA', birthDate: '1990-01-01', number } as const
const picture = (slot: 'document-front' | 'selfie', state: 'waiting' | 'rejected') => ({ id: slot, slot, mediaType: 'image/png', state, because: null })

function application(given: Partial<Application> = {}): Application {
  const product = { id: 'person', holder: 'person', keys: ['cloud', 'file'], validityDays: 365 } as const
  return {
    id: 'a',
    state: 'draft',
    product,
    facts: {},
    slots: ['document-front', 'selfie'],
    documents: [],
    reason: null,
    submittedAt: null,
    decideBy: null,
    ...given,
  }
}

describe('the wizard', () => {
  it('begins with what one gets and asks for a company only where there is one', () => {
    expect(nextStep(application())).toBe('parameters')
    expect(stepsOf(application())).not.toContain('company')
    expect(stepsOf(application({ product: { ...application().product, holder: 'seal' } }))).toContain('company')
  })

  it('goes on where the answers end, on whatever device', () => {
    const standing = application({ facts: { parameters: { algorithm: 'ecdsa-p256' }, person } })
    expect(nextStep(standing)).toBe('document')
    expect(lineNow(standing, undefined)).toBe('identity')
    expect(mayOpen('parameters', standing)).toBe(true)
    expect(mayOpen('summary', standing)).toBe(false)
  })

  it('asks again for a picture that was rejected, and for no other', () => {
    const standing = application({ documents: [picture('document-front', 'waiting'), picture('selfie', 'rejected')] })
    expect(openSlots(standing)).toEqual(['selfie'])
    expect(isDone('pictures', standing)).toBe(false)
  })

  it('has nothing left when the keys are there', () => {
    expect(lineNow(application({ state: 'issued' }), undefined)).toBeUndefined()
    expect(lineNow(application({ state: 'refused' }), undefined)).toBe('decision')
  })
})
