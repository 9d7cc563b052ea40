import { toBase64 } from '@countersign/engine/bytes'
import { certificateDecision, challenge, sealedSecret } from '@countersign/vault/protocol'
import { z } from 'zod'
import { actOf, ProblemError, problemSchema, type Routes } from '../../platform/index.ts'
import { checklistItems, decisionCeilingHours } from '../rules/index.ts'
import { approve, decisionQueue, draftDecision, readApplication, recommend, reviewQueue, takeApplication, turnDown } from '../service/index.ts'
import { applicationAnswer, applicationSchema, stateSchema } from './applicant.ts'

const id = z.object({ id: z.uuid() })
const waiting = z
  .object({ id: z.uuid(), productId: z.string(), state: stateSchema, name: z.string(), submittedAt: z.string(), decideBy: z.string() })
  .meta({ id: 'WaitingApplication' })
const reason = z.string().trim().max(2_000)

function waitingAnswer(row: Awaited<ReturnType<typeof reviewQueue>>[number]): z.infer<typeof waiting> {
  const submittedAt = row.submitted_at ?? row.created_at
  const { person } = row.facts
  return {
    id: row.id,
    productId: row.product_id,
    state: row.state,
    name: person === undefined ? '' : `${person.surname} ${person.givenName}`,
    submittedAt: submittedAt.toISOString(),
    decideBy: new Date(submittedAt.getTime() + decisionCeilingHours * 3_600_000).toISOString(),
  }
}

export const staffRoutes: Routes = async (app) => {
  app.route({
    method: 'GET',
    url: '/api/reviews',
    config: { access: ['agent'] },
    schema: { operationId: 'listReviews', tags: ['proofing'], response: { 200: z.object({ applications: z.array(waiting) }) } },
    handler: async (request) => ({ applications: (await reviewQueue(actOf(request))).map(waitingAnswer) }),
  })

  app.route({
    method: 'POST',
    url: '/api/applications/:id/reviews',
    config: { access: ['agent'] },
    schema: { operationId: 'takeApplication', tags: ['proofing'], params: id, response: { 201: applicationSchema, 409: problemSchema } },
    handler: async (request, reply) => {
      await takeApplication(actOf(request), request.params.id)
      return reply.code(201).send(applicationAnswer(await readApplication(actOf(request), request.params.id)))
    },
  })

  app.route({
    method: 'POST',
    url: '/api/applications/:id/recommendations',
    config: { access: ['agent'] },
    schema: {
      operationId: 'recommend',
      tags: ['proofing'],
      params: id,
      body: z.object({
        outcome: z.enum(['positive', 'negative', 'deferred']),
        checklist: z.object(Object.fromEntries(checklistItems.map((item) => [item, z.boolean()])) as Record<(typeof checklistItems)[number], z.ZodBoolean>),
        pictures: z.array(z.object({ id: z.uuid(), accepted: z.boolean(), because: reason.nullable() })).max(20),
        reason,
      }),
      response: { 204: z.null(), 409: problemSchema },
    },
    handler: async (request, reply) => {
      const recommendation = await recommend(actOf(request), request.params.id, request.body)
      if (recommendation.kind === 'refused') throw new ProblemError(409, `review.${recommendation.because}`)
      return reply.code(204).send(null)
    },
  })

  app.route({
    method: 'GET',
    url: '/api/decisions',
    config: { access: ['verifier'] },
    schema: { operationId: 'listDecisions', tags: ['proofing'], response: { 200: z.object({ applications: z.array(waiting) }) } },
    handler: async (request) => ({ applications: (await decisionQueue(actOf(request))).map(waitingAnswer) }),
  })

  app.route({
    method: 'GET',
    url: '/api/applications/:id/decision-draft',
    config: { access: ['verifier'] },
    schema: {
      operationId: 'draftDecision',
      tags: ['proofing'],
      params: id,
      response: {
        200: z.object({ application: applicationSchema, dossier: z.looseObject({}), decision: certificateDecision, bytes: z.base64() }),
        409: problemSchema,
      },
    },
    handler: async (request) => {
      const draft = await draftDecision(actOf(request), request.params.id)
      return {
        application: applicationAnswer(await readApplication(actOf(request), request.params.id)),
        dossier: draft.dossier,
        decision: draft.decision,
        bytes: toBase64(draft.bytes),
      }
    },
  })

  app.route({
    method: 'POST',
    url: '/api/applications/:id/approvals',
    config: { access: ['verifier'] },
    schema: {
      operationId: 'approveApplication',
      tags: ['proofing'],
      params: id,
      body: z.object({ decision: certificateDecision, keyId: z.uuid(), verifierSha256: z.string().regex(/^[0-9a-f]{64}$/), challenge, sealedSecret }),
      response: { 204: z.null(), 409: problemSchema },
    },
    handler: async (request, reply) => {
      const approval = await approve(actOf(request), request.params.id, request.body)
      if (approval.kind === 'refused')
        throw new ProblemError(409, `key.${approval.because}`, approval.attemptsLeft === undefined ? undefined : { attemptsLeft: approval.attemptsLeft })
      return reply.code(204).send(null)
    },
  })

  app.route({
    method: 'POST',
    url: '/api/applications/:id/refusals',
    config: { access: ['verifier'] },
    schema: {
      operationId: 'turnDownApplication',
      tags: ['proofing'],
      params: id,
      body: z.object({ outcome: z.enum(['negative', 'deferred']), reason: reason.min(1) }),
      response: { 204: z.null(), 409: problemSchema },
    },
    handler: async (request, reply) => {
      await turnDown(actOf(request), request.params.id, request.body.outcome, request.body.reason)
      return reply.code(204).send(null)
    },
  })
}
