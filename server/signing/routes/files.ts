import { z } from 'zod'
import { documentId, sendFile, titleOf } from '../../documents/index.ts'
import { actOf, type Routes } from '../../platform/index.ts'
import { openEvidence, openPdfRevision } from '../service/files.ts'

/** The files that signing makes. */
export const fileRoutes: Routes = async (app) => {
  app.route({
    method: 'GET',
    url: '/api/documents/:id/pdf-revisions/:number',
    config: { access: ['account', 'guest'] },
    schema: { operationId: 'readPdfRevision', params: documentId.extend({ number: z.coerce.number().int().min(0) }) },
    handler: async (request, reply) => {
      const { document, source, tag } = await openPdfRevision(actOf(request), request.params.id, request.params.number)
      return sendFile(request, reply, { name: `${titleOf(document.name)}.pdf`, mediaType: 'application/pdf', sha256: tag, source, show: 'inline' })
    },
  })

  app.route({
    method: 'GET',
    url: '/api/documents/:id/signatures/:signatureId/cms',
    config: { access: ['account'] },
    schema: { operationId: 'downloadSignature', params: documentId.extend({ signatureId: z.uuid() }) },
    handler: async (request, reply) => {
      const { document, object, source } = await openEvidence(actOf(request), request.params.id, request.params.signatureId)
      return sendFile(request, reply, {
        name: `${document.name}.p7s`,
        mediaType: 'application/pkcs7-signature',
        sha256: object.sha256,
        source,
        show: 'attachment',
      })
    },
  })
}
