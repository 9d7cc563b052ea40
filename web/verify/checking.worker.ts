/** Checks files off the page's thread, so that a large one does not freeze it. */
import { fromPem } from '@countersign/engine/keystore'
import type { ByteSource, Fetch } from '@countersign/engine/ports'
import { validate } from '@countersign/engine/validation'
import type { CheckAnswer, CheckRequest } from './checking.ts'

addEventListener('message', ({ data }: MessageEvent<CheckRequest>) => {
  const { id, input, content, anchors, at } = data
  const answer = (message: CheckAnswer) => postMessage(message)
  validate(sourceOf(input), {
    ...(content === undefined ? {} : { content: sourceOf(content) }),
    trust: anchors.flatMap(certificatesIn),
    at,
    fetch: fromThisOriginOnly,
  }).then(
    (report) => answer({ id, report }),
    (error: unknown) => answer({ id, failure: error instanceof Error ? error.message : String(error) }),
  )
})

function sourceOf(blob: Blob): ByteSource {
  return { size: blob.size, read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()) }
}

function certificatesIn(bytes: Uint8Array): Uint8Array[] {
  if (bytes[0] === 0x30) return [bytes]
  return fromPem(new TextDecoder().decode(bytes)).flatMap(({ label, der }) => (label === 'CERTIFICATE' ? [der] : []))
}

/** The status of a certificate is asked of this deployment alone; what others say has to stand in the file. */
const fromThisOriginOnly: Fetch = async ({ url, method, contentType, body, maximumBytes }) => {
  const address = new URL(url)
  if (!address.pathname.startsWith('/pki/') || address.host !== location.host) throw new Error('another origin is not asked')
  const response = await fetch(address.pathname + address.search, {
    method,
    credentials: 'omit',
    signal: AbortSignal.timeout(10_000),
    ...(contentType === undefined ? {} : { headers: { 'content-type': contentType } }),
    ...(body === undefined ? {} : { body: new Uint8Array(body) }),
  })
  if (!response.ok) throw new Error(`status ${response.status}`)
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (bytes.length > maximumBytes) throw new Error('the answer is too large')
  return bytes
}
