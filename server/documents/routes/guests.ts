import { z } from 'zod'
import { actOf, ProblemError, type Routes } from '../../platform/index.ts'
import { cookieWith, guestCookie, guestsInCookie } from '../guest-cookie.ts'
import { openGuestSession, renewLink } from '../service/guest.ts'

const token = z.object({ token: z.string().min(20).max(100) })
const opened = z.object({ documentId: z.uuid(), participantId: z.uuid() }).meta({ id: 'GuestSession' })

export const guestRoutes: Routes = async (app) => {
  const { config } = app.platform

  app.route({
    method: 'POST',
    url: '/api/guest-sessions',
    config: { access: ['everyone'], rateLimit: { max: 30, timeWindow: 60_000 } },
    schema: { operationId: 'openGuestSession', body: token, response: { 201: opened } },
    handler: async (request, reply) => {
      const opening = await openGuestSession(actOf(request), request.body.token, await guestsInCookie(request.server.platform, request))
      if (opening.kind === 'refused') throw new ProblemError(410, `link.${opening.because}`)
      if (opening.kind === 'allowed')
        reply.setCookie(guestCookie, cookieWith(request, opening.cookie), {
          httpOnly: true,
          sameSite: 'lax',
          path: '/',
          secure: config.publicUrl.startsWith('https:'),
          expires: opening.expiresAt,
        })
      return reply.code(201).send(opening.session)
    },
  })

  app.route({
    method: 'POST',
    url: '/api/guest-sessions/renewals',
    config: { access: ['everyone'], rateLimit: { max: 10, timeWindow: 60_000 } },
    schema: { operationId: 'renewInvitationLink', body: token, response: { 202: z.object({ sent: z.literal(true) }) } },
    handler: async (request, reply) => {
      await renewLink(actOf(request), request.body.token)
      return reply.code(202).send({ sent: true })
    },
  })
}
