/** TimeStampReq (RFC 3161 §2.4.1), written and read. Budget for reading: 16 KiB. */
import {
  childrenOf,
  contextTag,
  der,
  expectTag,
  readBoolean,
  readDocument,
  readIntegerBytes,
  readObjectIdentifier,
  readOctetString,
  readSmallInteger,
  tag,
  type Element,
} from '../asn1/index.ts'
import { digestLength, digestOid, readDigestIdentifier, type DigestName } from '../algorithms/index.ts'
import { MalformedError } from '../errors.ts'

const maximumBytes = 16_384

export type MessageImprint = { /** `undefined`: not one that this engine knows. */ readonly digest: DigestName | undefined; readonly hash: Uint8Array }

export type TimestampRequest = {
  readonly imprint: MessageImprint
  readonly policy?: string
  /** Content octets of the INTEGER, to be repeated as they are. */
  readonly nonce?: Uint8Array
  readonly certificateWanted: boolean
  readonly extensions: readonly string[]
}

export function buildTimestampRequest(question: {
  /** The hash itself. */
  readonly imprint: Uint8Array
  readonly digest: DigestName
  /** Unsigned big-endian. */
  readonly nonce?: Uint8Array
  readonly policy?: string
  /** True unless told otherwise: a token without its certificate cannot be kept for long. */
  readonly certReq?: boolean
}): Uint8Array {
  return der.sequence(
    der.integer(1),
    buildMessageImprint(question.digest, question.imprint),
    ...(question.policy === undefined ? [] : [der.objectIdentifier(question.policy)]),
    ...(question.nonce === undefined ? [] : [der.integer(question.nonce)]),
    // DEFAULT FALSE is absent in DER.
    ...(question.certReq === false ? [] : [der.boolean(true)]),
  )
}

export function buildMessageImprint(digest: DigestName, hash: Uint8Array): Uint8Array {
  return der.sequence(der.sequence(der.objectIdentifier(digestOid(digest)), der.nothing()), der.octetString(hash))
}

export function readMessageImprint(element: Element | undefined): MessageImprint {
  const [algorithm, hash] = childrenOf(expectTag(element, tag.sequence, 'messageImprint'))
  const digest = readDigestIdentifier(expectTag(algorithm, tag.sequence, 'hashAlgorithm'))
  const octets = readOctetString(expectTag(hash, tag.octetString, 'hashedMessage'))
  if (digest !== undefined && octets.length !== digestLength(digest)) throw new MalformedError('messageImprint is not as long as its algorithm says')
  return { digest, hash: octets }
}

export function parseTimestampRequest(bytes: Uint8Array): TimestampRequest {
  if (bytes.length > maximumBytes) throw new MalformedError('time-stamp request is too large')
  const [version, imprint, ...optional] = childrenOf(expectTag(readDocument(bytes, { nodes: 1024 }), tag.sequence, 'TimeStampReq'))
  if (version === undefined || readSmallInteger(version) !== 1) throw new MalformedError('time-stamp request is not version 1')
  const policy = optional[0]?.tag === tag.objectIdentifier ? optional.shift() : undefined
  const nonce = optional[0]?.tag === tag.integer ? optional.shift() : undefined
  const wanted = optional[0]?.tag === tag.boolean ? optional.shift() : undefined
  const extensions = optional[0]?.tag === contextTag(0) ? optional.shift() : undefined
  if (optional.length > 0) throw new MalformedError('time-stamp request has surplus parts')
  return {
    imprint: readMessageImprint(imprint),
    ...(policy === undefined ? {} : { policy: readObjectIdentifier(policy) }),
    ...(nonce === undefined ? {} : { nonce: readIntegerBytes(nonce) }),
    certificateWanted: wanted !== undefined && readBoolean(wanted),
    extensions: extensions === undefined ? [] : extensionTypes(extensions),
  }
}

/** Extensions of a request: RFC 3161 §2.4.1 has the authority refuse what it does not know. */
function extensionTypes(element: Element): string[] {
  return childrenOf(element).map((extension) => {
    const [type] = childrenOf(expectTag(extension, tag.sequence, 'Extension'))
    return readObjectIdentifier(expectTag(type, tag.objectIdentifier, 'extnID'))
  })
}
