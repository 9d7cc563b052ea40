/** A file with a tail that has not been written yet, read as one. */
import { concatBytes } from '../bytes/index.ts'
import type { ByteSource } from '../ports.ts'

export function joined(source: ByteSource, tail: Uint8Array): ByteSource {
  if (tail.length === 0) return source
  return {
    size: source.size + tail.length,
    read: async (start, end) => {
      if (end <= source.size) return source.read(start, end)
      const later = tail.subarray(Math.max(0, start - source.size), end - source.size)
      return start >= source.size ? later : concatBytes(await source.read(start, source.size), later)
    },
  }
}
