/** Check digits of national numbers, over values already normalised. Sources: docs/standards.md, "Identifiers". */

const digitsOf = (value: string): number[] => Array.from(value, Number)

function weighted(values: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * (values[index] ?? 0), 0)
}

const counting = (from: number, length: number): number[] => Array.from({ length }, (_, index) => from + index)

/** Ukraine, a person's tax number. */
export function checkRnokpp(value: string): boolean {
  const digits = digitsOf(value)
  // The first weight is negative, and so may be the remainder.
  const remainder = ((weighted(digits, [-1, 5, 7, 9, 4, 6, 10, 5, 7]) % 11) + 11) % 11
  return digits[9] === remainder % 10
}

/** Ukraine, an organisation: two orders of weights by range, a second pass with weights larger by two. */
export function checkEdrpou(value: string): boolean {
  const digits = digitsOf(value)
  const number = Number(value)
  const weights = number < 30_000_000 || number > 60_000_000 ? [1, 2, 3, 4, 5, 6, 7] : [7, 1, 2, 3, 4, 5, 6]
  const first = weighted(digits, weights) % 11
  const second =
    first < 10
      ? first
      : weighted(
          digits,
          weights.map((weight) => weight + 2),
        ) % 11
  return digits[7] === second % 10
}

/** Kazakhstan, person and organisation: a second pass with weights 3…11, 1, 2; a second ten is never given out. */
export function checkKazakh(value: string): boolean {
  const digits = digitsOf(value)
  const first = weighted(digits, counting(1, 11)) % 11
  const second = first < 10 ? first : weighted(digits, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11
  return second < 10 && digits[11] === second
}

/** Poland, a person. */
export function checkPesel(value: string): boolean {
  const digits = digitsOf(value)
  return digits[10] === (10 - (weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10
}

/** Poland, a taxpayer; a remainder of ten is never given out. */
export function checkNip(value: string): boolean {
  const digits = digitsOf(value)
  return digits[9] === weighted(digits, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11
}

/** Brazil: two digits, each over all characters before it; letters count as their ASCII code less 48. */
function checkBrazilian(value: string, weights: readonly number[]): boolean {
  const values = Array.from(value, (character) => character.charCodeAt(0) - 48)
  const checked = [weights.slice(1), weights].every((row) => {
    const remainder = weighted(values, row) % 11
    return values[row.length] === (remainder < 2 ? 0 : 11 - remainder)
  })
  return checked
}

/** Brazil, a person. */
export function checkCpf(value: string): boolean {
  return checkBrazilian(value, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2])
}

/** Brazil, an organisation; letters from July 2026. */
export function checkCnpj(value: string): boolean {
  return checkBrazilian(value, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])
}
