/**
 * The vault as the server sees it: five functions over a Unix socket, kept alive.
 * A refusal comes back as a value; only a vault that does not answer, or answers nonsense, throws.
 */
import { Agent, request } from 'node:http'
import { z } from 'zod'
import type * as asked from './protocol/requests.ts'
import { createRequest, describeRequest, destroyRequest, importRequest, signRequest } from './protocol/requests.ts'
import type * as answered from './protocol/responses.ts'
import { createResponse, describeResponse, destroyResponse, importResponse, signResponse } from './protocol/responses.ts'

/** A 'describe' answers what it was asked; the other shapes cannot come. */
type Described<W> = Extract<answered.DescribeResponse, { what: W }> | answered.Refusal
type Imported<W> = Extract<answered.ImportResponse, { what: W }> | answered.Refusal

export type VaultClient = {
  create(asking: asked.CreateRequest): Promise<answered.CreateResponse>
  import<R extends asked.ImportRequest>(asking: R): Promise<Imported<R['what']>>
  sign(asking: asked.SignRequest): Promise<answered.SignResponse>
  describe<R extends asked.DescribeRequest>(asking: R): Promise<Described<R['what']>>
  destroy(asking: asked.DestroyRequest): Promise<answered.DestroyResponse>
  close(): void
}

export class VaultUnavailableError extends Error {
  override readonly name = 'VaultUnavailableError'
}

const answerLimit = 64 * 1024 * 1024

export function vaultClient(socketPath: string, options: { readonly timeout?: number } = {}): VaultClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const timeout = options.timeout ?? 60_000

  async function ask(verb: string, asking: z.ZodType, answering: z.ZodType, body: unknown): Promise<unknown> {
    const text = await post(JSON.stringify(z.encode(asking, body)), `/${verb}`)
    return z.decode(answering, JSON.parse(text))
  }

  function post(body: string, path: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const fail = (cause: unknown): void => reject(new VaultUnavailableError('the vault does not answer', { cause }))
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
      const call = request({ socketPath, agent, method: 'POST', path, headers, timeout }, (response) => {
        const parts: Buffer[] = []
        let size = 0
        response.on('data', (part: Buffer) => {
          size += part.length
          if (size > answerLimit) response.destroy(new Error('the answer is too long'))
          parts.push(part)
        })
        response.on('error', fail)
        response.on('end', () =>
          response.statusCode === 500 ? fail(new Error('the vault failed; its own log says why')) : resolve(Buffer.concat(parts).toString('utf8')),
        )
      })
      call.on('timeout', () => call.destroy(new Error('timed out')))
      call.on('error', fail)
      call.end(body)
    })
  }

  return {
    create: (asking) => ask('create', createRequest, createResponse, withAlgorithm(asking)) as Promise<answered.CreateResponse>,
    import: <R extends asked.ImportRequest>(asking: R) => ask('import', importRequest, importResponse, asking) as Promise<Imported<R['what']>>,
    sign: (asking) => ask('sign', signRequest, signResponse, withDigestAlgorithm(asking)) as Promise<answered.SignResponse>,
    describe: <R extends asked.DescribeRequest>(asking: R) => ask('describe', describeRequest, describeResponse, asking) as Promise<Described<R['what']>>,
    destroy: (asking) => ask('destroy', destroyRequest, destroyResponse, asking) as Promise<answered.DestroyResponse>,
    close: () => agent.destroy(),
  }
}

const withAlgorithm = (asking: asked.CreateRequest): unknown => ({ algorithm: 'ecdsa-p256', ...asking })
const withDigestAlgorithm = (asking: asked.SignRequest): unknown => (asking.purpose === 'sign' ? { digestAlgorithm: 'sha256', ...asking } : asking)
