import { describe, expect, it } from 'vitest'
import { endOfDay } from './deadline.ts'
import { type Draft, draftOf, faultsOf, judgeNumber, judgeWhileTyping, newPerson, toParticipants } from './draft.ts'

const now = new Date(2026, 2, 20, 12)
const draft = (people: Draft['people'], more: Partial<Draft> = {}): Draft => ({ people, inOrder: false, deadline: '', message: '', ...more })
const olena = newPerson({ email: 'olena@example.com' })

describe('a sending while it is written', () => {
  it('asks for an address that can be one, and for each only once in a role', () => {
    expect(faultsOf(draft([newPerson({ email: 'olena' })]), now)).toEqual({ 'participants.0.email': 'email' })
    expect(faultsOf(draft([olena, newPerson({ email: ' Olena@example.com ' })]), now)).toEqual({ 'participants.1.email': 'twice' })
    expect(faultsOf(draft([olena, newPerson({ email: 'olena@example.com', role: 'observer' })]), now)).toEqual({})
  })
  it('wants somebody who does something', () => {
    expect(faultsOf(draft([{ ...olena, role: 'observer' }]), now)).toEqual({ 'add-person': 'nobody' })
  })
  it('lets a deadline be today, and not yesterday', () => {
    expect(faultsOf(draft([olena], { deadline: '2026-03-20' }), now)).toEqual({})
    expect(faultsOf(draft([olena], { deadline: '2026-03-19' }), now)).toEqual({ deadline: 'deadline' })
    expect(new Date(endOfDay('2026-03-20')).getDate()).toBe(20)
  })
  it('knows whose number it is, and what is wrong with one', () => {
    expect(judgeNumber('UA', '328 730 0012')).toEqual({ kind: 'good', id: 'rnokpp' })
    expect(judgeNumber('UA', '41234569')).toEqual({ kind: 'good', id: 'edrpou' })
    expect(judgeNumber('UA', '3287300013')).toEqual({ kind: 'bad', because: 'checksum' })
    expect(judgeNumber('UA', '12')).toEqual({ kind: 'bad', because: 'length' })
  })
  it('does not blame a number that is still being typed', () => {
    expect(judgeWhileTyping('UA', '3287')).toEqual({ kind: 'empty' })
    expect(judgeWhileTyping('UA', '32873000')).not.toEqual({ kind: 'good', id: 'rnokpp' })
    expect(judgeWhileTyping('UA', '32x')).toEqual({ kind: 'bad', because: 'characters' })
  })
  it('sends numbers bare and order only where there is one', () => {
    const person = newPerson({ email: 'a@example.com', name: ' Olena ', taxNumber: '328 730 0012' })
    expect(toParticipants(draft([person]))).toEqual([
      { email: 'a@example.com', role: 'signer', order: 1, name: 'Olena', taxNumber: '3287300012', taxCountry: 'UA' },
    ])
    expect(toParticipants(draft([person, olena], { inOrder: true })).map(({ order }) => order)).toEqual([1, 2])
  })
  it('begins with one empty row', () => {
    expect(draftOf(undefined, 'KZ').people).toMatchObject([{ email: '', role: 'signer', country: 'KZ' }])
  })
})
