/** What is wrong with the answers of a page, by field: the same rules as the server's, said before anything is sent. Pure. */
import { checkIdentifier, type IdentifierId } from '@countersign/engine/identifiers'

export type Fault = 'empty' | 'name' | 'date' | 'future' | 'age' | 'number.length' | 'number.characters' | 'number.checksum' | 'documentNumber'
export type Faults = Readonly<Record<string, Fault>>

const nameLetters = /^[\p{L}][\p{L}\p{M}'’ʼ. -]*$/u
const youngest = 14

function faultOfName(value: string): Fault | undefined {
  const name = value.trim()
  if (name === '') return 'empty'
  return nameLetters.test(name) ? undefined : 'name'
}

function faultOfBirth(value: string, now: Date): Fault | undefined {
  if (value === '') return 'empty'
  const born = new Date(`${value}T00:00:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(born.getTime()) || born.getUTCFullYear() < 1900) return 'date'
  if (born > now) return 'future'
  const grown = new Date(born)
  grown.setUTCFullYear(born.getUTCFullYear() + youngest)
  return grown > now ? 'age' : undefined
}

function faultOfNumber(kind: IdentifierId, value: string): Fault | undefined {
  if (value.trim() === '') return 'empty'
  const checked = checkIdentifier(kind, value)
  return checked.ok ? undefined : `number.${checked.because}`
}

const found = (faults: Readonly<Record<string, Fault | undefined>>): Faults =>
  Object.fromEntries(Object.entries(faults).filter((entry): entry is [string, Fault] => entry[1] !== undefined))

export function faultsOfPerson(
  given: { readonly surname: string; readonly givenName: string; readonly birthDate: string; readonly number: string; readonly kind: IdentifierId },
  now: Date,
): Faults {
  return found({
    surname: faultOfName(given.surname),
    givenName: faultOfName(given.givenName),
    birthDate: faultOfBirth(given.birthDate, now),
    number: faultOfNumber(given.kind, given.number),
  })
}

export function faultsOfCompany(given: { readonly name: string; readonly number: string; readonly kind: IdentifierId }): Faults {
  return found({ name: given.name.trim() === '' ? 'empty' : undefined, number: faultOfNumber(given.kind, given.number) })
}

export function faultsOfDocument(given: { readonly number: string }): Faults {
  const number = given.number.trim()
  return found({ number: number === '' ? 'empty' : number.length < 3 ? 'documentNumber' : undefined })
}
