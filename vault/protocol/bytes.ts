/** Bytes on a JSON wire. */
import { fromBase64, toBase64 } from '@countersign/engine/bytes'
import { z } from 'zod'

export const bytes = z.codec(
  z.base64().max(4 * 1024 * 1024),
  z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  { decode: fromBase64, encode: toBase64 },
)
