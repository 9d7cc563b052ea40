/** The engine's `Fetch` port over HTTP: ten seconds and a limit of bytes for each exchange. */
import { concatBytes } from '../bytes/index.ts'
import type { Fetch } from '../ports.ts'

const patience = 10_000

export const fetchOverHttp: Fetch = async ({ url, method, contentType, body, maximumBytes }) => {
  const response = await answered(url, {
    method,
    signal: AbortSignal.timeout(patience),
    ...(contentType === undefined ? {} : { headers: { 'content-type': contentType } }),
    ...(body === undefined ? {} : { body: body.slice() }),
  })
  if (!response.ok || response.body === null) throw new Error(`${url} answered ${response.status}`)
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of response.body) {
    length += piece.length
    if (length > maximumBytes) throw new Error(`${url} answered with more than ${maximumBytes} bytes`)
    pieces.push(piece)
  }
  return concatBytes(...pieces)
}

/** The platform says "fetch failed" and hides the rest; people want to know who did not answer. */
async function answered(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request)
  } catch (cause) {
    throw new Error(`${url} does not answer`, { cause })
  }
}
