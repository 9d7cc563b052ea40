import { z } from 'zod'
import { actOf, type Routes } from '../../platform/index.ts'
import { requestReset, resetPassword } from '../service/recover.ts'
import { codeSchema, passwordSchema, perAddress, refuse, tokenSchema } from './schemas.ts'

const identifier = z.string().trim().min(3).max(254)

export const recoveryRoutes: Routes = async (app) => {
  app.route({
    method: 'POST',
    url: '/api/password-resets',
    config: { access: ['everyone'], rateLimit: perAddress(30) },
    schema: {
      operationId: 'requestPasswordReset',
      body: z.object({ identifier }),
      response: { 202: z.object({ channel: z.enum(['mail', 'sms']), nextAt: z.string() }) },
    },
    handler: async (request, reply) => {
      const decision = await requestReset(actOf(request), request.body.identifier)
      if (decision.kind === 'refused') refuse(decision.because)
      return reply.code(202).send({ channel: decision.channel, nextAt: decision.nextAt.toISOString() })
    },
  })

  app.route({
    method: 'PUT',
    url: '/api/password',
    config: { access: ['everyone'], rateLimit: perAddress(30) },
    schema: {
      operationId: 'resetPassword',
      body: z.object({ proof: z.union([z.object({ token: tokenSchema }), z.object({ identifier, code: codeSchema })]), password: passwordSchema }),
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      const decision = await resetPassword(actOf(request), request.body.proof, request.body.password)
      if (decision.kind === 'refused') refuse(decision.because)
      return reply.code(204).send(null)
    },
  })
}
