/** What is sold, and the codes that pay for it. Pure. Source: promises C1, C3. */

export type Holder = 'person' | 'company' | 'seal'
export type KeyPlace = 'cloud' | 'file'

export type Product = {
  readonly id: string
  readonly holder: Holder
  /** A set may be issued at once (D8). */
  readonly keys: readonly KeyPlace[]
  readonly validityDays: number
  readonly price: { readonly minor: number; readonly currency: string }
}

/** Without letters that look like digits: codes are read aloud and copied from paper. 31 letters, 16 places: 79 bits. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const codeLength = 16

export function voucherCodeFrom(random: Uint8Array): string {
  return [...random.subarray(0, codeLength)].map((octet) => alphabet[octet % alphabet.length]).join('')
}

/** How a code is looked up: spaces, dashes and case do not count. Undefined when it cannot be one. */
export function normaliseVoucherCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[\s-]/g, '')
  return code.length === codeLength && [...code].every((letter) => alphabet.includes(letter)) ? code : undefined
}

export function formatVoucherCode(code: string): string {
  return code.match(/.{4}/g)?.join('-') ?? code
}
