import { z } from 'zod'
import { actOf, type Routes } from '../../platform/index.ts'
import { activate, readActivation } from '../service/activate.ts'
import { consentsSchema, passwordSchema, perAddress, personNameSchema, refuse, setSessionCookie, tokenSchema } from './schemas.ts'

export const activationRoutes: Routes = async (app) => {
  app.route({
    method: 'POST',
    url: '/api/activation-links',
    config: { access: ['everyone'], rateLimit: perAddress(60) },
    // A POST that changes nothing: a token in a path or query would stand in logs.
    schema: {
      operationId: 'readActivation',
      body: z.object({ token: tokenSchema }),
      response: { 200: z.object({ email: z.string(), name: personNameSchema }) },
    },
    handler: async (request) => {
      const page = await readActivation(actOf(request), request.body.token)
      if (page.kind === 'refused') refuse(page.because)
      return { email: page.email, name: page.name }
    },
  })

  app.route({
    method: 'POST',
    url: '/api/activations',
    config: { access: ['everyone'], rateLimit: perAddress(30) },
    schema: {
      operationId: 'activate',
      body: z.object({ token: tokenSchema, password: passwordSchema, consents: consentsSchema }),
      response: { 201: z.object({ accountId: z.uuid() }) },
    },
    handler: async (request, reply) => {
      const { token, password, consents } = request.body
      const decision = await activate(actOf(request), token, password, consents.termsVersion)
      if (decision.kind === 'refused') refuse(decision.because)
      setSessionCookie(reply, app.platform, decision.session.token)
      return reply.code(201).send({ accountId: decision.accountId })
    },
  })
}
