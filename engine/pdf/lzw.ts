/** LZWDecode (ISO 32000-1 §7.4.4): codes of 9 to 12 bits, 256 clears the table, 257 ends the data. */
import { MalformedError } from '../errors.ts'

export function decodeLzw(bytes: Uint8Array, limit: number, earlyChange: number): Uint8Array {
  const prefixes = new Int16Array(4097)
  const lasts = new Uint8Array(4097)
  const lengths = new Uint16Array(4097)
  for (let code = 0; code < 256; code++) {
    prefixes[code] = -1
    lasts[code] = code
    lengths[code] = 1
  }
  let output = new Uint8Array(Math.min(limit, Math.max(1024, bytes.length * 4)))
  let length = 0
  let next = 258
  let width = 9
  let previous = -1
  let buffer = 0
  let bits = 0
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffffff
    bits += 8
    if (bits < width) continue
    bits -= width
    const code = (buffer >> bits) & ((1 << width) - 1)
    if (code === 257) break
    if (code === 256) {
      next = 258
      width = 9
      previous = -1
      continue
    }
    if (code > next || (code === next && previous < 0) || (code >= 256 && code < 258)) throw new MalformedError('an LZW code before its time')
    const known = code < next ? code : previous
    const size = (lengths[known] ?? 0) + (code < next ? 0 : 1)
    if (length + size > limit) throw new MalformedError('a stream that unpacks beyond its budget')
    if (length + size > output.length) {
      const larger = new Uint8Array(Math.min(limit, 2 * (length + size)))
      larger.set(output)
      output = larger
    }
    let place = length + (lengths[known] ?? 0) - 1
    let first = 0
    for (let link = known; link >= 0; link = prefixes[link] ?? -1) {
      first = lasts[link] ?? 0
      output[place--] = first
    }
    if (code === next) output[length + size - 1] = first
    length += size
    if (previous >= 0 && next < 4096) {
      prefixes[next] = previous
      lasts[next] = first
      lengths[next] = (lengths[previous] ?? 0) + 1
      next += 1
    }
    previous = code
    if (next + earlyChange >= 1 << width && width < 12) width += 1
  }
  return output.subarray(0, length)
}
