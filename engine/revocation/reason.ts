/** CRLReason (RFC 5280 §5.3.1) and ReasonFlags (§4.2.1.13). Value 7 is not used. */
const numbers = {
  unspecified: 0,
  keyCompromise: 1,
  cACompromise: 2,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  removeFromCRL: 8,
  privilegeWithdrawn: 9,
  aACompromise: 10,
} as const

export type RevocationReason = keyof typeof numbers

export function reasonNumber(reason: RevocationReason): number {
  return numbers[reason]
}

/** `undefined` for a number that the standard does not define. */
export function reasonByNumber(number: number): RevocationReason | undefined {
  for (const [name, value] of Object.entries(numbers)) if (value === number) return name as RevocationReason
  return undefined
}
