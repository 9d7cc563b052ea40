import { z } from 'zod'
import { actOf, type Routes } from '../../platform/index.ts'
import { holders, roles } from '../rules.ts'
import { switchCabinet, viewSession } from '../service/session.ts'

const account = z.object({
  id: z.uuid(),
  email: z.string(),
  phone: z.string().nullable(),
  name: z.object({ given: z.string(), middle: z.string().nullable(), family: z.string() }),
  roles: z.array(z.enum(['agent', 'verifier', 'operator'])).readonly(),
  language: z.string(),
  confirmed: z.boolean(),
})
export const cabinetSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(['personal', 'company']),
    holder: z.enum(holders).nullable(),
    name: z.string(),
    country: z.string().nullable(),
    taxNumber: z.string().nullable(),
    role: z.enum(roles),
  })
  .meta({ id: 'Cabinet' })
const session = z
  .object({ account: account.nullable(), cabinets: z.array(cabinetSchema).readonly(), currentCabinet: z.uuid().nullable() })
  .meta({ id: 'Session' })

export const sessionRoutes: Routes = async (app) => {
  app.route({
    method: 'GET',
    url: '/api/session',
    config: { access: ['everyone'] },
    schema: { operationId: 'getSession', response: { 200: session } },
    handler: async (request) => viewSession(actOf(request)),
  })

  app.route({
    method: 'PUT',
    url: '/api/session/cabinet',
    config: { access: ['account'] },
    schema: { operationId: 'switchCabinet', body: z.object({ cabinetId: z.uuid() }), response: { 204: z.null() } },
    handler: async (request, reply) => {
      await switchCabinet(actOf(request), request.body.cabinetId)
      return reply.code(204).send(null)
    },
  })
}
