/** New evidence records (RFC 4998 §4): a hash tree over everything, one time-stamp over its root, one record for each group of objects. */
import { der } from '../asn1/index.ts'
import { digestLength, type DigestName } from '../algorithms/index.ts'
import { MisuseError } from '../errors.ts'
import { HashTree } from './hash-tree.ts'
import { encodeArchiveTimestamp, encodeEvidenceRecord } from './record.ts'

/** Hashes of objects that are proven together; almost always one. */
export type ObjectGroup = readonly Uint8Array[]

export type PreparedRecords = {
  readonly digest: DigestName
  /** To be time-stamped under `digest`. */
  readonly imprint: Uint8Array
  readonly count: number
  /** The record of one group, in the order given. Made when asked for: a million of them need not be in memory at once. */
  record(index: number, token: Uint8Array): Uint8Array
}

export function prepareEvidenceRecords(groups: readonly ObjectGroup[], digest: DigestName): PreparedRecords {
  for (const group of groups) checkLengths(group, digest)
  const tree = new HashTree(digest, groups)
  return {
    digest,
    imprint: tree.root,
    count: groups.length,
    record: (index, token) => encodeEvidenceRecord([digest], [der.sequence(encodeArchiveTimestamp(digest, tree.reduced(index), token))]),
  }
}

function checkLengths(group: ObjectGroup, digest: DigestName): void {
  if (group.length === 0 || group.some(({ length }) => length !== digestLength(digest))) throw new MisuseError(`a group holds at least one ${digest} hash`)
}
