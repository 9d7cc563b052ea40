/** The one-time link of an invitation: 256 random bits, kept only as a hash, good until used, replaced or out of date. */
import { createHash, randomBytes } from 'node:crypto'

const day = 24 * 60 * 60 * 1000
export const linkLifeMilliseconds = 90 * day
/** A guest reads, thinks and comes back tomorrow in the same browser. */
export const guestSessionLifeMilliseconds = 7 * day

export type InvitationLink = { readonly participantId: string; readonly spentAt: Date | null; readonly expiresAt: Date }

export type OpeningDecision = { readonly kind: 'allowed' } | { readonly kind: 'refused'; readonly because: 'spent' | 'expired' }

export function decideOpening(link: InvitationLink, now: Date): OpeningDecision {
  if (link.spentAt !== null) return { kind: 'refused', because: 'spent' }
  return link.expiresAt > now ? { kind: 'allowed' } : { kind: 'refused', because: 'expired' }
}

export function makeToken(): { readonly token: string; readonly hash: string } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashToken(token) }
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
