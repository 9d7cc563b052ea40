/**
 * EvidenceRecord (RFC 4998 §3, §5.1; implicit tags), read as views and written.
 * Left out on purpose: encrypted objects (§6) and the attributes of an ArchiveTimeStamp are passed over. Budget: 65,536 elements, 100 chains, 1,000 time-stamps.
 */
import {
  childrenOf,
  contextTag,
  der,
  encodingOf,
  expectTag,
  readDocument,
  readObjectIdentifier,
  readOctetString,
  readSmallInteger,
  tag,
  type Element,
} from '../asn1/index.ts'
import { digestAlgorithmIdentifier, digestByOid, type DigestName } from '../algorithms/index.ts'
import { MalformedError } from '../errors.ts'
import { parseTimestampToken, type TimestampToken } from '../timestamp/index.ts'
import type { ReducedHashTree } from './hash-tree.ts'

export type ArchiveTimestamp = {
  /** `undefined`: not one that this engine knows. */
  readonly digest: DigestName | undefined
  readonly reducedHashTree: ReducedHashTree | undefined
  /** The ContentInfo as received: what a renewal hashes. */
  readonly timestamp: Uint8Array
  readonly token: TimestampToken
}

export type EvidenceRecord = {
  readonly bytes: Uint8Array
  /** Object identifiers. */
  readonly digestAlgorithms: readonly string[]
  /** The objects were encrypted before they were hashed. */
  readonly encrypted: boolean
  /** Oldest first; within a chain one digest algorithm. */
  readonly chains: readonly (readonly ArchiveTimestamp[])[]
  /** ArchiveTimeStampChain elements as received. */
  readonly encodedChains: readonly Uint8Array[]
}

const maximumChains = 100
const maximumTimestamps = 1000

export function parseEvidenceRecord(bytes: Uint8Array): EvidenceRecord {
  const [version, digestAlgorithms, ...rest] = childrenOf(expectTag(readDocument(bytes, { rules: 'BER' }), tag.sequence, 'EvidenceRecord'))
  if (version === undefined || readSmallInteger(version) !== 1) throw new MalformedError('not an evidence record of version 1')
  if (rest[0]?.tag === contextTag(0)) rest.shift()
  const encrypted = rest[0]?.tag === contextTag(1) && rest.shift() !== undefined
  const [sequence, surplus] = rest
  if (surplus !== undefined) throw new MalformedError('an evidence record with surplus parts', surplus.start)
  const chainElements = childrenOf(expectTag(sequence, tag.sequence, 'archiveTimeStampSequence'))
  const chains = chainElements.map((chain) => childrenOf(expectTag(chain, tag.sequence, 'ArchiveTimeStampChain')).map(readArchiveTimestamp))
  if (chains.length === 0 || chains.some(({ length }) => length === 0)) throw new MalformedError('an evidence record without a time-stamp')
  if (chains.length > maximumChains || chains.flat().length > maximumTimestamps) throw new MalformedError('more time-stamps than the budget allows')
  return {
    bytes,
    digestAlgorithms: childrenOf(expectTag(digestAlgorithms, tag.sequence, 'digestAlgorithms')).map(algorithmOid),
    encrypted,
    chains,
    encodedChains: chainElements.map(encodingOf),
  }
}

function algorithmOid(element: Element): string {
  const [identifier] = childrenOf(element)
  return readObjectIdentifier(expectTag(identifier, tag.objectIdentifier, 'algorithm'))
}

function readArchiveTimestamp(element: Element): ArchiveTimestamp {
  const parts = childrenOf(expectTag(element, tag.sequence, 'ArchiveTimeStamp'))
  const algorithm = parts[0]?.tag === contextTag(0) ? parts.shift() : undefined
  if (parts[0]?.tag === contextTag(1)) parts.shift()
  const tree = parts[0]?.tag === contextTag(2) ? parts.shift() : undefined
  const timestamp = encodingOf(expectTag(parts.shift(), tag.sequence, 'timeStamp'))
  if (parts.length > 0) throw new MalformedError('an archive time-stamp with surplus parts', element.start)
  const token = parseTimestampToken(timestamp)
  return {
    digest: algorithm === undefined ? token.info.imprint.digest : digestByOid(algorithmOid(algorithm)),
    reducedHashTree:
      tree === undefined ? undefined : childrenOf(tree).map((list) => childrenOf(expectTag(list, tag.sequence, 'PartialHashtree')).map(readOctetString)),
    timestamp,
    token,
  }
}

export function encodeArchiveTimestamp(digest: DigestName, tree: ReducedHashTree | undefined, token: Uint8Array): Uint8Array {
  const lists = (tree ?? []).map((hashes) => der.sequence(...hashes.map(der.octetString)))
  return der.sequence(der.implicit(0, digestAlgorithmIdentifier(digest)), ...(tree === undefined ? [] : [der.encode(contextTag(2), ...lists)]), token)
}

/** `chains`: encoded ArchiveTimeStampChain elements. */
export function encodeEvidenceRecord(digests: readonly DigestName[], chains: readonly Uint8Array[]): Uint8Array {
  return der.sequence(der.integer(1), der.sequence(...[...new Set(digests)].map(digestAlgorithmIdentifier)), der.sequence(...chains))
}
