import { z } from 'zod'
import { actOf, ProblemError, type Routes } from '../../platform/index.ts'
import { sessionCookie, signIn, signOut } from '../service/sessions.ts'
import { passwordSchema, perAddress, refuse, setSessionCookie } from './schemas.ts'

export const sessionRoutes: Routes = async (app) => {
  app.route({
    method: 'POST',
    url: '/api/sessions',
    config: { access: ['everyone'], rateLimit: perAddress(60) },
    schema: {
      operationId: 'signIn',
      body: z.object({ identifier: z.string().trim().min(3).max(254), password: passwordSchema }),
      response: { 201: z.object({ accountId: z.uuid() }) },
    },
    handler: async (request, reply) => {
      const decision = await signIn(actOf(request), request.body.identifier, request.body.password)
      if (decision.kind === 'refused') {
        if (decision.because === 'credentials.wrong') throw new ProblemError(401, decision.because)
        refuse(decision.because)
      }
      setSessionCookie(reply, app.platform, decision.session.token)
      return reply.code(201).send({ accountId: decision.accountId })
    },
  })

  app.route({
    method: 'DELETE',
    url: '/api/session',
    config: { access: ['everyone'] },
    schema: { operationId: 'signOut', response: { 204: z.null() } },
    handler: async (request, reply) => {
      await signOut(actOf(request))
      reply.clearCookie(sessionCookie, { path: '/' })
      return reply.code(204).send(null)
    },
  })
}
