/**
 * Bytes as values: join, compare, spell. `Uint8Array` only; runs in Node and in browsers.
 * Left out on purpose: constant-time comparison (no secret is ever compared here).
 */
import { MalformedError } from '../errors.ts'

export const emptyBytes: Uint8Array = new Uint8Array(0)

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const part of parts) length += part.length
  const joined = new Uint8Array(length)
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.length
  }
  return joined
}

export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false
  return true
}

/** Byte-wise order, shorter first where one is a prefix of the other. X.690 §11.6 sorts SET OF this way. */
export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const shared = Math.min(left.length, right.length)
  for (let i = 0; i < shared; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

const hexDigits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += hexDigits[byte]
  return text
}

export function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || /[^0-9a-fA-F]/.test(text)) throw new MalformedError('not hexadecimal')
  const bytes = new Uint8Array(text.length / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16)
  return bytes
}

/** Base64 with padding (RFC 4648 §4). Works in slices: `btoa` over a spread of millions of bytes overflows the stack. */
export function toBase64(bytes: Uint8Array): string {
  const slice = 0x8000
  let binary = ''
  for (let i = 0; i < bytes.length; i += slice) binary += characters(bytes.subarray(i, i + slice))
  return btoa(binary)
}

/** Accepts white space and both alphabets (RFC 4648 §4 and §5), with or without padding. */
export function fromBase64(text: string): Uint8Array {
  let binary: string
  try {
    binary = atob(text.replace(/\s+/g, '').replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, ''))
  } catch {
    throw new MalformedError('not base64')
  }
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}

const encoder = new TextEncoder()

export function utf8(text: string): Uint8Array {
  return encoder.encode(text)
}

/** Bytes as one character each; for ASCII structures such as PDF and PEM. */
export function latin1(bytes: Uint8Array): string {
  const slice = 0x8000
  let text = ''
  for (let i = 0; i < bytes.length; i += slice) text += characters(bytes.subarray(i, i + slice))
  return text
}

/** Spreading a typed array goes through its iterator, which takes ten times as long. */
function characters(bytes: Uint8Array): string {
  return String.fromCharCode.apply(null, bytes as unknown as number[])
}
