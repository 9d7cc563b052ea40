import { fromBase64, toBase64 } from '@countersign/engine/bytes'
import { challenge, sealedSecret } from '@countersign/vault/protocol'
import { z } from 'zod'
import { issuerChain, revocationReasons } from '../authority/index.ts'
import { actOf, problemSchema, type Routes } from '../platform/index.ts'
import { keyFileName, stateOf } from './rules.ts'
import { bindFileKey, cloudKeyChallenge, keyMaking, makeCloudKey, ownCertificates, revokeOwn, signingChallenge, signWithCloudKey } from './service/index.ts'

const id = z.object({ id: z.uuid() })
const access = ['account'] as const
const challengeSchema = z
  .object({ keyId: z.uuid(), challenge, transportKey: z.string(), expiresAt: z.string(), person: z.string() })
  .meta({ id: 'KeyChallenge' })
const place = z.enum(['cloud', 'file'])

const making = z
  .object({
    keys: z.array(z.object({ id: z.uuid(), place, certified: z.boolean() })),
    next: place.nullable(),
    wanted: z.array(place),
    applicationDigest: z.string(),
    subject: z.looseObject({}),
    fileName: z.string(),
  })
  .meta({ id: 'KeyMaking' })

const certificate = z
  .object({
    id: z.uuid(),
    keyId: z.uuid(),
    place,
    state: z.enum(['good', 'expiring', 'expired', 'revoked', 'not-yet-valid']),
    serialNumber: z.string(),
    sha256: z.string(),
    notBefore: z.string(),
    notAfter: z.string(),
    /** DER, the certificate first, then its issuers. */
    chain: z.array(z.base64()),
  })
  .meta({ id: 'HolderCertificate' })

/** Signed attributes are a few hundred bytes; a batch is a page of documents. */
const messages = z.array(z.base64().max(90_000)).min(1).max(200)

export const certificatesRoutes: Routes = async (app) => {
  app.route({
    method: 'GET',
    url: '/api/applications/:id/keys',
    config: { access },
    schema: { operationId: 'readKeyMaking', tags: ['certificates'], params: id, response: { 200: making, 409: problemSchema } },
    handler: async (request) => {
      const { keys, next, product, applicationDigest, subject } = await keyMaking(actOf(request), request.params.id)
      return {
        keys: keys.map((key) => ({ id: key.id, place: key.place, certified: key.certificate_id !== null })),
        next: next ?? null,
        wanted: [...product.keys],
        applicationDigest,
        subject: { ...subject },
        fileName: keyFileName(subject),
      }
    },
  })

  app.route({
    method: 'POST',
    url: '/api/applications/:id/cloud-key-challenges',
    config: { access },
    schema: { operationId: 'challengeForCloudKey', tags: ['certificates'], params: id, response: { 201: challengeSchema, 409: problemSchema } },
    handler: async (request, reply) => {
      const handed = await cloudKeyChallenge(actOf(request), request.params.id)
      return reply.code(201).send({ ...handed, expiresAt: handed.expiresAt.toISOString() })
    },
  })

  app.route({
    method: 'POST',
    url: '/api/applications/:id/cloud-keys',
    config: { access },
    schema: {
      operationId: 'makeCloudKey',
      tags: ['certificates'],
      params: id,
      body: z.object({ keyId: z.uuid(), challenge, sealedSecret }),
      response: { 201: z.object({ id: z.uuid() }), 409: problemSchema },
    },
    handler: async (request, reply) => reply.code(201).send({ id: await makeCloudKey(actOf(request), request.params.id, request.body) }),
  })

  app.route({
    method: 'POST',
    url: '/api/applications/:id/file-keys',
    config: { access },
    schema: {
      operationId: 'bindFileKey',
      tags: ['certificates'],
      params: id,
      body: z.object({ request: z.base64().max(20_000), challenge, sealedSecret }),
      response: { 201: z.object({ id: z.uuid() }), 409: problemSchema, 422: problemSchema },
    },
    handler: async (request, reply) =>
      reply.code(201).send({ id: await bindFileKey(actOf(request), request.params.id, { ...request.body, request: fromBase64(request.body.request) }) }),
  })

  app.route({
    method: 'GET',
    url: '/api/certificates',
    config: { access },
    schema: { operationId: 'listCertificates', tags: ['certificates'], response: { 200: z.object({ certificates: z.array(certificate) }) } },
    handler: async (request) => {
      const act = actOf(request)
      const rows = await ownCertificates(act)
      const issuers = rows.length === 0 ? [] : (await issuerChain(act.platform)).map(toBase64)
      return {
        certificates: rows.map((row) => ({
          id: row.id,
          keyId: row.key.id,
          place: row.key.place,
          state: stateOf({ status: row.status, notBefore: row.not_before, notAfter: row.not_after }, act.now),
          serialNumber: row.serial_number,
          sha256: row.sha256,
          notBefore: row.not_before.toISOString(),
          notAfter: row.not_after.toISOString(),
          chain: [toBase64(row.der), ...issuers],
        })),
      }
    },
  })

  app.route({
    method: 'POST',
    url: '/api/certificates/:id/revocations',
    config: { access },
    schema: {
      operationId: 'revokeOwnCertificate',
      tags: ['certificates'],
      params: id,
      body: z.object({ reason: z.enum(revocationReasons) }),
      response: { 201: z.object({ outcome: z.enum(['revoked', 'was-revoked']) }) },
    },
    handler: async (request, reply) => reply.code(201).send({ outcome: await revokeOwn(actOf(request), request.params.id, request.body.reason) }),
  })

  app.route({
    method: 'POST',
    url: '/api/cloud-keys/:id/challenges',
    config: { access },
    schema: { operationId: 'challengeForSigning', tags: ['certificates'], params: id, response: { 201: challengeSchema, 409: problemSchema } },
    handler: async (request, reply) => {
      const handed = await signingChallenge(actOf(request), request.params.id)
      return reply.code(201).send({ ...handed, expiresAt: handed.expiresAt.toISOString() })
    },
  })

  app.route({
    method: 'POST',
    url: '/api/cloud-keys/:id/signatures',
    config: { access },
    schema: {
      operationId: 'signWithCloudKey',
      tags: ['certificates'],
      params: id,
      body: z.object({ challenge, sealedSecret, messages }),
      response: { 201: z.object({ algorithm: z.string(), signatures: z.array(z.base64()) }), 409: problemSchema },
    },
    handler: async (request, reply) => {
      const signed = await signWithCloudKey(actOf(request), request.params.id, { ...request.body, messages: request.body.messages.map(fromBase64) })
      return reply.code(201).send({ algorithm: signed.algorithm, signatures: signed.signatures.map(toBase64) })
    },
  })
}
