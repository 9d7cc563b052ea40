/**
 * Renewal (RFC 4998 §5.2). By time-stamp: before the last one's certificate or signature algorithm grows old; only the last time-stamp is hashed.
 * By hash tree: before the digest algorithm grows old; the objects themselves and the whole sequence are hashed anew. Many records share one time-stamp.
 */
import { childrenOf, der, encodingOf, readDocument } from '../asn1/index.ts'
import { digest as digestOf, digestByOid, type DigestName } from '../algorithms/index.ts'
import { concatBytes } from '../bytes/index.ts'
import { MisuseError } from '../errors.ts'
import { HashTree } from './hash-tree.ts'
import type { ObjectGroup, PreparedRecords } from './create.ts'
import { encodeArchiveTimestamp, encodeEvidenceRecord, parseEvidenceRecord, type EvidenceRecord } from './record.ts'

/** The records must all have the same digest algorithm in their last chain. */
export function prepareTimestampRenewal(records: readonly Uint8Array[]): PreparedRecords {
  const parsed = records.map(parseEvidenceRecord)
  const last = parsed.map((record) => lastTimestamp(record))
  const digest = last[0]?.digest
  if (digest === undefined || last.some((one) => one.digest !== digest))
    throw new MisuseError('records renewed together have one digest algorithm, and a known one')
  const tree = new HashTree(
    digest,
    last.map(({ timestamp }) => [digestOf(digest, timestamp)]),
  )
  return {
    digest,
    imprint: tree.root,
    count: parsed.length,
    record(index, token) {
      const { encodedChains, digestAlgorithms } = at(parsed, index)
      const members = childrenOf(readDocument(encodedChains.at(-1) ?? der.sequence(), { rules: 'BER' })).map(encodingOf)
      const chain = der.sequence(...members, encodeArchiveTimestamp(digest, tree.reduced(index), token))
      return encodeEvidenceRecord(known(digestAlgorithms), [...encodedChains.slice(0, -1), chain])
    },
  }
}

/** What verifiers of the last time-stamp will need goes into it before a renewal covers it: its certificates and revocation data are not signed. */
export async function changeLastTimestamp(record: Uint8Array, change: (timestamp: Uint8Array) => Promise<Uint8Array>): Promise<Uint8Array> {
  const { chains, encodedChains, digestAlgorithms } = parseEvidenceRecord(record)
  const changed = await change(chains.at(-1)?.at(-1)?.timestamp ?? record)
  const members = childrenOf(readDocument(encodedChains.at(-1) ?? record, { rules: 'BER' }))
  const last = members.at(-1)
  const parts = last === undefined ? [] : childrenOf(last).slice(0, -1)
  const chain = der.sequence(...members.slice(0, -1).map(encodingOf), der.sequence(...parts.map(encodingOf), changed))
  return encodeEvidenceRecord(known(digestAlgorithms), [...encodedChains.slice(0, -1), chain])
}

export type RecordWithObjects = {
  readonly record: Uint8Array
  /** Hashes, under the new algorithm, of every object that the record is over. */
  readonly objects: ObjectGroup
}

export function prepareHashTreeRenewal(records: readonly RecordWithObjects[], digest: DigestName): PreparedRecords {
  const parsed = records.map(({ record }) => parseEvidenceRecord(record))
  const tree = new HashTree(
    digest,
    records.map(({ objects }, index) => renewedHashes(digest, objects, at(parsed, index).encodedChains)),
  )
  return {
    digest,
    imprint: tree.root,
    count: parsed.length,
    record(index, token) {
      const { encodedChains, digestAlgorithms } = at(parsed, index)
      const chain = der.sequence(encodeArchiveTimestamp(digest, tree.reduced(index), token))
      return encodeEvidenceRecord([...known(digestAlgorithms), digest], [...encodedChains, chain])
    },
  }
}

/** §5.2 steps 3 and 4: each object's hash joined with that of the sequence so far, and hashed; here the order is fixed. */
export function renewedHashes(digest: DigestName, objects: ObjectGroup, earlierChains: readonly Uint8Array[]): Uint8Array[] {
  const sequence = digestOf(digest, der.sequence(...earlierChains))
  return objects.map((hash) => digestOf(digest, concatBytes(hash, sequence)))
}

function lastTimestamp({ chains }: EvidenceRecord) {
  const last = chains.at(-1)?.at(-1)
  if (last === undefined) throw new MisuseError('a record without a time-stamp')
  return last
}

function at(records: readonly EvidenceRecord[], index: number): EvidenceRecord {
  const record = records[index]
  if (record === undefined) throw new MisuseError(`there is no record ${index}`)
  return record
}

function known(oids: readonly string[]): DigestName[] {
  return oids.map((oid) => {
    const name = digestByOid(oid)
    if (name === undefined) throw new MisuseError(`the digest algorithm ${oid} is not known`)
    return name
  })
}
