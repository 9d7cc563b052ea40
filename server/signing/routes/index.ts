import { fromBase64 } from '@countersign/engine/bytes'
import { z } from 'zod'
import { documentId, documentShape, showDocument } from '../../documents/index.ts'
import { actOf, ProblemError, type Routes } from '../../platform/index.ts'
import { prepareSigning } from '../service/prepare.ts'
import { signDocument, type SigningResult } from '../service/sign.ts'
import { fileRoutes } from './files.ts'

const preparation = z
  .object({
    document: z.object({ id: z.uuid(), name: z.string(), size: z.number().int(), pages: z.number().int().nullable() }),
    signer: z.object({
      name: z.string(),
      personalNumber: z.string().nullable(),
      organisation: z.string().nullable(),
      organisationNumber: z.string().nullable(),
      title: z.string().nullable(),
      issuer: z.string(),
      serialNumber: z.string(),
      validFrom: z.string(),
      validTo: z.string(),
    }),
    certificateSha256: z.string(),
    digestAlgorithm: z.enum(['sha256', 'sha384', 'sha512']),
    digest: z.string(),
    chain: z.array(z.string()),
    pdf: z.object({ revision: z.number().int(), url: z.string() }).nullable(),
  })
  .meta({ id: 'SigningPreparation' })

const signatureAlgorithms = [
  'rsa-sha256',
  'rsa-sha384',
  'rsa-sha512',
  'rsa-pss-sha256',
  'rsa-pss-sha384',
  'rsa-pss-sha512',
  'ecdsa-sha256',
  'ecdsa-sha384',
  'ecdsa-sha512',
  'ed25519',
] as const

export const signingRoutes: Routes = async (app) => {
  await app.register(fileRoutes)

  app.route({
    method: 'POST',
    url: '/api/documents/:id/signing-preparations',
    config: { access: ['account', 'guest'] },
    schema: {
      operationId: 'prepareSigning',
      params: documentId,
      body: z.object({ certificate: z.base64().max(100_000), digestAlgorithm: z.enum(['sha256', 'sha384', 'sha512']).default('sha256') }),
      response: { 200: preparation },
    },
    handler: async (request) => {
      const { certificate, digestAlgorithm } = request.body
      const result = await prepareSigning(actOf(request), request.params.id, { certificate: fromBase64(certificate), digestAlgorithm })
      if (result.kind === 'refused') throw new ProblemError(409, 'signing.refused', { reasons: [...result.because] })
      const { document, pdfRevision, chain, ...rest } = result.preparation
      const { id, name, original, pages } = document
      return {
        ...rest,
        chain: [...chain],
        document: { id, name, pages, size: original.size },
        pdf: pdfRevision === null ? null : { revision: pdfRevision, url: `/api/documents/${id}/pdf-revisions/${pdfRevision}` },
      }
    },
  })

  app.route({
    method: 'POST',
    url: '/api/documents/:id/signatures',
    bodyLimit: 2_097_152,
    config: { access: ['account', 'guest'] },
    schema: {
      operationId: 'signDocument',
      params: documentId,
      body: z.object({
        cms: z.base64(),
        pdf: z
          .object({
            revision: z.number().int().min(0),
            signingTime: z.iso.datetime(),
            signatureAlgorithm: z.enum(signatureAlgorithms),
            signature: z.base64().max(10_000),
          })
          .optional(),
      }),
      response: { 201: z.object({ signatureId: z.uuid(), document: documentShape }) },
    },
    handler: async (request, reply) => {
      const { cms, pdf } = request.body
      const given = { cms: fromBase64(cms), pdf: pdf && { ...pdf, signingTime: new Date(pdf.signingTime), signature: fromBase64(pdf.signature) } }
      const { signatureId, document } = signedOrProblem(await signDocument(actOf(request), request.params.id, given))
      return reply.code(201).send({ signatureId, document: showDocument(document, request.actor) })
    },
  })
}

function signedOrProblem(result: SigningResult): Extract<SigningResult, { kind: 'signed' }> {
  switch (result.kind) {
    case 'signed':
      return result
    case 'refused':
      throw new ProblemError(409, 'signing.refused', { reasons: [...result.because] })
    case 'not-valid':
      throw new ProblemError(422, `signature.${result.because}`, { ...result.details })
    case 'revision-moved':
      throw new ProblemError(409, 'pdf.revision-moved', { revision: result.revision })
  }
}
