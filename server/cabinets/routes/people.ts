import { z } from 'zod'
import { actOf, ProblemError, type Routes } from '../../platform/index.ts'
import { roles, type PeopleDecision } from '../rules.ts'
import { changeRole, removePerson, viewPeople } from '../service/people.ts'

const role = z.enum(roles)
const person = z
  .object({
    accountId: z.uuid(),
    name: z.object({ given: z.string(), middle: z.string().nullable(), family: z.string() }),
    email: z.string(),
    role,
    since: z.string(),
    isYou: z.boolean(),
    canDecide: z.boolean(),
  })
  .meta({ id: 'CabinetPerson' })
const invitation = z
  .object({
    id: z.uuid(),
    address: z.string(),
    role,
    sentAt: z.string(),
    expiresAt: z.string(),
    state: z.enum(['open', 'expired', 'accepted', 'withdrawn']),
    canDecide: z.boolean(),
  })
  .meta({ id: 'CabinetInvitation' })
const personParams = z.object({ id: z.uuid(), accountId: z.uuid() })

export const peopleRoutes: Routes = async (app) => {
  app.route({
    method: 'GET',
    url: '/api/cabinets/:id/people',
    config: { access: ['account'] },
    schema: {
      operationId: 'listPeople',
      params: z.object({ id: z.uuid() }),
      response: { 200: z.object({ people: z.array(person), invitations: z.array(invitation), role }) },
    },
    handler: async (request) => {
      const view = await viewPeople(actOf(request), request.params.id)
      return {
        role: view.role,
        people: view.people.map((one) => ({ ...one, since: one.since.toISOString() })),
        invitations: view.invitations.map((one) => ({ ...one, sentAt: one.sentAt.toISOString(), expiresAt: one.expiresAt.toISOString() })),
      }
    },
  })

  app.route({
    method: 'PATCH',
    url: '/api/cabinets/:id/people/:accountId',
    config: { access: ['account'] },
    schema: { operationId: 'changeRole', params: personParams, body: z.object({ role }), response: { 204: z.null() } },
    handler: async (request, reply) => {
      answer(await changeRole(actOf(request), request.params.id, request.params.accountId, request.body.role))
      return reply.code(204).send(null)
    },
  })

  app.route({
    method: 'DELETE',
    url: '/api/cabinets/:id/people/:accountId',
    config: { access: ['account'] },
    schema: { operationId: 'removePerson', params: personParams, response: { 204: z.null() } },
    handler: async (request, reply) => {
      answer(await removePerson(actOf(request), request.params.id, request.params.accountId))
      return reply.code(204).send(null)
    },
  })
}

function answer(decision: PeopleDecision): void {
  if (decision.kind === 'allowed') return
  if (decision.because === 'not-allowed') throw new ProblemError(403, 'cabinet.owners-only')
  throw new ProblemError(409, 'cabinet.last-owner')
}
