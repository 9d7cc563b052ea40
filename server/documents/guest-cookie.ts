/** Who a request speaks for when it comes by an invitation link. app.ts asks this after accounts. */
import type { FastifyRequest } from 'fastify'
import type { Actor, Authenticate, Platform } from '../platform/index.ts'
import { guestsOf, type GuestSession } from './service/guest.ts'

export const guestCookie = 'guest'

/** The page of a link says so, since the same browser may be signed in as somebody else. Links in it carry `?as=guest`. */
export function speaksAsGuest(request: FastifyRequest): boolean {
  return request.headers['x-acting-as'] === 'guest' || (request.query as Readonly<Record<string, unknown>>)['as'] === 'guest'
}

/** A person may be asked by several documents: one browser keeps the latest few sessions. */
const mostSessions = 8

function tokensIn(request: FastifyRequest): string[] {
  return (request.cookies[guestCookie] ?? '')
    .split('.')
    .filter((token) => /^[\w-]{43}$/.test(token))
    .slice(-mostSessions)
}

/** The cookie with one session more. */
export function cookieWith(request: FastifyRequest, token: string): string {
  return [...tokensIn(request), token].slice(-mostSessions).join('.')
}

export function guestsInCookie(platform: Platform, request: FastifyRequest): Promise<GuestSession[]> {
  const tokens = tokensIn(request)
  return tokens.length === 0 ? Promise.resolve([]) : guestsOf(platform, tokens)
}

/** The guest of the document that is asked for. */
async function guestFromCookie(platform: Platform, request: FastifyRequest): Promise<Actor | undefined> {
  const documentId = /^\/api\/documents\/([0-9a-f-]{36})/.exec(request.url)?.[1]
  const sessions = await guestsInCookie(platform, request)
  const session = sessions.find((candidate) => candidate.documentId === documentId) ?? sessions.at(-1)
  return session && { kind: 'guest', ...session }
}

/** First the account, then the guest; the other way round where the page says that it acts for its link. */
export function withGuests(accounts: Authenticate): Authenticate {
  return async (platform, request) => {
    const asGuest = speaksAsGuest(request)
    if (asGuest) {
      const guest = await guestFromCookie(platform, request)
      if (guest !== undefined) return guest
    }
    const actor = await accounts(platform, request)
    return actor.kind !== 'nobody' || asGuest ? actor : ((await guestFromCookie(platform, request)) ?? actor)
  }
}
