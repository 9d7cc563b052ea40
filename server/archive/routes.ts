import { z } from 'zod'
import { disposition, documentId, sendFile, titleOf } from '../documents/index.ts'
import { actOf, languages, type Routes } from '../platform/index.ts'
import { openArchive, openCertificate, openSignedPdf } from './service/archive.ts'
import { makeCopy } from './service/copy.ts'
import { publicVerdict } from './service/public.ts'
import { statisticsOf } from './service/statistics.ts'

const moment = z.iso.datetime()

/** Archive and copy need registration; the original is for everyone who may open the document (F5). */
export const archiveRoutes: Routes = async (app) => {
  app.route({
    method: 'GET',
    url: '/api/documents/:id/archive',
    config: { access: ['account'] },
    schema: { operationId: 'downloadArchive', params: documentId },
    handler: async (request, reply) => {
      const { document, stored, stream } = await openArchive(actOf(request), request.params.id)
      const name = `${titleOf(document.name)}.zip`
      if (stored !== null) return sendFile(request, reply, { ...stored, name, mediaType: 'application/zip', show: 'attachment' })
      return reply.header('content-type', 'application/zip').header('content-disposition', disposition('attachment', name)).send(stream())
    },
  })

  app.route({
    method: 'GET',
    url: '/api/documents/:id/copy',
    config: { access: ['account'] },
    schema: { operationId: 'downloadCopy', params: documentId, querystring: z.object({ language: z.enum(languages).optional() }) },
    handler: async (request, reply) => {
      const act = actOf(request)
      const { document, bytes } = await makeCopy(act, request.params.id, request.query.language ?? act.language)
      return reply
        .header('content-type', 'application/pdf')
        .header('content-disposition', disposition('attachment', `${titleOf(document.name)} (copy).pdf`))
        .send(Buffer.from(bytes))
    },
  })

  app.route({
    method: 'GET',
    url: '/api/documents/:id/signed-pdf',
    config: { access: ['account'] },
    schema: { operationId: 'downloadSignedPdf', params: documentId },
    handler: async (request, reply) => {
      const { document, ...file } = await openSignedPdf(actOf(request), request.params.id)
      return sendFile(request, reply, { ...file, name: `${titleOf(document.name)} (signed).pdf`, mediaType: 'application/pdf', show: 'attachment' })
    },
  })

  app.route({
    method: 'GET',
    url: '/api/documents/:id/signatures/:signatureId/certificate',
    config: { access: ['account'] },
    schema: { operationId: 'downloadSignerCertificate', params: documentId.extend({ signatureId: z.uuid() }) },
    handler: async (request, reply) => {
      const { name, certificate } = await openCertificate(actOf(request), request.params.id, request.params.signatureId)
      return reply
        .header('content-type', 'application/pkix-cert')
        .header('content-disposition', disposition('attachment', name))
        .send(Buffer.from(certificate.der))
    },
  })

  app.route({
    method: 'GET',
    url: '/api/documents/:id/statistics',
    config: { access: ['account'] },
    schema: {
      operationId: 'readStatistics',
      params: documentId,
      response: { 200: z.object({ rows: z.array(z.object({ action: z.string(), at: moment, who: z.string(), address: z.string(), userAgent: z.string() })) }) },
    },
    handler: async (request) => ({ rows: await statisticsOf(actOf(request), request.params.id) }),
  })

  app.route({
    method: 'GET',
    url: '/api/verdicts/:id',
    config: { access: ['everyone'], rateLimit: { max: 60, timeWindow: 60_000 } },
    schema: {
      operationId: 'readPublicVerdict',
      params: documentId,
      response: {
        200: z.object({
          state: z.string(),
          sha256: z.string(),
          signatures: z.array(
            z.object({
              name: z.string(),
              organisation: z.string().nullable(),
              certificateSha256: z.string(),
              signedAt: moment,
              timestampedAt: moment.nullable(),
              level: z.string(),
            }),
          ),
        }),
      },
    },
    handler: async (request) => {
      const { state, sha256, signatures } = await publicVerdict(actOf(request), request.params.id)
      return {
        state,
        sha256,
        signatures: signatures.map((signature) => ({
          ...signature,
          signedAt: signature.signedAt.toISOString(),
          timestampedAt: signature.timestampedAt?.toISOString() ?? null,
        })),
      }
    },
  })
}
