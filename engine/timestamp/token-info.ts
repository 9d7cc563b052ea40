/** TSTInfo (RFC 3161 §2.4.2), strict DER, written and read. */
import {
  childrenOf,
  contentOf,
  contextTag,
  der,
  encodingOf,
  expectTag,
  readBoolean,
  readDocument,
  readIntegerBytes,
  readObjectIdentifier,
  readSmallInteger,
  readTime,
  tag,
  type Element,
} from '../asn1/index.ts'
import type { DigestName } from '../algorithms/index.ts'
import { fromHex } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import { readSerialNumber } from '../x509/index.ts'
import { buildMessageImprint, readMessageImprint, type MessageImprint } from './request.ts'

export type TimestampInfo = {
  readonly policy: string
  readonly imprint: MessageImprint
  readonly serialNumber: string
  readonly genTime: Date
  /** Milliseconds, rounded up; the time is good to within this much either way. */
  readonly accuracy?: number
  readonly ordering: boolean
  readonly nonce?: Uint8Array
  /** GeneralName as received. */
  readonly authority?: Uint8Array
}

export type TimestampInfoSpec = {
  readonly policy: string
  readonly digest: DigestName
  readonly imprint: Uint8Array
  /** Hexadecimal, unsigned. */
  readonly serialNumber: string
  readonly genTime: Date
  /** Whole seconds. */
  readonly accuracySeconds?: number
  /** As the request had it. */
  readonly nonce?: Uint8Array | undefined
}

export function buildTimestampInfo(spec: TimestampInfoSpec): Uint8Array {
  return der.sequence(
    der.integer(1),
    der.objectIdentifier(spec.policy),
    buildMessageImprint(spec.digest, spec.imprint),
    der.integer(fromHex(spec.serialNumber)),
    der.generalizedTime(spec.genTime),
    ...(spec.accuracySeconds === undefined ? [] : [der.sequence(der.integer(spec.accuracySeconds))]),
    ...(spec.nonce === undefined ? [] : [der.encode(tag.integer, spec.nonce)]),
  )
}

export function parseTimestampInfo(bytes: Uint8Array): TimestampInfo {
  const [version, policy, imprint, serialNumber, genTime, ...optional] = childrenOf(expectTag(readDocument(bytes, { nodes: 1024 }), tag.sequence, 'TSTInfo'))
  if (version === undefined || readSmallInteger(version) !== 1) throw new MalformedError('TSTInfo is not version 1')
  const accuracy = optional[0]?.tag === tag.sequence ? optional.shift() : undefined
  const ordering = optional[0]?.tag === tag.boolean ? optional.shift() : undefined
  const nonce = optional[0]?.tag === tag.integer ? optional.shift() : undefined
  const authority = optional[0]?.tag === contextTag(0) ? optional.shift() : undefined
  const [name] = authority === undefined ? [] : childrenOf(authority)
  return {
    policy: readObjectIdentifier(expectTag(policy, tag.objectIdentifier, 'policy')),
    imprint: readMessageImprint(imprint),
    serialNumber: readSerialNumber(serialNumber),
    genTime: readTime(expectTag(genTime, tag.generalizedTime, 'genTime')),
    ...(accuracy === undefined ? {} : { accuracy: readAccuracy(accuracy) }),
    ordering: ordering !== undefined && readBoolean(ordering),
    ...(nonce === undefined ? {} : { nonce: readIntegerBytes(nonce) }),
    ...(name === undefined ? {} : { authority: encodingOf(name) }),
  }
}

/** Accuracy { seconds, [0] millis, [1] micros }. */
function readAccuracy(element: Element): number {
  let milliseconds = 0
  for (const part of childrenOf(element)) {
    if (part.tag === tag.integer) milliseconds += readSmallInteger(part) * 1000
    else if (part.tag === contextTag(0, 'primitive')) milliseconds += unsigned(part)
    else if (part.tag === contextTag(1, 'primitive')) milliseconds += unsigned(part) / 1000
  }
  return Math.ceil(milliseconds)
}

function unsigned(element: Element): number {
  let value = 0
  for (const octet of contentOf(element).subarray(0, 4)) value = value * 256 + octet
  return value
}
