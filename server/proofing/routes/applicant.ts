import { z } from 'zod'
import { productSchema } from '../../catalogue/index.ts'
import { actOf, ProblemError, problemSchema, type Routes } from '../../platform/index.ts'
import { applicationLife, factsSchema } from '../rules/index.ts'
import {
  addPicture,
  openApplication,
  ownApplications,
  readAgreement,
  readApplication,
  readPicture,
  saveFacts,
  sendAgreementCode,
  signAgreement,
  submitApplication,
} from '../service/index.ts'

const id = z.object({ id: z.uuid() })
export const stateSchema = z.enum(Object.keys(applicationLife) as [keyof typeof applicationLife])
const slot = z.enum(['document-front', 'document-back', 'tax-number', 'selfie', 'company-appointment', 'company-registration'])
const brief = z.object({ id: z.uuid(), productId: z.string(), state: stateSchema, changedAt: z.string() }).meta({ id: 'ApplicationBrief' })

export const applicationSchema = z
  .object({
    id: z.uuid(),
    state: stateSchema,
    product: productSchema,
    facts: z.looseObject({}),
    slots: z.array(slot),
    documents: z.array(
      z.object({ id: z.uuid(), slot: z.string(), mediaType: z.string(), state: z.enum(['waiting', 'accepted', 'rejected']), because: z.string().nullable() }),
    ),
    reason: z.string().nullable(),
    submittedAt: z.string().nullable(),
    decideBy: z.string().nullable(),
  })
  .meta({ id: 'Application' })

export function applicationAnswer(view: Awaited<ReturnType<typeof readApplication>>): z.infer<typeof applicationSchema> {
  const { application, product, documents, slots, decideBy } = view
  return {
    id: application.id,
    state: application.state,
    product: { ...product, keys: [...product.keys] },
    facts: { ...application.facts },
    slots: [...slots],
    documents: documents.map((document) => ({
      id: document.id,
      slot: document.slot,
      mediaType: document.media_type,
      state: document.state,
      because: document.rejected_because,
    })),
    reason: application.reason,
    submittedAt: application.submitted_at?.toISOString() ?? null,
    decideBy: decideBy?.toISOString() ?? null,
  }
}

