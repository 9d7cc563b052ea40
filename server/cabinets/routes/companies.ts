import { z } from 'zod'
import { actOf, NotAcceptable, ProblemError, type Routes } from '../../platform/index.ts'
import { holders } from '../rules.ts'
import { askForChallenge, openCompany } from '../service/companies.ts'
import { readCms } from '../service/proof.ts'
import { cabinetSchema } from './session.ts'

const rateLimit = { max: 20, timeWindow: '1 minute' }

export const companyRoutes: Routes = async (app) => {
  app.route({
    method: 'POST',
    url: '/api/company-cabinet-challenges',
    config: { access: ['account'], rateLimit },
    schema: {
      operationId: 'askForCompanyChallenge',
      body: z.object({ holder: z.enum(holders) }),
      response: { 201: z.object({ id: z.uuid(), text: z.string(), expiresAt: z.string() }) },
    },
    handler: async (request, reply) => {
      const { id, text, expiresAt } = await askForChallenge(actOf(request), request.body.holder)
      return reply.code(201).send({ id, text, expiresAt: expiresAt.toISOString() })
    },
  })

  app.route({
    method: 'POST',
    url: '/api/company-cabinets',
    config: { access: ['account'], rateLimit },
    schema: {
      operationId: 'openCompanyCabinet',
      // CAdES, detached, over the challenge's text in UTF-8.
      body: z.object({ challengeId: z.uuid(), cms: z.string().min(100).max(200_000) }),
      response: { 201: cabinetSchema.omit({ role: true }) },
    },
    handler: async (request, reply) => {
      const cms = readCms(request.body.cms)
      if (cms === undefined) throw new NotAcceptable('cms', 'signature.malformed')
      const decision = await openCompany(actOf(request), request.body.challengeId, cms)
      if (decision.kind === 'refused') throw new ProblemError(409, decision.because)
      return reply.code(201).send(decision.cabinet)
    },
  })
}
