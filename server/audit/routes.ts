import { z } from 'zod'
import { actOf, type Routes } from '../platform/index.ts'
import { readAudit, verifyAudit } from './service.ts'

const entry = z
  .object({
    number: z.number().int(),
    at: z.string(),
    action: z.string(),
    subject: z.string(),
    actor: z.object({ kind: z.enum(['nobody', 'account', 'guest', 'system']), id: z.string() }),
    details: z.record(z.string(), z.unknown()),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' })

const verdict = z.union([
  z.object({ intact: z.literal(true), entries: z.number().int(), head: z.string() }),
  z.object({ intact: z.literal(false), entries: z.number().int(), brokenAt: z.number().int(), because: z.enum(['number', 'link', 'hash']) }),
])

export const auditRoutes: Routes = async (app) => {
  app.route({
    method: 'GET',
    url: '/api/audit-entries',
    config: { access: ['operator'] },
    schema: {
      operationId: 'listAuditEntries',
      tags: ['audit'],
      querystring: z.object({ before: z.coerce.number().int().positive().optional() }),
      response: { 200: z.object({ entries: z.array(entry), next: z.number().int().nullable() }) },
    },
    handler: async (request) => {
      const { entries, next } = await readAudit(actOf(request), request.query.before)
      return { entries: entries.map((one) => ({ ...one, actor: { ...one.actor }, details: { ...one.details } })), next }
    },
  })

  app.route({
    method: 'POST',
    url: '/api/audit-verifications',
    config: { access: ['operator'], rateLimit: { max: 20, timeWindow: 60_000 } },
    schema: { operationId: 'verifyAuditLog', tags: ['audit'], response: { 200: verdict } },
    handler: async (request) => verifyAudit(request.server.platform.database),
  })
}
