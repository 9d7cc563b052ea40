import { describe, expect, it } from 'vitest'
import { countOf, listState } from './listState.ts'
import type { ParticipantRole, ParticipantState } from './queries.ts'

const person = (role: ParticipantRole, state: ParticipantState, name = 'Olena') => ({ role, state, name, email: 'olena@example.com' })

describe('a document in one word', () => {
  it('says first that it waits for the reader', () => {
    expect(listState({ state: 'open', needsMe: true, participants: [person('signer', 'opened')] })).toMatchObject({ key: 'yours', tone: 'wait' })
  })
  it('counts signatures, and approvals only where nobody signs', () => {
    const participants = [person('approver', 'approved'), person('signer', 'signed'), person('signer', 'invited')]
    expect(listState({ state: 'open', needsMe: false, participants })).toMatchObject({ key: 'signed', values: { done: 1, count: 2 } })
    expect(countOf([person('approver', 'approved'), person('observer', 'invited')])).toEqual({ act: 'approved', done: 1, count: 1 })
  })
  it('knows that only evidence is wanting when all have acted', () => {
    expect(listState({ state: 'open', needsMe: false, participants: [person('signer', 'signed'), person('observer', 'invited')] }).key).toBe('finishing')
  })
  it('names whoever declined', () => {
    expect(listState({ state: 'declined', needsMe: false, participants: [person('signer', 'declined', '')] })).toMatchObject({
      key: 'declinedBy',
      values: { name: 'olena@example.com' },
    })
  })
})
