import { Readable } from 'node:stream'
import { z } from 'zod'
import { actOf, problemSchema, type Routes } from '../../platform/index.ts'
import { addDocument } from '../service/add.ts'
import { documentShape, showDocument } from './shapes.ts'

export const uploadRoutes: Routes = async (app) => {
  // The stream itself: whatever its size, it never stands in memory. Storage counts and stops it.
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))

  app.route({
    method: 'POST',
    url: '/api/documents',
    config: { access: ['account'] },
    schema: {
      operationId: 'addDocument',
      consumes: ['application/octet-stream'],
      body: z.custom<Readable>((body) => body instanceof Readable).meta({ type: 'string', format: 'binary' }),
      querystring: z.object({ name: z.string().min(1).max(1_000), cabinetId: z.uuid().optional() }),
      response: { 201: documentShape, 413: problemSchema, 422: problemSchema },
    },
    handler: async (request, reply) => {
      const document = await addDocument(actOf(request), { ...request.query, contents: request.body })
      return reply.code(201).header('location', `/api/documents/${document.id}`).send(showDocument(document, request.actor))
    },
  })
}
