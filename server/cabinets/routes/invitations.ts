import { z } from 'zod'
import { actOf, ProblemError, type Routes } from '../../platform/index.ts'
import { roles } from '../rules.ts'
import { acceptInvitation, invite, readInvitation, resendInvitation, withdrawInvitation } from '../service/invitations.ts'

const role = z.enum(roles)
const token = z.object({ token: z.string().min(20).max(100) })
const rateLimit = { max: 60, timeWindow: '1 minute' }

export const invitationRoutes: Routes = async (app) => {
  app.route({
    method: 'POST',
    url: '/api/cabinets/:id/invitations',
    config: { access: ['account'], rateLimit },
    schema: {
      operationId: 'invitePeople',
      params: z.object({ id: z.uuid() }),
      body: z.object({
        invitations: z
          .array(z.object({ email: z.email().max(254), role }))
          .min(1)
          .max(200),
      }),
      response: { 201: z.object({ results: z.array(z.object({ email: z.string(), outcome: z.enum(['invited', 'is-member', 'is-invited']) })) }) },
    },
    handler: async (request, reply) => reply.code(201).send({ results: await invite(actOf(request), request.params.id, request.body.invitations) }),
  })

  app.route({
    method: 'POST',
    url: '/api/invitations/:id/resends',
    config: { access: ['account'], rateLimit },
    schema: { operationId: 'resendInvitation', params: z.object({ id: z.uuid() }), response: { 204: z.null() } },
    handler: async (request, reply) => {
      const change = await resendInvitation(actOf(request), request.params.id)
      if (change.kind === 'refused') throw new ProblemError(change.because === 'invitation.too-soon' ? 429 : 409, change.because)
      return reply.code(204).send(null)
    },
  })

  app.route({
    method: 'DELETE',
    url: '/api/invitations/:id',
    config: { access: ['account'] },
    schema: { operationId: 'withdrawInvitation', params: z.object({ id: z.uuid() }), response: { 204: z.null() } },
    handler: async (request, reply) => {
      const change = await withdrawInvitation(actOf(request), request.params.id)
      if (change.kind === 'refused') throw new ProblemError(409, change.because)
      return reply.code(204).send(null)
    },
  })

  app.route({
    method: 'POST',
    url: '/api/invitation-links',
    config: { access: ['everyone'], rateLimit },
    // A POST that changes nothing: a token in a path or query would stand in logs.
    schema: {
      operationId: 'readInvitation',
      body: token,
      response: { 200: z.object({ company: z.string(), taxNumber: z.string(), role, inviter: z.string(), address: z.string(), expiresAt: z.string() }) },
    },
    handler: async (request) => {
      const page = await readInvitation(actOf(request), request.body.token)
      if (page.kind === 'refused') throw new ProblemError(409, page.because)
      return {
        company: page.company,
        taxNumber: page.taxNumber,
        role: page.role,
        inviter: page.inviter,
        address: page.address,
        expiresAt: page.expiresAt.toISOString(),
      }
    },
  })

  app.route({
    method: 'POST',
    url: '/api/invitation-acceptances',
    config: { access: ['account'], rateLimit },
    schema: { operationId: 'acceptInvitation', body: token, response: { 201: z.object({ cabinetId: z.uuid() }) } },
    handler: async (request, reply) => {
      const decision = await acceptInvitation(actOf(request), request.body.token)
      if (decision.kind === 'refused') throw new ProblemError(409, decision.because)
      return reply.code(201).send({ cabinetId: decision.cabinetId })
    },
  })
}
