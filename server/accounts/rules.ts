/**
 * People and how they come in: passwords, codes, sessions, claims on addresses.
 * Pure: time and randomness come in as arguments. Source: promises A1, A2, A6, A7.
 */
import type { StaffRole } from '../platform/index.ts'

export type PersonName = { readonly given: string; readonly middle: string | null; readonly family: string }

/** What other domains may know of an account. */
export type Account = {
  readonly id: string
  /** The primary address. Whether it is confirmed says `confirmed`. */
  readonly email: string
  readonly phone: string | null
  readonly name: PersonName
  readonly language: string
  readonly roles: readonly StaffRole[]
  readonly confirmed: boolean
}

/** An identity that a certificate proved (A5): the number is the identity, whichever certificate bore it. */
export type Identity = {
  readonly id: string
  readonly accountId: string
  readonly scheme: string
  readonly country: string
  readonly value: string
  readonly commonName: string
  readonly givenName: string | null
  readonly familyName: string | null
  readonly certificateSha256: string
  readonly confirmedAt: Date
}

/** The terms that hold now. An account keeps the version that its holder agreed to (A7). */
export const currentTerms = { version: '2026-11', publishedAt: '2026-11-01' } as const

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

// ── passwords ──

export const passwordMaximum = 256

const passwordRules = [
  ['password.too-short', (password: string) => password.length >= 8],
  ['password.no-lower-case', (password: string) => /[a-z]/.test(password)],
  ['password.no-upper-case', (password: string) => /[A-Z]/.test(password)],
  ['password.no-digit', (password: string) => /\d/.test(password)],
  ['password.no-special', (password: string) => /[^\p{L}\p{N}\s]/u.test(password)],
] as const

export type PasswordFault = (typeof passwordRules)[number][0] | 'password.known'

/**
 * What a password lacks (A2); empty when it will do. `isKnown` asks a list of leaked passwords where one is connected.
 *
 * @example passwordFaults('Summer') // ['password.too-short', 'password.no-digit', 'password.no-special']
 */
export function passwordFaults(password: string, isKnown: (password: string) => boolean = isCommon): PasswordFault[] {
  const faults: PasswordFault[] = passwordRules.filter(([, holds]) => !holds(password)).map(([fault]) => fault)
  return faults.length === 0 && isKnown(password) ? ['password.known'] : faults
}

/** The passwords that meet every rule and are still tried first. */
const common = new Set([
  'password1!',
  'password123!',
  'p@ssw0rd',
  'p@ssword1',
  'passw0rd!',
  'qwerty1!',
  'qwerty123!',
  'welcome1!',
  'welcome123!',
  'admin123!',
  'abcd1234!',
  'changeme1!',
])

function isCommon(password: string): boolean {
  return common.has(password.toLowerCase())
}

// ── sessions ──

export const sessionIdle = 12 * hour
export const sessionLongest = 30 * day

export function sessionHolds(session: { readonly startedAt: Date; readonly seenAt: Date; readonly endedAt: Date | null }, now: Date): boolean {
  return session.endedAt === null && now.getTime() - session.seenAt.getTime() < sessionIdle && now.getTime() - session.startedAt.getTime() < sessionLongest
}

/** Written once a minute at most, so that reading a page is not a write each time. */
export function shouldNoteSeen(seenAt: Date, now: Date): boolean {
  return now.getTime() - seenAt.getTime() >= minute
}

// ── codes by text message ──

export const codeTries = 5
export const codePause = minute
export const codeLife = 10 * minute

export type PhoneCode = { readonly tries: number; readonly sentAt: Date; readonly expiresAt: Date; readonly spentAt: Date | null }
export type CodeDecision =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  | { readonly kind: 'spent' }
  | { readonly kind: 'expired' }

/** Tries are counted before they are judged; `tries` already includes this one. */
export function decideCode(code: PhoneCode, matches: boolean, now: Date): CodeDecision {
  if (code.spentAt !== null || code.tries > codeTries) return { kind: 'spent' }
  if (now >= code.expiresAt) return { kind: 'expired' }
  if (matches) return { kind: 'right' }
  return code.tries >= codeTries ? { kind: 'spent' } : { kind: 'wrong', triesLeft: codeTries - code.tries }
}

/** When another code may be sent. */
export function nextCodeAt(sentAt: Date): Date {
  return new Date(sentAt.getTime() + codePause)
}

// ── links by mail ──

export type LinkPurpose = 'confirm-email' | 'reset-password' | 'activate'
export const linkLife: Readonly<Record<LinkPurpose, number>> = { 'confirm-email': 7 * day, 'reset-password': hour, activate: 30 * day }

// ── addresses ──

/** A claim that nobody confirmed keeps others away this long, so a mistyped address is not lost to its owner. */
export const claimLife = day

export type EmailClaim = { readonly claimedAt: Date; readonly confirmedAt: Date | null }

export function isTaken(claims: readonly EmailClaim[], now: Date): boolean {
  return claims.some((claim) => claim.confirmedAt !== null || now.getTime() - claim.claimedAt.getTime() < claimLife)
}

/** @example normalEmail(' Olena@Example.COM ') // 'olena@example.com' */
export function normalEmail(text: string): string {
  return text.trim().toLowerCase()
}

// ── how often may be tried ──

export const proofLife = hour
export const identifierTries = { most: 10, within: 15 * minute } as const
export const mailPause = minute

export function triesAllowed(attempt: { readonly tries: number }, limit: { readonly most: number }): boolean {
  return attempt.tries <= limit.most
}

/** The middle of a number is nobody's business on a page that a guesser sees. @example maskedPhone('+380501234567') // '+380 ••• 4567' */
export function maskedPhone(phone: string): string {
  return `${phone.slice(0, 4)} ••• ${phone.slice(-4)}`
}
