import { z } from 'zod'
import { actOf, NotFound, type Routes } from '../platform/index.ts'
import { outbox } from './service.ts'

const message = z
  .object({
    id: z.uuid(),
    channel: z.enum(['mail', 'sms']),
    recipient: z.string(),
    language: z.string(),
    subject: z.string(),
    body: z.string(),
    link: z.string().nullable(),
    createdAt: z.string(),
  })
  .meta({ id: 'OutboxMessage' })

export const notificationsRoutes: Routes = async (app) => {
  app.route({
    method: 'GET',
    url: '/api/outbox',
    config: { access: ['everyone'] },
    schema: { operationId: 'listOutbox', response: { 200: z.object({ messages: z.array(message) }) } },
    handler: async (request) => {
      const { config } = request.server.platform
      // Real messages are nobody's to read; only a demonstration, whose people are invented, shows them.
      if (!config.COUNTERSIGN_DEMONSTRATION) throw new NotFound('outbox')
      const messages = await outbox(actOf(request))
      return { messages: messages.map(({ created_at, ...rest }) => ({ ...rest, createdAt: created_at.toISOString() })) }
    },
  })
}
