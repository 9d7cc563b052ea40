import { z } from 'zod'
import { actOf, type Routes } from '../../platform/index.ts'
import { resendConfirmation } from '../service/emails.ts'
import { changeProfile } from '../service/profile.ts'
import { accountSchema, languageSchema, nameSchema, perAddress, refuse } from './schemas.ts'

export const accountRoutes: Routes = async (app) => {
  app.route({
    method: 'PATCH',
    url: '/api/account',
    config: { access: ['account'] },
    schema: {
      operationId: 'changeAccount',
      body: z.object({
        language: languageSchema.optional(),
        name: z.object({ given: nameSchema, middle: nameSchema.nullable(), family: nameSchema }).optional(),
      }),
      response: { 200: accountSchema },
    },
    handler: async (request) => {
      const { language, name } = request.body
      const decision = await changeProfile(actOf(request), { ...(language !== undefined && { language }), ...(name !== undefined && { name }) })
      if (decision.kind === 'refused') refuse(decision.because)
      return { ...decision.account, roles: [...decision.account.roles] }
    },
  })

  app.route({
    method: 'POST',
    url: '/api/account/email-confirmation-resends',
    config: { access: ['account'], rateLimit: perAddress(30) },
    schema: { operationId: 'resendEmailConfirmation', response: { 202: z.object({ nextAt: z.string() }) } },
    handler: async (request, reply) => {
      const decision = await resendConfirmation(actOf(request))
      if (decision.kind === 'confirmed') refuse('email.confirmed')
      if (decision.kind === 'too-soon') refuse('code.too-soon', { nextAt: decision.nextAt.toISOString() })
      return reply.code(202).send({ nextAt: decision.nextAt.toISOString() })
    },
  })
}
