import { toPem } from '@countersign/engine/keystore'
import { z } from 'zod'
import { actOf, NotFound, type Routes } from '../platform/index.ts'
import { authorityKinds } from './rules.ts'
import { answerOcspRequest, answerTimestampRequest, hierarchyOf, revocationList } from './service/index.ts'

/** Each answer is a signature and a row in the vault's log. Kept per process and address, like every such limit. */
const perMinute = (max: number) => ({ access: ['everyone'] as const, rateLimit: { max, timeWindow: 60_000 } })

/** RFC 6960 §A.1 and RFC 3161 §3.4 requests are small; anything larger is not one. */
const requestLimit = 65_536

export const authorityRoutes: Routes = async (app) => {
  app.addContentTypeParser(
    ['application/ocsp-request', 'application/timestamp-query'],
    { parseAs: 'buffer', bodyLimit: requestLimit },
    (_request, body, done) => done(null, body),
  )
  const everyone = { access: ['everyone'] } as const

  app.route({
    method: 'POST',
    url: '/pki/ocsp',
    config: perMinute(1_200),
    schema: { operationId: 'answerOcsp', tags: ['pki'], hide: true },
    handler: async (request, reply) => reply.type('application/ocsp-response').send(Buffer.from(await answerOcspRequest(actOf(request), octets(request.body)))),
  })

  app.route({
    method: 'GET',
    url: '/pki/ocsp/*',
    config: perMinute(1_200),
    schema: { hide: true, params: z.object({ '*': z.string().max(2_000) }) },
    handler: async (request, reply) => {
      const asked = new Uint8Array(Buffer.from(request.params['*'], 'base64'))
      return reply.type('application/ocsp-response').send(Buffer.from(await answerOcspRequest(actOf(request), asked)))
    },
  })

  app.route({
    method: 'POST',
    url: '/pki/tsa',
    config: perMinute(600),
    schema: { operationId: 'answerTimestamp', tags: ['pki'], hide: true },
    handler: async (request, reply) =>
      reply.type('application/timestamp-reply').send(Buffer.from(await answerTimestampRequest(request.server.platform, octets(request.body)))),
  })

  app.route({
    method: 'GET',
    url: '/pki/crl/:issuer/:file',
    config: everyone,
    schema: { hide: true, params: z.object({ issuer: z.enum(['root', 'issuing-authority']), file: z.string().regex(/^\d{1,3}\.crl$/) }) },
    handler: async (request, reply) => {
      const list = await revocationList(actOf(request), request.params.issuer, Number.parseInt(request.params.file, 10))
      if (list === undefined) throw new NotFound('revocation-list')
      return reply.type('application/pkix-crl').header('cache-control', 'public, max-age=300').send(list.der)
    },
  })

  app.route({
    method: 'GET',
    url: '/pki/ca/:file',
    config: everyone,
    schema: { hide: true, params: z.object({ file: z.string().max(40) }) },
    handler: async (request, reply) => {
      const kind = authorityKinds.find((candidate) => `${candidate}.cer` === request.params.file)
      if (kind === undefined) throw new NotFound('authority-certificate')
      const member = (await hierarchyOf(request.server.platform))[kind]
      return reply.type('application/pkix-cert').header('cache-control', 'public, max-age=3600').send(Buffer.from(member.certificate.der))
    },
  })

  app.route({
    method: 'GET',
    url: '/pki/anchors.pem',
    config: everyone,
    schema: { hide: true },
    handler: async (request, reply) => {
      const { root } = await hierarchyOf(request.server.platform)
      return reply.type('application/x-pem-file').send(toPem('CERTIFICATE', root.certificate.der))
    },
  })
}

function octets(body: unknown): Uint8Array {
  return body instanceof Uint8Array ? body : new Uint8Array(0)
}
