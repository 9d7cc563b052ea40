/** TimeStampResp (RFC 3161 §2.4.2), written and read. Budget for reading: 256 KiB. */
import { childrenOf, der, encodingOf, expectTag, readDocument, readNamedBits, readSmallInteger, readText, tag } from '../asn1/index.ts'
import { MalformedError } from '../errors.ts'
import { parseTimestampToken, type TimestampToken } from './token.ts'

const maximumBytes = 262_144

/** PKIFailureInfo bits of RFC 3161 §2.4.2. */
const failureBits = {
  badAlg: 0,
  badRequest: 2,
  badDataFormat: 5,
  timeNotAvailable: 14,
  unacceptedPolicy: 15,
  unacceptedExtension: 16,
  addInfoNotAvailable: 17,
  systemFailure: 25,
} as const
export type TimestampFailure = keyof typeof failureBits

export function buildTimestampResponse(answer: { readonly token: Uint8Array } | { readonly failure: TimestampFailure; readonly text?: string }): Uint8Array {
  if ('token' in answer) return der.sequence(der.sequence(der.integer(0)), answer.token)
  const text = answer.text === undefined ? [] : [der.sequence(der.utf8String(answer.text))]
  return der.sequence(der.sequence(der.integer(2), ...text, der.namedBits([failureBits[answer.failure]])))
}

export type TimestampResponse =
  | { readonly kind: 'granted'; readonly token: TimestampToken }
  | { readonly kind: 'refused'; readonly status: number; readonly failure?: TimestampFailure; readonly text?: string }

export function parseTimestampResponse(bytes: Uint8Array): TimestampResponse {
  if (bytes.length > maximumBytes) throw new MalformedError('time-stamp response is too large')
  // The token inside may be BER; its own reader is strict where it has to be.
  const [statusInfo, token] = childrenOf(expectTag(readDocument(bytes, { rules: 'BER', nodes: 16_384 }), tag.sequence, 'TimeStampResp'))
  const parts = childrenOf(expectTag(statusInfo, tag.sequence, 'PKIStatusInfo'))
  const status = readSmallInteger(expectTag(parts[0], tag.integer, 'status'))
  // 0 granted, 1 granted with modifications.
  if (status === 0 || status === 1) {
    if (token === undefined) throw new MalformedError('time-stamp response grants but holds no token')
    return { kind: 'granted', token: parseTimestampToken(encodingOf(token)) }
  }
  const bits = parts.find((part) => part.tag === tag.bitString)
  const failure = bits === undefined ? undefined : failureOf(readNamedBits(bits))
  const texts = parts.find((part) => part.tag === tag.sequence)
  const text = texts === undefined ? undefined : childrenOf(texts).map(readText).join(' ')
  return { kind: 'refused', status, ...(failure === undefined ? {} : { failure }), ...(text === undefined ? {} : { text }) }
}

function failureOf(bits: ReadonlySet<number>): TimestampFailure | undefined {
  for (const [name, bit] of Object.entries(failureBits)) if (bits.has(bit)) return name as TimestampFailure
  return undefined
}
