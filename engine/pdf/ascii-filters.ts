/** ASCIIHexDecode, ASCII85Decode and RunLengthDecode (ISO 32000-1 §7.4.2, §7.4.3, §7.4.5). */
import { MalformedError } from '../errors.ts'
import { isWhite } from './parser.ts'

export function decodeAsciiHex(bytes: Uint8Array): Uint8Array {
  const decoded = new Uint8Array((bytes.length + 1) >> 1)
  let digits = 0
  for (const byte of bytes) {
    if (byte === 0x3e) break
    if (isWhite(byte)) continue
    const digit = Number.parseInt(String.fromCharCode(byte), 16)
    if (Number.isNaN(digit)) throw new MalformedError('not hexadecimal in an ASCIIHex stream')
    const index = digits >> 1
    decoded[index] = digits % 2 === 0 ? digit << 4 : (decoded[index] ?? 0) | digit
    digits += 1
  }
  return decoded.subarray(0, (digits + 1) >> 1)
}

export function decodeAscii85(bytes: Uint8Array): Uint8Array {
  // A lone "z" stands for four zero bytes, so the output may be four times the input.
  const decoded = new Uint8Array(bytes.length * 4 + 4)
  let length = 0
  let group = 0
  let digits = 0
  const flush = (count: number): void => {
    for (let i = 0; i < count; i++) decoded[length++] = Math.floor(group / 256 ** (3 - i)) % 256
    group = 0
    digits = 0
  }
  for (const byte of bytes) {
    if (byte === 0x7e) break
    if (isWhite(byte)) continue
    if (byte === 0x7a && digits === 0) flush(4)
    else if (byte < 0x21 || byte > 0x75) throw new MalformedError('not base 85 in an ASCII85 stream')
    else {
      group = group * 85 + byte - 0x21
      if (++digits === 5) flush(4)
    }
  }
  if (digits > 1) {
    const count = digits - 1
    for (; digits < 5; digits++) group = group * 85 + 84
    flush(count)
  }
  return decoded.subarray(0, length)
}

export function decodeRunLength(bytes: Uint8Array, limit: number): Uint8Array {
  const decoded: number[] = []
  for (let i = 0; i < bytes.length;) {
    const code = bytes[i++] ?? 128
    if (code === 128) break
    if (code < 128) for (let n = 0; n <= code && i < bytes.length; n++) decoded.push(bytes[i++] ?? 0)
    else {
      const byte = bytes[i++] ?? 0
      for (let n = 0; n < 257 - code; n++) decoded.push(byte)
    }
    if (decoded.length > limit) throw new MalformedError('a stream that unpacks beyond its budget')
  }
  return Uint8Array.from(decoded)
}
