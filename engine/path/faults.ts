/** Why a path does not hold: values, never exceptions. */
import type { Certificate } from '../x509/index.ts'

/** Rule and clause of RFC 5280. */
export const pathRules = {
  'no-path': '§6.1: no chain of names and signatures leads to a trust anchor',
  'budget-spent': '§6.1: the search was given up',
  malformed: '§4.1: a certificate of the path cannot be read',
  'signature-invalid': '§6.1.3 (a)(1)',
  'not-yet-valid': '§6.1.3 (a)(2)',
  expired: '§6.1.3 (a)(2)',
  revoked: '§6.1.3 (a)(3)',
  'revocation-unknown': '§6.1.3 (a)(3)',
  'name-chaining': '§6.1.3 (a)(4)',
  'name-not-permitted': '§6.1.3 (b)',
  'name-excluded': '§6.1.3 (c)',
  'no-valid-policy': '§6.1.3 (f), §6.1.5 (g)',
  'any-policy-mapped': '§6.1.4 (a)',
  'not-an-authority': '§6.1.4 (k)',
  'path-too-long': '§6.1.4 (l)',
  'may-not-sign-certificates': '§6.1.4 (n)',
  'critical-extension-unknown': '§6.1.4 (o), §6.1.5 (f)',
  'not-conformant': '§4: what issuers must keep, asked for with `strict`',
  'purpose-missing': '§4.2.1.12',
} as const

export type PathRule = keyof typeof pathRules

export type PathFault = {
  readonly rule: PathRule
  readonly clause: string
  /** The certificate that breaks the rule; of `no-path` the one above which nothing was found. */
  readonly certificate: Certificate
  readonly detail?: string | undefined
}

export function pathFault(rule: PathRule, certificate: Certificate, detail?: string): PathFault {
  return { rule, clause: `RFC 5280 ${pathRules[rule]}`, certificate, detail }
}
