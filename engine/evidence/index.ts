/** Evidence records (RFC 4998): one time-stamp for any number of objects, renewed before its algorithms or certificates grow old. */
export * from './check.ts'
export * from './create.ts'
export { HashTree, nodeHash, rootOf, type ReducedHashTree } from './hash-tree.ts'
export { parseEvidenceRecord, type ArchiveTimestamp, type EvidenceRecord } from './record.ts'
export * from './renew.ts'
