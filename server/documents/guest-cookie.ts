/** Who a request speaks for when it comes by an invitation link. app.ts asks this after accounts. */
import type { FastifyRequest } from 'fastify'
import type { Actor, Authenticate, Platform } from '../platform/index.ts'
import { guestOf } from './service/guest.ts'

export const guestCookie = 'guest'

/** The page of a link says so, since the same browser may be signed in as somebody else. Links in it carry `?as=guest`. */
export function speaksAsGuest(request: FastifyRequest): boolean {
  return request.headers['x-acting-as'] === 'guest' || new URL(request.url, 'http://here').searchParams.get('as') === 'guest'
}

export async function guestFromCookie(platform: Platform, request: FastifyRequest): Promise<Actor | undefined> {
  const cookie = request.cookies[guestCookie]
  return cookie === undefined || cookie.length > 100 ? undefined : guestOf(platform, cookie)
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
