/**
 * The HTTP edge: one Fastify instance with the rules that hold for every route.
 * Content security policy, same-origin check on unsafe methods (Fetch Metadata and Origin; with SameSite cookies this is the CSRF defence),
 * bounded bodies, problem+json, and the actor of each request.
 */
import { randomBytes } from 'node:crypto'
import fastifyCookie from '@fastify/cookie'
import fastifyRateLimit from '@fastify/rate-limit'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { serializerCompiler, validatorCompiler, type FastifyPluginAsyncZod, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { Act, type Actor, type Platform } from './act.ts'
import { guardRoutes, type RouteAccess } from './access.ts'
import { handleError, ProblemError, sendProblem } from './problems.ts'

export type Authenticate = (platform: Platform, request: FastifyRequest) => Promise<Actor>

declare module 'fastify' {
  interface FastifyInstance {
    platform: Platform
  }
}

/** What a domain's routes.ts exports. */
export type Routes = FastifyPluginAsyncZod

const unsafeMethods = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

export async function buildHttp(platform: Platform, authenticate: Authenticate): Promise<{ app: FastifyInstance; routes: RouteAccess[] }> {
  const app = fastify({
    bodyLimit: 1_048_576,
    requestTimeout: 0,
    // Whoever is not named could write any address into its header.
    trustProxy: platform.config.TRUSTED_PROXIES ?? false,
    // A browser's idle connection must not hold up a stop.
    forceCloseConnections: 'idle',
    // Query strings carry one-time links: never in a log.
    logger: { level: process.env['LOG_LEVEL'] ?? 'warn', serializers: { req: (request) => ({ method: request.method, path: request.url.split('?')[0] }) } },
    genReqId: () => randomBytes(8).toString('hex'),
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(handleError)
  app.setNotFoundHandler({}, (_request, reply) => sendProblem(reply, { status: 404, code: 'route.not-found', title: 'Not found' }))
  app.decorate('platform', platform)
  app.decorateRequest('actor', null as never)
  const routes: RouteAccess[] = []
  guardRoutes(app, routes)
  await app.register(fastifyCookie)
  await app.register(fastifyRateLimit, { global: false, errorResponseBuilder: () => new ProblemError(429, 'too-many-requests') })
  app.addHook('onRequest', async (request) => {
    if (unsafeMethods.has(request.method) && !request.url.startsWith('/pki/')) refuseForeignOrigin(request, platform.config.publicUrl)
    request.actor = await authenticate(platform, request)
  })
  const overTls = platform.config.publicUrl.startsWith('https:')
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'same-origin').header('cross-origin-opener-policy', 'same-origin')
    if (overTls) reply.header('strict-transport-security', 'max-age=31536000')
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    // Whatever is neither our page nor a part of it is data: nobody's page, in nobody's frame. A worker would take its policy from its own answer.
    if (!reply.hasHeader('content-security-policy') && !request.url.startsWith('/assets/'))
      reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
  })
  return { app: app as unknown as FastifyInstance, routes }
}

/** Programs without a browser send neither header and carry no cookie that a third party could ride on. */
function refuseForeignOrigin(request: FastifyRequest, publicUrl: string): void {
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  const own = origin === undefined || origin === new URL(publicUrl).origin || origin === `${request.protocol}://${request.host}`
  if (!own || (site !== undefined && site !== 'same-origin' && site !== 'none')) throw new ProblemError(403, 'foreign-origin')
}

/** The act of a request: who, when, from where, in which language. */
export function actOf(request: FastifyRequest): Act {
  return new Act(request.server.platform, request.actor, {
    origin: { address: request.ip, userAgent: (request.headers['user-agent'] ?? '').slice(0, 300) },
    language: languageOf(request),
  })
}

function languageOf(request: FastifyRequest): string {
  const asked = request.headers['accept-language'] ?? ''
  return /^\s*uk\b/i.test(asked) ? 'uk' : 'en'
}
