/** Evidence records in one call (RFC 4998): many objects, one time-stamp. */
import type { DigestName } from '../algorithms/index.ts'
import {
  changeLastTimestamp,
  prepareEvidenceRecords,
  prepareHashTreeRenewal,
  prepareTimestampRenewal,
  type ObjectGroup,
  type PreparedRecords,
} from '../evidence/index.ts'
import { timestampOf } from './level.ts'
import { withValidationData } from './raise-token.ts'
import type { Sources } from './sources.ts'

/** One record for each group of hashes, in the order given. */
export async function createEvidenceRecords(groups: readonly ObjectGroup[], sources: Sources, digest: DigestName = 'sha256'): Promise<Uint8Array[]> {
  return complete(prepareEvidenceRecords(groups, digest), sources)
}

export type EvidenceRenewal = Sources & { /** The present. */ readonly at: Date }

/** One time-stamp over the last ones of all these records, each completed first with what its verifiers will need. */
export async function renewEvidenceRecords(records: readonly Uint8Array[], renewal: EvidenceRenewal): Promise<Uint8Array[]> {
  return complete(prepareTimestampRenewal(await lasting(records, renewal)), renewal)
}

/** Under a new digest algorithm, over the objects themselves: `objects` are their hashes under it. */
export async function renewHashTrees(
  records: readonly { readonly record: Uint8Array; readonly objects: ObjectGroup }[],
  digest: DigestName,
  renewal: EvidenceRenewal,
): Promise<Uint8Array[]> {
  const completed = await lasting(
    records.map(({ record }) => record),
    renewal,
  )
  return complete(
    prepareHashTreeRenewal(
      completed.map((record, index) => ({ record, objects: records[index]?.objects ?? [] })),
      digest,
    ),
    renewal,
  )
}

async function lasting(records: readonly Uint8Array[], renewal: EvidenceRenewal): Promise<Uint8Array[]> {
  const completed: Uint8Array[] = []
  for (const record of records) completed.push(await changeLastTimestamp(record, (token) => withValidationData(token, renewal)))
  return completed
}

async function complete(prepared: PreparedRecords, sources: Sources): Promise<Uint8Array[]> {
  const token = await timestampOf(sources)(prepared.digest, prepared.imprint)
  return Array.from({ length: prepared.count }, (_, index) => prepared.record(index, token))
}
