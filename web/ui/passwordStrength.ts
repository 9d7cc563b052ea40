/** The password policy (promise A2): at least 8 characters, Latin upper and lower case, a digit and a special character. */

export const passwordRules = {
  length: (password: string) => Array.from(password).length >= 8,
  upper: (password: string) => /[A-Z]/.test(password),
  lower: (password: string) => /[a-z]/.test(password),
  digit: (password: string) => /\d/.test(password),
  special: (password: string) => /[^A-Za-z0-9\s]/.test(password),
} as const satisfies Record<string, (password: string) => boolean>

export type PasswordRule = keyof typeof passwordRules
export type PasswordStrength = { readonly unmet: readonly PasswordRule[]; readonly level: 'none' | 'weak' | 'fair' | 'strong' }

export function passwordStrength(password: string): PasswordStrength {
  const unmet = (Object.keys(passwordRules) as PasswordRule[]).filter((rule) => !passwordRules[rule](password))
  if (password === '') return { unmet, level: 'none' }
  if (unmet.length > 0) return { unmet, level: 'weak' }
  return { unmet, level: strengthInBits(password) >= 64 ? 'strong' : 'fair' }
}

/** Rough and pessimistic: a character that repeats or continues its neighbour (aaa, 1234, dcba) adds next to nothing. */
function strengthInBits(password: string): number {
  const characters = Array.from(password)
  const fresh = characters.filter((character, index) => {
    const before = characters[index - 1]
    if (before === undefined) return true
    const step = (character.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0)
    return Math.abs(step) > 1
  })
  return new Set(fresh).size * 0.5 * 6 + fresh.length * 0.5 * 6
}
