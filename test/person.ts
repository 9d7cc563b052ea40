/** Somebody who uses a running Countersign through its API: a cookie jar and typed answers. For end-to-end and load tests. */

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>
  constructor(status: number, body: { code?: string; details?: Record<string, unknown> }, where: string) {
    super(`${where}: ${status} ${JSON.stringify(body)}`)
    this.status = status
    this.code = body.code ?? ''
    this.details = body.details ?? {}
  }
}

export class Person {
  readonly origin: string
  readonly #cookies = new Map<string, string>()

  /** `cookies`: those of a browser, to go on as the person who sits there. */
  constructor(origin: string, cookies: readonly { readonly name: string; readonly value: string }[] = []) {
    this.origin = origin
    for (const { name, value } of cookies) this.#cookies.set(name, value)
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  async fetch(method: string, path: string, body?: unknown): Promise<Response> {
    const raw = body instanceof Uint8Array
    const response = await fetch(this.origin + path, {
      method,
      headers: {
        origin: this.origin,
        ...(this.#cookies.size > 0 && { cookie: this.cookie }),
        ...(body !== undefined && { 'content-type': raw ? 'application/octet-stream' : 'application/json' }),
      },
      ...(body !== undefined && { body: raw ? new Uint8Array(body) : JSON.stringify(body) }),
      redirect: 'manual',
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    return response
  }

  async ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await this.fetch(method, path, body)
    const text = await response.text()
    const answer: unknown = text === '' ? undefined : JSON.parse(text)
    if (!response.ok) throw new ApiProblem(response.status, (answer ?? {}) as { code?: string }, `${method} ${path}`)
    return answer as Answer
  }

  get = <Answer>(path: string): Promise<Answer> => this.ask<Answer>('GET', path)
  post = <Answer>(path: string, body?: unknown): Promise<Answer> => this.ask<Answer>('POST', path, body ?? {})
  put = <Answer>(path: string, body?: unknown): Promise<Answer> => this.ask<Answer>('PUT', path, body)
  patch = <Answer>(path: string, body?: unknown): Promise<Answer> => this.ask<Answer>('PATCH', path, body)

  async bytes(path: string): Promise<Uint8Array> {
    const response = await this.fetch('GET', path)
    if (!response.ok) throw new ApiProblem(response.status, {}, `GET ${path}`)
    return new Uint8Array(await response.arrayBuffer())
  }
}

/** Asks again until the answer is there. For what a job is about to finish; bounded by the test's own time limit. */
export async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await new Promise((resolve) => setImmediate(resolve))
  }
}
