/** A stored file as an answer: whole, or the one range that was asked for (RFC 9110 §14). Bytes pass through in slices. */
import { Readable } from 'node:stream'
import type { ByteSource } from '@countersign/engine/ports'
import type { FastifyReply, FastifyRequest } from 'fastify'

export type SentFile = {
  readonly name: string
  readonly mediaType: string
  readonly sha256: string
  readonly source: ByteSource
  readonly show: 'attachment' | 'inline'
}

const sliceBytes = 1_048_576

export function sendFile(request: FastifyRequest, reply: FastifyReply, file: SentFile): FastifyReply {
  const { size } = file.source
  const tag = `"${file.sha256}"`
  reply
    .header('accept-ranges', 'bytes')
    .header('etag', tag)
    .header('cache-control', 'private, no-cache')
    .header('content-type', file.mediaType)
    .header('content-disposition', disposition(file.show, file.name))
    // A served file is data, never a page of ours.
    .header('content-security-policy', "default-src 'none'; sandbox")
  if (request.headers['if-none-match'] === tag) return reply.code(304).send()
  const whole = { start: 0, end: size }
  const range = request.headers['if-range'] === undefined || request.headers['if-range'] === tag ? rangeOf(request.headers.range, size) : whole
  if (range === undefined) return reply.code(416).header('content-range', `bytes */${size}`).send()
  const { start, end } = range
  if (end - start < size) reply.code(206).header('content-range', `bytes ${start}-${end - 1}/${size}`)
  return reply.header('content-length', end - start).send(Readable.from(slices(file.source, start, end)))
}

/** Undefined: it cannot be satisfied. Several ranges at once are answered with the whole, as the RFC allows. */
export function rangeOf(header: string | undefined, size: number): { readonly start: number; readonly end: number } | undefined {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (asked === null || (asked[1] === '' && asked[2] === '')) return { start: 0, end: size }
  const [, first = '', last = ''] = asked
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size : Math.min(size, Number(last) + 1)
  return start < end ? { start, end } : undefined
}

export async function* slices(source: ByteSource, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; at += sliceBytes) yield await source.read(at, Math.min(end, at + sliceBytes))
}

/** RFC 6266: a plain name for old readers, the true one in UTF-8. */
export function disposition(show: 'attachment' | 'inline', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const exact = encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${show}; filename="${plain}"; filename*=UTF-8''${exact}`
}
