/** Bytes on a JSON wire. */
import { fromBase64, toBase64 } from '@countersign/engine/bytes'
import { z } from 'zod'

const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array

export const bytes = z.codec(z.base64().max(24 * 1024 * 1024), z.custom<Uint8Array>(isBytes), {
  decode: fromBase64,
  // A union tries each of its shapes, also with what is not bytes; the check beside this one then says no.
  encode: (value) => (isBytes(value) ? toBase64(value) : ''),
})
