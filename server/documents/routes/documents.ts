import { z } from 'zod'
import { actOf, type Routes } from '../../platform/index.ts'
import { readDocument, readList } from '../service/read.ts'
import { openOriginal, openView } from '../service/view.ts'
import { listFilters } from '../store.list.ts'
import { sendFile } from './send-file.ts'
import { documentId, documentListShape, documentPageShape, showList, showPage } from './shapes.ts'

export const documentRoutes: Routes = async (app) => {
  app.route({
    method: 'GET',
    url: '/api/documents',
    config: { access: ['account'] },
    schema: {
      operationId: 'listDocuments',
      querystring: z.object({
        filter: z.enum(listFilters).default('all'),
        search: z.string().max(200).optional(),
        after: z.string().max(200).optional(),
        cabinetId: z.uuid().optional(),
      }),
      response: { 200: documentListShape },
    },
    handler: async (request) => showList(await readList(actOf(request), request.query)),
  })

  app.route({
    method: 'GET',
    url: '/api/documents/:id',
    config: { access: ['account', 'guest'] },
    schema: { operationId: 'readDocument', params: documentId, response: { 200: documentPageShape } },
    handler: async (request) => showPage(await readDocument(actOf(request), request.params.id), request.actor),
  })

  app.route({
    method: 'GET',
    url: '/api/documents/:id/original',
    config: { access: ['account', 'guest'] },
    schema: { operationId: 'downloadOriginal', params: documentId },
    handler: async (request, reply) => {
      const file = await openOriginal(actOf(request), request.params.id)
      return sendFile(request, reply, { ...file, show: 'attachment' })
    },
  })

  app.route({
    method: 'GET',
    url: '/api/documents/:id/view',
    config: { access: ['account', 'guest'] },
    schema: { operationId: 'viewDocument', params: documentId },
    handler: async (request, reply) => {
      const view = await openView(actOf(request), request.params.id)
      if ('state' in view) return reply.code(view.state === 'pending' ? 202 : 404).send(view)
      return sendFile(request, reply, { ...view, name: `${view.name}.pdf`, show: 'inline' })
    },
  })
}
