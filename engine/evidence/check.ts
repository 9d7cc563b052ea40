/**
 * Does the record hang together, and is it over these objects (RFC 4998 §5.3)? Says nothing about the time-stamps' own signatures and certificates:
 * that is for validation, which gets from here what each of them must be over.
 */
import { digest as digestOf, digestLength, digestOid, type DigestName } from '../algorithms/index.ts'
import { equalBytes } from '../bytes/index.ts'
import { renewedHashes } from './renew.ts'
import { rootOf } from './hash-tree.ts'
import type { ArchiveTimestamp, EvidenceRecord } from './record.ts'

export type ArchivedObject = {
  readonly name: string
  digest(name: DigestName): Promise<Uint8Array>
}

export type RecordFault =
  | { readonly code: 'object-missing'; readonly name: string }
  | { readonly code: 'no-object' }
  /** A renewal is not over the time-stamp before it. */
  | { readonly code: 'chain-broken' }
  | { readonly code: 'algorithms-differ' }
  | { readonly code: 'algorithm-unknown' }

export type CheckedTimestamp = {
  readonly timestamp: ArchiveTimestamp
  readonly chain: number
  /** What the token must be over; `undefined` where the algorithm is not the one of the tree. */
  imprint(name: DigestName): Uint8Array | undefined
}

export type CheckedRecord = { readonly faults: readonly RecordFault[]; /** Oldest first. */ readonly timestamps: readonly CheckedTimestamp[] }

export async function checkEvidenceRecord(record: EvidenceRecord, objects: readonly ArchivedObject[]): Promise<CheckedRecord> {
  const faults: RecordFault[] = objects.length === 0 ? [{ code: 'no-object' }] : []
  const timestamps: CheckedTimestamp[] = []
  for (const [number, chain] of record.chains.entries()) {
    const digest = chain[0]?.digest
    if (digest === undefined) faults.push({ code: 'algorithm-unknown' })
    else if (!record.digestAlgorithms.includes(digestOid(digest))) faults.push({ code: 'algorithms-differ' })
    if (chain.some((timestamp) => timestamp.digest !== digest || !hasWholeHashes(timestamp))) faults.push({ code: 'algorithms-differ' })
    for (const [index, timestamp] of chain.entries()) {
      const previous = chain[index - 1]
      const covered = digest === undefined ? [] : previous === undefined ? await objectHashes(record, number, digest, objects) : [renewal(previous, digest)]
      const missing = covered.filter(({ hash }) => !isCovered(timestamp, hash))
      faults.push(...missing.map(({ name }): RecordFault => (name === undefined ? { code: 'chain-broken' } : { code: 'object-missing', name })))
      timestamps.push({ timestamp, chain: number, imprint: (name) => (name === timestamp.digest ? imprintOf(timestamp, covered) : undefined) })
    }
  }
  return { faults, timestamps }
}

/** Hashes of other lengths could be joined to the same bytes in more than one way. */
function hasWholeHashes({ digest, reducedHashTree }: ArchiveTimestamp): boolean {
  return digest === undefined || (reducedHashTree ?? []).flat().every(({ length }) => length === digestLength(digest))
}

type Covered = { readonly name?: string; readonly hash: Uint8Array }

function renewal({ timestamp }: ArchiveTimestamp, digest: DigestName): Covered {
  return { hash: digestOf(digest, timestamp) }
}

async function objectHashes({ encodedChains }: EvidenceRecord, chain: number, digest: DigestName, objects: readonly ArchivedObject[]): Promise<Covered[]> {
  const plain = await Promise.all(objects.map((object) => object.digest(digest)))
  const hashes = chain === 0 ? plain : renewedHashes(digest, plain, encodedChains.slice(0, chain))
  return objects.map(({ name }, index) => ({ name, hash: hashes[index] ?? new Uint8Array(0) }))
}

function isCovered({ reducedHashTree, token }: ArchiveTimestamp, hash: Uint8Array): boolean {
  const first = reducedHashTree === undefined ? [token.info.imprint.hash] : (reducedHashTree[0] ?? [])
  return first.some((each) => equalBytes(each, hash))
}

/** Without a tree the time-stamp is over the one object's hash; where no object was given, that is the fault, and no other is made of it. */
function imprintOf({ digest, reducedHashTree, token }: ArchiveTimestamp, covered: readonly Covered[]): Uint8Array | undefined {
  if (reducedHashTree === undefined) return covered.length === 0 ? token.info.imprint.hash : covered.length === 1 ? covered[0]?.hash : undefined
  return digest === undefined ? undefined : rootOf(digest, reducedHashTree)
}
