import { checkIdentifier, identifierIds, nationalIdentifiers } from '@countersign/engine/identifiers'
import { describe, expect, it } from 'vitest'
import { numberKind, spokenNumber } from './spokenNumber.ts'

describe('a national number', () => {
  it.each([
    ['rnokpp', '3287300012', '328 730 0012'],
    ['edrpou', '41234569', '4123 4569'],
    ['pesel', '90010112349', '900101 12349'],
    ['nip', '1234563218', '123-456-32-18'],
    ['cpf', '11144477735', '111.444.777-35'],
  ] as const)('%s is read aloud in groups, and still understood', (kind, value, spoken) => {
    expect(spokenNumber(kind, value)).toBe(spoken)
    expect(checkIdentifier(kind, spoken)).toEqual({ ok: true, value })
  })

  it('stays as typed until it is whole', () => {
    expect(spokenNumber('rnokpp', '3287 30')).toBe('3287 30')
  })

  it('has one kind for the persons and one for the companies of each country', () => {
    for (const kind of identifierIds) expect(numberKind(nationalIdentifiers[kind].country, nationalIdentifiers[kind].holder)).toBe(kind)
  })
})
