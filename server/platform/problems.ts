/**
 * The one place where errors become HTTP: problem+json (RFC 9457) with a stable `code` that clients translate,
 * and `fields` where the fault lies in what was sent. Never a stack, never the text of an unexpected error.
 */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { VaultUnavailableError } from '@countersign/vault/protocol'
import { z } from 'zod'
import { NotAcceptable, NotAllowed, NotFound } from './refusals.ts'

export const problemSchema = z
  .object({
    status: z.number().int(),
    code: z.string(),
    title: z.string(),
    fields: z.array(z.object({ path: z.string(), code: z.string() })).optional(),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Problem' })

export type Problem = z.infer<typeof problemSchema>

/** A decision that went against the caller, as a routes.ts answers it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem
  constructor(status: number, code: string, details?: Record<string, unknown>) {
    super(code)
    this.problem = { status, code, title: titleOf(status), ...(details && { details }) }
  }
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.code(problem.status).type('application/problem+json').serializer(JSON.stringify).send(problem)
}

export function handleError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendProblem(reply, problemOf(error, request))
}

function problemOf(error: FastifyError | Error, request: FastifyRequest): Problem {
  if (error instanceof ProblemError) return error.problem
  if (error instanceof NotAllowed) return { status: 403, code: error.code, title: titleOf(403) }
  if (error instanceof NotFound) return { status: 404, code: `${error.what}.not-found`, title: titleOf(404) }
  if (error instanceof NotAcceptable) return { status: 422, code: 'not-acceptable', title: titleOf(422), fields: [...error.fields] }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map((fault) => ({ path: fault.instancePath.replace(/^\//, '').replaceAll('/', '.'), code: fault.keyword }))
    return { status: 400, code: 'invalid-request', title: titleOf(400), fields }
  }
  if (error instanceof VaultUnavailableError) return { status: 503, code: 'vault.unavailable', title: titleOf(503) }
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
  if (status < 500) return { status, code: status === 413 ? 'too-large' : status === 429 ? 'too-many-requests' : 'invalid-request', title: titleOf(status) }
  request.log.error({ err: { type: error.name, message: error.message, stack: error.stack } }, 'unexpected error')
  return { status: 500, code: 'unexpected', title: titleOf(500) }
}

const titles: Readonly<Record<number, string>> = {
  400: 'The request is not well-formed',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Not possible in this state',
  413: 'Too large',
  415: 'This kind of content is not accepted here',
  422: 'Not acceptable',
  429: 'Too many requests',
  500: 'Unexpected error',
  503: 'A part of the service does not answer',
}

function titleOf(status: number): string {
  return titles[status] ?? 'Refused'
}
