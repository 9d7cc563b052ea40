/** National numbers as they are read aloud: in their own punctuation where a country has one, else in groups. */
import { type IdentifierId, nationalIdentifiers, normaliseIdentifier } from '@countersign/engine/identifiers'

const groups: Readonly<Partial<Record<IdentifierId, readonly number[]>>> = { rnokpp: [3, 3, 4], edrpou: [4, 4], iin: [6, 6], bin: [6, 6], pesel: [6, 5] }

/** @example spokenNumber('rnokpp', '3287300012') // '328 730 0012' */
export function spokenNumber(kind: IdentifierId, typed: string): string {
  const value = normaliseIdentifier(typed)
  const { length, format } = nationalIdentifiers[kind]
  if (value.length !== length) return typed
  const sizes = groups[kind]
  if (sizes === undefined) return format(value)
  let at = 0
  return sizes.map((size) => value.slice(at, (at += size))).join(' ')
}

/** The kind of number that a person or a company of this country bears. */
export function numberKind(country: string, holder: 'person' | 'company'): IdentifierId {
  const found = Object.values(nationalIdentifiers).find((one) => one.country === country && one.holder === holder)
  return found?.id ?? (holder === 'person' ? 'rnokpp' : 'edrpou')
}
