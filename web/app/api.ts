/**
 * The one way to the server. The session is a cookie of the same origin; a refusal (problem+json) is thrown as a Problem,
 * so a query or a mutation only ever resolves with what was asked for. The generated client uses `problemFetch` as its fetch.
 */
import { Problem, unreachable } from './problems.ts'

export const problemFetch: typeof fetch = async (input, init) => {
  let response: Response
  try {
    response = await fetch(input, { credentials: 'same-origin', ...init })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw unreachable()
  }
  if (response.ok) return response
  throw new Problem(response.status, await bodyOf(response))
}

async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  const type = response.headers.get('content-type') ?? ''
  if (!type.includes('json')) return {}
  const body: unknown = await response.json().catch(() => ({}))
  return typeof body === 'object' && body !== null ? { ...body } : {}
}

type Ask = { readonly signal?: AbortSignal | undefined; readonly headers?: Readonly<Record<string, string>> }

async function ask<T>(method: string, path: string, body: unknown, { signal, headers = {} }: Ask = {}): Promise<T> {
  const raw = body instanceof Blob || body instanceof ArrayBuffer || body instanceof FormData || body instanceof Uint8Array
  const response = await problemFetch(path, {
    method,
    headers: { accept: 'application/json', ...(body === undefined || raw ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: raw ? (body as BodyInit) : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  })
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as T
}

/** Typed by the caller until the generated client covers the path. Paths begin with /api. */
export const api = {
  get: <T>(path: string, options?: Ask) => ask<T>('GET', path, undefined, options),
  post: <T>(path: string, body?: unknown, options?: Ask) => ask<T>('POST', path, body, options),
  put: <T>(path: string, body?: unknown, options?: Ask) => ask<T>('PUT', path, body, options),
  patch: <T>(path: string, body?: unknown, options?: Ask) => ask<T>('PATCH', path, body, options),
  delete: <T>(path: string, body?: unknown, options?: Ask) => ask<T>('DELETE', path, body, options),
}
