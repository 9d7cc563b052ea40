import { describe, expect, it } from 'vitest'
import { faultsOfCompany, faultsOfDocument, faultsOfPerson } from './faults.ts'

const now = new Date('2026-03-01T00:00:00Z')
const person = { surname: 'Коваленко', givenName: "Мар'яна-Олена", birthDate: '1990-01-01', number: '328 730 0012', kind: 'rnokpp' } as const

describe('the answers about a person', () => {
  it('are right with letters of any script and the number as read aloud', () => {
    expect(faultsOfPerson(person, now)).toEqual({})
  })
  it('name every field that is wrong', () => {
    expect(faultsOfPerson({ ...person, surname: 'R2D2', givenName: ' ', birthDate: '', number: '3287300013' }, now)).toEqual({
      surname: 'name',
      givenName: 'empty',
      birthDate: 'empty',
      number: 'number.checksum',
    })
  })
  it('want a birthday that has been, and fourteen years since', () => {
    expect(faultsOfPerson({ ...person, birthDate: '2026-03-02' }, now)).toEqual({ birthDate: 'future' })
    expect(faultsOfPerson({ ...person, birthDate: '2012-03-02' }, now)).toEqual({ birthDate: 'age' })
    expect(faultsOfPerson({ ...person, birthDate: '2012-03-01' }, now)).toEqual({})
  })
})

it('a company has a name and a number of its country', () => {
  expect(faultsOfCompany({ name: 'Acme', number: '41234569', kind: 'edrpou' })).toEqual({})
  expect(faultsOfCompany({ name: '', number: '4123', kind: 'edrpou' })).toEqual({ name: 'empty', number: 'number.length' })
})

it('a document has a number of three characters or more', () => {
  expect(faultsOfDocument({ number: '001234567' })).toEqual({})
  expect(faultsOfDocument({ number: '12' })).toEqual({ number: 'documentNumber' })
})