export const applicantRoutes: Routes = async (app) => {
  const access = ['account'] as const

  app.route({
    method: 'POST',
    url: '/api/applications',
    // A guesser of voucher codes gets thirty tries a minute from one address: a code has 79 bits.
    config: { access, rateLimit: { max: 30, timeWindow: '1 minute' } },
    schema: {
      operationId: 'openApplication',
      tags: ['proofing'],
      body: z.object({ voucherCode: z.string().max(60) }),
      response: { 201: z.object({ id: z.uuid() }), 409: problemSchema },
    },
    handler: async (request, reply) => {
      const opening = await openApplication(actOf(request), request.body.voucherCode)
      if (opening.kind === 'refused') throw new ProblemError(409, `voucher.${opening.because}`)
      return reply.code(201).send({ id: opening.applicationId })
    },
  })

  app.route({
    method: 'GET',
    url: '/api/applications',
    config: { access },
    schema: { operationId: 'listApplications', tags: ['proofing'], response: { 200: z.object({ applications: z.array(brief) }) } },
    handler: async (request) => ({
      applications: (await ownApplications(actOf(request))).map((row) => ({
        id: row.id,
        productId: row.product_id,
        state: row.state,
        changedAt: row.changed_at.toISOString(),
      })),
    }),
  })

  app.route({
    method: 'GET',
    url: '/api/applications/:id',
    config: { access },
    schema: { operationId: 'readApplication', tags: ['proofing'], params: id, response: { 200: applicationSchema } },
    handler: async (request) => applicationAnswer(await readApplication(actOf(request), request.params.id)),
  })

  app.route({
    method: 'PATCH',
    url: '/api/applications/:id/facts',
    config: { access },
    schema: { operationId: 'saveFacts', tags: ['proofing'], params: id, body: factsSchema, response: { 204: z.null() } },
    handler: async (request, reply) => {
      await saveFacts(actOf(request), request.params.id, request.body)
      return reply.code(204).send(null)
    },
  })

  // Pictures arrive as raw bytes: the stream goes to storage as it comes.
  await app.register(async (pictures) => {
    pictures.removeAllContentTypeParsers()
    pictures.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    pictures.route({
      method: 'PUT',
      url: '/api/applications/:id/pictures/:slot',
      bodyLimit: 16 * 1_048_576,
      config: { access },
      schema: {
        operationId: 'addPicture',
        tags: ['proofing'],
        consumes: ['application/octet-stream'],
        params: id.extend({ slot }),
        response: { 201: z.object({ id: z.uuid() }), 415: problemSchema },
      } as never,
      handler: async (request, reply) => {
        const params = request.params as { id: string; slot: string }
        return reply.code(201).send(await addPicture(actOf(request), params.id, params.slot, request.body as never))
      },
    })
  })

  app.route({
    method: 'GET',
    url: '/api/applications/:id/pictures/:documentId',
    config: { access },
    schema: { operationId: 'readPicture', tags: ['proofing'], params: id.extend({ documentId: z.uuid() }) },
    handler: async (request, reply) => {
      const picture = await readPicture(actOf(request), request.params.id, request.params.documentId)
      return (
        reply
          .type(picture.mediaType)
          .header('content-length', picture.size)
          // A PDF could bring pages and forms of its own under our name; it is saved rather than opened here.
          .header('content-disposition', picture.mediaType === 'application/pdf' ? 'attachment; filename="document.pdf"' : 'inline')
          .header('content-security-policy', "default-src 'none'; sandbox")
          .send(picture.contents)
      )
    },
  })

  app.route({
    method: 'POST',
    url: '/api/applications/:id/submissions',
    config: { access },
    schema: { operationId: 'submitApplication', tags: ['proofing'], params: id, response: { 204: z.null(), 409: problemSchema } },
    handler: async (request, reply) => {
      const submission = await submitApplication(actOf(request), request.params.id)
      if (submission.kind === 'incomplete') throw new ProblemError(409, 'application.incomplete', { missing: submission.missing })
      return reply.code(204).send(null)
    },
  })

  app.route({
    method: 'GET',
    url: '/api/applications/:id/agreement',
    config: { access },
    schema: { operationId: 'readAgreement', tags: ['proofing'], params: id },
    handler: async (request, reply) => {
      const agreement = await readAgreement(actOf(request), request.params.id)
      return reply.type('application/pdf').header('content-length', agreement.size).header('etag', `"${agreement.sha256}"`).send(agreement.contents)
    },
  })

  app.route({
    method: 'POST',
    url: '/api/applications/:id/agreement-codes',
    config: { access },
    schema: {
      operationId: 'sendAgreementCode',
      tags: ['proofing'],
      params: id,
      response: { 201: z.object({ to: z.string(), nextAt: z.string() }), 409: problemSchema },
    },
    handler: async (request, reply) => {
      const sending = await sendAgreementCode(actOf(request), request.params.id)
      if (sending.kind === 'too-soon') throw new ProblemError(409, 'code.too-soon', { nextAt: sending.nextAt.toISOString() })
      return reply.code(201).send({ to: sending.to, nextAt: sending.nextAt.toISOString() })
    },
  })

  app.route({
    method: 'POST',
    url: '/api/applications/:id/agreement-signatures',
    config: { access },
    schema: {
      operationId: 'signAgreement',
      tags: ['proofing'],
      params: id,
      body: z.object({ code: z.string().max(12), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
      response: { 204: z.null(), 409: problemSchema },
    },
    handler: async (request, reply) => {
      const agreeing = await signAgreement(actOf(request), request.params.id, request.body)
      if (agreeing.kind === 'refused')
        throw new ProblemError(409, `agreement.${agreeing.because}`, agreeing.triesLeft === undefined ? undefined : { triesLeft: agreeing.triesLeft })
      return reply.code(204).send(null)
    },
  })
}
