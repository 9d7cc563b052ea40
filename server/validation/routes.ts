import { Readable } from 'node:stream'
import { toBase64 } from '@countersign/engine/bytes'
import { z } from 'zod'
import { actOf, type Routes } from '../platform/index.ts'
import { anchors, validateUpload } from './service.ts'

const largestValidated = 268_435_456

export const validationRoutes: Routes = async (app) => {
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))

  app.route({
    method: 'GET',
    url: '/api/trust-anchors',
    config: { access: ['everyone'] },
    schema: {
      operationId: 'listTrustAnchors',
      response: {
        200: z.object({ anchors: z.array(z.object({ subject: z.string(), sha256: z.string(), certificate: z.base64() })), intermediates: z.array(z.base64()) }),
      },
    },
    handler: async (request) => {
      const { trusted, intermediates } = await anchors(actOf(request))
      return {
        anchors: trusted.map(({ subject, sha256, der }) => ({ subject: subject.text, sha256, certificate: toBase64(der) })),
        intermediates: intermediates.map(toBase64),
      }
    },
  })

  app.route({
    method: 'POST',
    url: '/api/validations',
    config: { access: ['everyone'], rateLimit: { max: 20, timeWindow: 60_000 } },
    schema: {
      operationId: 'validateFile',
      description: 'A signed file that holds what it signs: a PDF, an attached CMS, a container. The report is that of `countersign verify --json`.',
      consumes: ['application/octet-stream'],
      body: z.custom<Readable>((body) => body instanceof Readable).meta({ type: 'string', format: 'binary' }),
      response: { 200: z.record(z.string(), z.unknown()) },
    },
    handler: async (request) => ({ ...(await validateUpload(actOf(request), request.body, largestValidated)) }),
  })
}
