/** The whole HTTP surface on one platform: API, PKI services and the web app. Tests and the OpenAPI document build it without listening. */
import fastifySwagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { authenticate } from './accounts/index.ts'
import { withGuests } from './documents/index.ts'
import { demonstrationRoutes } from './demonstration.ts'
import { allRoutes } from './domains.ts'
import { buildHttp, type Platform, type RouteAccess } from './platform/index.ts'
import { serveWeb } from './web.ts'

export async function buildApp(
  platform: Platform,
  options: { readonly webFolder?: string } = {},
): Promise<{ app: FastifyInstance; routes: readonly RouteAccess[] }> {
  const { app, routes } = await buildHttp(platform, withGuests(authenticate))
  await app.register(fastifySwagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Countersign', version: '0.1.0', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } } },
    transform: jsonSchemaTransform,
  })
  await app.register(demonstrationRoutes)
  for (const plugin of allRoutes) await app.register(plugin)
  if (options.webFolder !== undefined) await serveWeb(app, options.webFolder)
  await app.ready()
  return { app, routes }
}
