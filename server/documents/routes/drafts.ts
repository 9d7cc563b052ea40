import { z } from 'zod'
import { actOf, languages, ProblemError, type Routes } from '../../platform/index.ts'
import { participantRoles } from '../rules/index.ts'
import { discardDocument, recallDocument } from '../service/end.ts'
import { extendDocument, remind, sendDocument, setParticipants } from '../service/send.ts'
import { documentId, documentShape, showDocument } from './shapes.ts'

const participant = z.object({
  email: z.email().max(254),
  name: z.string().max(200).optional(),
  taxNumber: z.string().max(30).optional(),
  taxCountry: z.string().length(2).toUpperCase().optional(),
  role: z.enum(participantRoles),
  order: z.number().int().min(1).max(1_000).optional(),
  language: z.enum(languages).optional(),
})

/** What the initiator does: prepare, send, remind, take back. */
export const draftRoutes: Routes = async (app) => {
  app.route({
    method: 'PUT',
    url: '/api/documents/:id/participants',
    config: { access: ['account'] },
    schema: {
      operationId: 'setParticipants',
      params: documentId,
      body: z.object({ participants: z.array(participant).max(200) }),
      response: { 200: documentShape },
    },
    handler: async (request) => {
      const decision = await setParticipants(actOf(request), request.params.id, request.body.participants)
      if (decision.kind === 'refused') throw new ProblemError(409, `document.${decision.because}`)
      return showDocument(decision.document, request.actor)
    },
  })

  app.route({
    method: 'POST',
    url: '/api/documents/:id/sendings',
    config: { access: ['account'] },
    schema: {
      operationId: 'sendDocument',
      params: documentId,
      body: z.object({ deadline: z.iso.datetime().optional(), message: z.string().max(2_000).optional() }),
      response: { 201: documentShape },
    },
    handler: async (request, reply) => {
      const { deadline, message } = request.body
      const result = await sendDocument(actOf(request), request.params.id, { message, deadline: deadline === undefined ? null : new Date(deadline) })
      if (result.kind === 'refused') throw new ProblemError(409, `document.${result.because}`)
      return reply.code(201).send(showDocument(result.document, request.actor))
    },
  })

  app.route({
    method: 'POST',
    url: '/api/documents/:id/extensions',
    config: { access: ['account'] },
    schema: { operationId: 'extendDocument', params: documentId, body: z.object({ deadline: z.iso.datetime() }), response: { 201: documentShape } },
    handler: async (request, reply) => {
      const result = await extendDocument(actOf(request), request.params.id, new Date(request.body.deadline))
      if (result.kind === 'refused') throw new ProblemError(409, `document.${result.because}`)
      return reply.code(201).send(showDocument(result.document, request.actor))
    },
  })

  app.route({
    method: 'POST',
    url: '/api/documents/:id/reminders',
    config: { access: ['account'] },
    schema: { operationId: 'remindParticipants', params: documentId, response: { 201: z.object({ reminded: z.number().int() }) } },
    handler: async (request, reply) => {
      const result = await remind(actOf(request), request.params.id)
      if (result.kind === 'refused') throw new ProblemError(409, `document.${result.because}`)
      return reply.code(201).send({ reminded: result.reminded })
    },
  })

  app.route({
    method: 'POST',
    url: '/api/documents/:id/recall',
    config: { access: ['account'] },
    schema: { operationId: 'recallDocument', params: documentId, response: { 200: z.object({ kind: z.literal('allowed') }) } },
    handler: async (request) => {
      const decision = await recallDocument(actOf(request), request.params.id)
      if (decision.kind === 'needs-consent') throw new ProblemError(409, 'document.needs-consent', { of: [...decision.of] })
      if (decision.kind === 'refused') throw new ProblemError(409, `document.${decision.because}`)
      return decision
    },
  })

  app.route({
    method: 'DELETE',
    url: '/api/documents/:id',
    config: { access: ['account'] },
    schema: { operationId: 'discardDocument', params: documentId, response: { 204: z.null() } },
    handler: async (request, reply) => {
      const decision = await discardDocument(actOf(request), request.params.id)
      if (decision.kind === 'refused') throw new ProblemError(409, `document.${decision.because}`)
      return reply.code(204).send(null)
    },
  })
}
