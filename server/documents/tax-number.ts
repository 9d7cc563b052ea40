/** Is this a number that a person or company of that country can have? Checked by its check digits where the country's rule is known. */
import { checkIdentifier, identifiersOf, normaliseIdentifier } from '@countersign/engine/identifiers'

export type TaxNumberFault = 'country-missing' | 'characters' | 'length' | 'checksum'

export function taxNumberFault(country: string | undefined, typed: string): TaxNumberFault | undefined {
  if (country === undefined) return 'country-missing'
  const number = normaliseIdentifier(typed)
  const kinds = identifiersOf(country)
  if (kinds.length === 0) return /^[\p{L}\p{N}]{5,20}$/u.test(number) ? undefined : 'characters'
  const decisions = kinds.map(({ id }) => checkIdentifier(id, number))
  if (decisions.some(({ ok }) => ok)) return undefined
  // Of several kinds the one that came nearest says what is wrong.
  const nearness = ['checksum', 'length', 'characters'] as const
  return nearness.find((fault) => decisions.some((decision) => !decision.ok && decision.because === fault))
}
