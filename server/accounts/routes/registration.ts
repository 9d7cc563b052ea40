import { z } from 'zod'
import { actOf, NotFound, type Routes } from '../../platform/index.ts'
import { currentTerms, maskedPhone } from '../rules.ts'
import { confirmEmail } from '../service/emails.ts'
import { newProofChallenge, type ProofOfWork } from '../service/proofs.ts'
import { confirmPhone, register, resendRegistrationCode } from '../service/register.ts'
import {
  codeSchema,
  consentsSchema,
  emailSchema,
  languageSchema,
  nameSchema,
  passwordSchema,
  perAddress,
  phoneSchema,
  refuse,
  setSessionCookie,
  tokenSchema,
} from './schemas.ts'

const access = ['everyone'] as const

const proofChallenge = z
  .object({
    parameters: z.looseObject({ algorithm: z.string(), nonce: z.string(), salt: z.string(), cost: z.number(), keyLength: z.number(), keyPrefix: z.string() }),
    signature: z.string(),
  })
  .meta({ id: 'ProofOfWorkChallenge' })
const proofOfWork = z
  .object({
    challenge: proofChallenge,
    solution: z.object({ counter: z.number().int().nonnegative(), derivedKey: z.string().max(200), time: z.number().optional() }),
  })
  .meta({ id: 'ProofOfWork' })
const codeSent = z.object({ id: z.uuid(), phone: z.string(), nextCodeAt: z.string(), codeExpiresAt: z.string() }).meta({ id: 'Registration' })

export const registrationRoutes: Routes = async (app) => {
  app.route({
    method: 'GET',
    url: '/api/terms',
    config: { access },
    schema: { operationId: 'getTerms', response: { 200: z.object({ version: z.string(), publishedAt: z.string() }) } },
    handler: async () => currentTerms,
  })

  app.route({
    method: 'GET',
    url: '/api/proof-of-work',
    config: { access, rateLimit: perAddress(60) },
    schema: { operationId: 'getProofOfWork', response: { 200: proofChallenge } },
    handler: async (request) => proofChallenge.parse(await newProofChallenge(actOf(request))),
  })

  app.route({
    method: 'POST',
    url: '/api/registrations',
    config: { access, rateLimit: perAddress(30) },
    schema: {
      operationId: 'register',
      body: z.object({
        email: emailSchema,
        phone: phoneSchema,
        password: passwordSchema,
        name: z.object({ given: nameSchema, family: nameSchema }),
        language: languageSchema,
        consents: consentsSchema,
        proofOfWork,
      }),
      response: { 201: codeSent },
    },
    handler: async (request, reply) => {
      // The signature covers the challenge's parameters as they were given out, whatever they hold.
      const decision = await register(actOf(request), { ...request.body, proofOfWork: request.body.proofOfWork as ProofOfWork })
      if (decision.kind === 'refused') refuse(decision.because)
      const { sending } = decision
      if (sending.kind === 'too-soon') refuse('code.too-soon', { nextCodeAt: sending.nextAt.toISOString() })
      return reply
        .code(201)
        .send({ id: decision.id, phone: maskedPhone(decision.phone), nextCodeAt: sending.nextAt.toISOString(), codeExpiresAt: sending.expiresAt.toISOString() })
    },
  })

  app.route({
    method: 'POST',
    url: '/api/registrations/:id/phone-confirmations',
    config: { access, rateLimit: perAddress(60) },
    schema: {
      operationId: 'confirmPhone',
      params: z.object({ id: z.uuid() }),
      body: z.object({ code: codeSchema }),
      response: { 201: z.object({ accountId: z.uuid() }) },
    },
    handler: async (request, reply) => {
      const decision = await confirmPhone(actOf(request), request.params.id, request.body.code)
      if (decision.kind === 'unknown') throw new NotFound('registration')
      if (decision.kind === 'refused') refuse(decision.because)
      if (decision.kind !== 'done') refuse(`code.${decision.kind}`, decision.kind === 'wrong' ? { triesLeft: decision.triesLeft } : undefined)
      setSessionCookie(reply, app.platform, decision.session.token)
      return reply.code(201).send({ accountId: decision.accountId })
    },
  })

  app.route({
    method: 'POST',
    url: '/api/registrations/:id/code-resends',
    config: { access, rateLimit: perAddress(30) },
    schema: {
      operationId: 'resendRegistrationCode',
      params: z.object({ id: z.uuid() }),
      response: { 202: z.object({ nextCodeAt: z.string(), codeExpiresAt: z.string() }) },
    },
    handler: async (request, reply) => {
      const sending = await resendRegistrationCode(actOf(request), request.params.id)
      if (sending.kind === 'unknown') throw new NotFound('registration')
      if (sending.kind === 'too-soon') refuse('code.too-soon', { nextCodeAt: sending.nextAt.toISOString() })
      return reply.code(202).send({ nextCodeAt: sending.nextAt.toISOString(), codeExpiresAt: sending.expiresAt.toISOString() })
    },
  })

  app.route({
    method: 'POST',
    url: '/api/email-confirmations',
    config: { access, rateLimit: perAddress(60) },
    schema: { operationId: 'confirmEmail', body: z.object({ token: tokenSchema }), response: { 200: z.object({ email: z.string() }) } },
    handler: async (request) => {
      const decision = await confirmEmail(actOf(request), request.body.token)
      if (decision.kind === 'refused') refuse(decision.because)
      return { email: decision.email }
    },
  })
}
