/** The built web app: hashed files for a year, and one index.html with a fresh nonce for every other address. */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const yearSeconds = 31_536_000

export async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  const page = await readFile(join(folder, 'index.html'), 'utf8')
  await app.register(fastifyStatic, { root: join(folder, 'assets'), serve: false, cacheControl: false, preCompressed: true })
  app.route({
    method: 'GET',
    url: '/assets/*',
    config: { access: ['everyone'] },
    schema: { hide: true },
    // Names carry a hash of the contents.
    handler: (request, reply) =>
      reply
        .header('cache-control', `public, max-age=${yearSeconds}, immutable`)
        .header('vary', 'accept-encoding')
        .sendFile((request.params as { '*': string })['*']),
  })
  app.route({
    method: 'GET',
    url: '/*',
    config: { access: ['everyone'] },
    schema: { hide: true },
    handler: async (request, reply) => {
      if (/^\/(api|pki|assets)\//.test(request.url)) return reply.callNotFound()
      const nonce = randomBytes(16).toString('base64')
      return reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', contentSecurityPolicy(nonce))
        .header('cache-control', 'no-store')
        .send(page.replaceAll('__CSP_NONCE__', nonce))
    },
  })
}

/** Nothing from elsewhere, nothing inline but the component library's nonced style sheets. */
function contentSecurityPolicy(nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self' 'wasm-unsafe-eval'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `style-src-attr 'none'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}
