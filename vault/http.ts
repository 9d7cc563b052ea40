/** The socket: `POST /<verb>` with JSON, an answer with JSON. A refusal is 200; what is not of the protocol is 400; a fault of ours is 500 and says nothing. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { z } from 'zod'
import { createRequest, describeRequest, destroyRequest, importRequest, signRequest } from './protocol/requests.ts'
import { createResponse, describeResponse, destroyResponse, importResponse, signResponse } from './protocol/responses.ts'
import type { Vault } from './vault.ts'
import { create } from './verbs/create.ts'
import { describe } from './verbs/describe.ts'
import { destroy } from './verbs/destroy.ts'
import { importInto } from './verbs/import.ts'
import { sign } from './verbs/sign.ts'

const bodyLimit = 32 * 1024 * 1024

type Verb = (vault: Vault, body: unknown) => Promise<unknown>

function verb<Asked extends z.ZodType, Answer extends z.ZodType>(
  asked: Asked,
  answer: Answer,
  act: (vault: Vault, request: z.output<Asked>) => Promise<z.output<Answer>>,
): Verb {
  return async (vault, body) => z.encode(answer, await act(vault, asked.parse(body)))
}

const verbs = new Map<string, Verb>([
  ['/create', verb(createRequest, createResponse, create)],
  ['/import', verb(importRequest, importResponse, importInto)],
  ['/sign', verb(signRequest, signResponse, sign)],
  ['/describe', verb(describeRequest, describeResponse, describe)],
  ['/destroy', verb(destroyRequest, destroyResponse, destroy)],
])

/** `report` is told of faults: the error and the verb, never the request. */
export function vaultServer(vault: Vault, report: (verb: string, error: unknown) => void): Server {
  const server = createServer((request, response) => {
    void answer(vault, request, report).then(
      ({ status, body }) => {
        // While stopping, a connection kept alive would keep the process.
        if (!server.listening) response.setHeader('connection', 'close')
        write(response, status, body)
      },
      () => response.destroy(),
    )
  })
  return server
}

async function answer(vault: Vault, request: IncomingMessage, report: (verb: string, error: unknown) => void): Promise<{ status: number; body: unknown }> {
  const malformed = (detail: string) => ({ status: 400, body: { ok: false, because: 'malformed', detail } })
  const path = request.url ?? ''
  const act = verbs.get(path)
  const text = await readBody(request)
  if (act === undefined || request.method !== 'POST') return malformed('POST /create, /import, /sign, /describe or /destroy')
  if (text === undefined) return malformed('the body is too long')
  const body = parseJson(text)
  if (body === undefined) return malformed('the body is not JSON')
  try {
    return { status: 200, body: await act(vault, body) }
  } catch (error) {
    // Paths and expectations only: a message may not repeat what was sent.
    if (error instanceof z.ZodError) return malformed(error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join('; '))
    report(path.slice(1), error)
    return { status: 500, body: {} }
  }
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size <= bodyLimit) parts.push(part)
  }
  return size > bodyLimit ? undefined : Buffer.concat(parts).toString('utf8')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function write(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text)
}
