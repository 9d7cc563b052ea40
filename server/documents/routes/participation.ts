import { z } from 'zod'
import { actOf, ProblemError, type Actor, type Routes } from '../../platform/index.ts'
import { acknowledge, approve, decline, type DeclineResult, type ParticipationResult } from '../service/participate.ts'
import { documentId, documentShape, showDocument } from './shapes.ts'

/** What the people who were asked do without a key. */
export const participationRoutes: Routes = async (app) => {
  app.route({
    method: 'POST',
    url: '/api/documents/:id/approvals',
    config: { access: ['account', 'guest'] },
    schema: { operationId: 'approveDocument', params: documentId, response: { 201: documentShape } },
    handler: async (request, reply) => reply.code(201).send(answer(await approve(actOf(request), request.params.id), request.actor)),
  })

  app.route({
    method: 'POST',
    url: '/api/documents/:id/acknowledgements',
    config: { access: ['account', 'guest'] },
    schema: { operationId: 'acknowledgeDocument', params: documentId, response: { 201: documentShape } },
    handler: async (request, reply) => reply.code(201).send(answer(await acknowledge(actOf(request), request.params.id), request.actor)),
  })

  app.route({
    method: 'POST',
    url: '/api/documents/:id/refusals',
    config: { access: ['account', 'guest'] },
    schema: {
      operationId: 'declineDocument',
      params: documentId,
      body: z.object({ reason: z.string().trim().min(1).max(2_000) }),
      response: { 201: documentShape },
    },
    handler: async (request, reply) => reply.code(201).send(answer(await decline(actOf(request), request.params.id, request.body.reason), request.actor)),
  })
}

function answer(result: ParticipationResult | DeclineResult, viewer: Actor): z.infer<typeof documentShape> {
  if (result.kind === 'refused') throw new ProblemError(409, `document.${result.because}`)
  return showDocument(result.document, viewer)
}
