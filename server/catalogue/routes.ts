import { z } from 'zod'
import { actOf, type Routes } from '../platform/index.ts'
import { makeVouchers, products } from './service.ts'

export const productSchema = z
  .object({
    id: z.string(),
    holder: z.enum(['person', 'company', 'seal']),
    keys: z.array(z.enum(['cloud', 'file'])),
    validityDays: z.number().int(),
    price: z.object({ minor: z.number().int(), currency: z.string() }),
  })
  .meta({ id: 'Product' })

export const catalogueRoutes: Routes = async (app) => {
  app.route({
    method: 'GET',
    url: '/api/products',
    config: { access: ['everyone'] },
    schema: { operationId: 'listProducts', tags: ['catalogue'], response: { 200: z.object({ products: z.array(productSchema) }) } },
    handler: async (request) => ({ products: (await products(actOf(request))).map((product) => ({ ...product, keys: [...product.keys] })) }),
  })

  app.route({
    method: 'POST',
    url: '/api/voucher-batches',
    config: { access: ['operator'] },
    schema: {
      operationId: 'makeVouchers',
      tags: ['catalogue'],
      body: z.object({
        productId: z.string().max(60),
        name: z.string().min(1).max(100),
        count: z.number().int().min(1).max(1_000),
        expiresAt: z.iso.datetime(),
      }),
      response: { 201: z.object({ codes: z.array(z.string()) }) },
    },
    handler: async (request, reply) => {
      const { expiresAt, ...batch } = request.body
      return reply.code(201).send({ codes: await makeVouchers(actOf(request), { ...batch, expiresAt: new Date(expiresAt) }) })
    },
  })
}
