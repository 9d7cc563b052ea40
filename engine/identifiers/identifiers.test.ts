import { describe, expect, it } from 'vitest'
import { certificateAttributeOf, checkIdentifier, identifierIds, identifiersOf, nationalIdentifiers, normaliseIdentifier, type IdentifierId } from './index.ts'

const real: Record<IdentifierId, readonly string[]> = {
  rnokpp: ['3287300012', '3121212343', '3725543200'],
  edrpou: ['12345678', '32000017', '45000092', '43395033', '43220851', '00015622'],
  iin: ['900101300017', '850615400125', '011231600030', '900101300811'],
  bin: ['250540000018', '990940000006', '180140005198'],
  pesel: ['90010112349', '85061543217', '02323100016'],
  nip: ['1234563218', '5260001246'],
  cpf: ['11144477735', '52998224725'],
  cnpj: ['11222333000181', '12ABC34501DE35', 'A1B2C3D4E5F668'],
}
const cases = identifierIds.flatMap((id) => real[id].map((value) => [id, value] as const))

describe.each(cases)('%s %s', (id, value) => {
  it('is accepted', () => {
    expect(checkIdentifier(id, value)).toEqual({ ok: true, value })
  })

  it('is refused once its check digit is another', () => {
    const last = Number(value.at(-1))
    for (let digit = 0; digit < 10; digit++)
      if (digit !== last) expect(checkIdentifier(id, value.slice(0, -1) + String(digit))).toEqual({ ok: false, because: 'checksum' })
  })

  it('is refused after nearly any change of one digit', () => {
    let [changed, refused] = [0, 0]
    for (let position = 0; position < value.length - 1; position++) {
      for (let digit = 0; digit < 10; digit++) {
        if (String(digit) === value[position]) continue
        changed += 1
        if (!checkIdentifier(id, value.slice(0, position) + String(digit) + value.slice(position + 1)).ok) refused += 1
      }
    }
    // Sums modulo 11 that are then reduced to a digit miss a few, by their design.
    expect(refused / changed).toBeGreaterThan(0.88)
  })
})

describe('a number as people type it', () => {
  it.each([
    ['cpf', '111.444.777-35', '11144477735'],
    ['cnpj', '12.abc.345/01DE-35', '12ABC34501DE35'],
    ['nip', ' 123-456-32-18 ', '1234563218'],
    ['nip', '123–456–32–18', '1234563218'],
    ['edrpou', '1234 5678', '12345678'],
  ] as const)('%s %s is understood', (id, typed, value) => {
    expect(checkIdentifier(id, typed)).toEqual({ ok: true, value })
    expect(normaliseIdentifier(nationalIdentifiers[id].format(value))).toBe(value)
  })

  it('is refused with the reason', () => {
    expect(checkIdentifier('iin', '90010130001')).toEqual({ ok: false, because: 'length' })
    expect(checkIdentifier('iin', '90010130001х')).toEqual({ ok: false, because: 'characters' })
    expect(checkIdentifier('cnpj', '12ABC34501DEA5')).toEqual({ ok: false, because: 'characters' })
    expect(checkIdentifier('cpf', '11111111111')).toEqual({ ok: false, because: 'checksum' })
    expect(checkIdentifier('pesel', '00000000000')).toEqual({ ok: false, because: 'checksum' })
  })
})

it('lets a published test identity through only where it was named', () => {
  expect(checkIdentifier('iin', '123456789011').ok).toBe(false)
  expect(checkIdentifier('iin', '123456789011', { alsoAccepted: ['123456789011'] })).toEqual({ ok: true, value: '123456789011' })
})

it('knows the numbers of a country and how a certificate carries them', () => {
  expect(identifiersOf('UA').map(({ id }) => id)).toEqual(['rnokpp', 'edrpou'])
  expect(certificateAttributeOf('rnokpp', '3287300012')).toEqual({ serialNumber: 'TINUA-3287300012' })
  expect(certificateAttributeOf('nip', '1234563218')).toEqual({ organizationIdentifier: 'VATPL-1234563218' })
})
