/** An evidence record, newest time-stamp first: each proves that the one before it, and at last the objects, existed then (RFC 4998 §5.3). */
import {
  checkEvidenceRecord,
  parseEvidenceRecord,
  type ArchivedObject,
  type CheckedTimestamp,
  type EvidenceRecord,
  type RecordFault,
} from '../evidence/index.ts'
import { MalformedError } from '../errors.ts'
import { failed, indeterminate, passed, say, spell, together, type Conclusion } from './conclusion.ts'
import type { Context } from './context.ts'
import { judgeDigest } from './policy.ts'
import { proveToken } from './proof.ts'
import type { EvidenceRecordReport, TimestampReport } from './report.ts'
import { validateTimestamp } from './timestamp-validation.ts'

export type EvidenceSubject = { readonly id: string; readonly bytes: Uint8Array; readonly objects: readonly ArchivedObject[] }

export type EvidenceJudgement = {
  readonly report: EvidenceRecordReport
  /** Oldest first. */
  readonly timestamps: readonly TimestampReport[]
  /** Since when the objects are proven to exist; absent where the record proves nothing. */
  readonly proves?: Date
}

export async function judgeEvidenceRecord(context: Context, { id, bytes, objects }: EvidenceSubject): Promise<EvidenceJudgement> {
  let record: EvidenceRecord
  try {
    record = parseEvidenceRecord(bytes)
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error
    return { report: reportOf(id, failed('FORMAT_FAILURE', say('evidence-record.malformed', { detail: error.message }))), timestamps: [] }
  }
  if (record.encrypted) return { report: reportOf(id, indeterminate('POLICY_PROCESSING_ERROR', say('evidence-record.encrypted'))), timestamps: [] }
  const { faults, timestamps } = await checkEvidenceRecord(record, objects)
  const judged = await judgeTimestamps(context, id, timestamps)
  const conclusion = together(
    ...faults.map(conclusionOf),
    order(timestamps),
    strength(context, timestamps),
    ...judged.map((report): Conclusion => ({ indication: report.indication, subIndication: report.subIndication, messages: report.messages })),
  )
  const proves = conclusion.indication === 'TOTAL_PASSED' ? timestamps[0]?.timestamp.token.info.genTime : undefined
  if (proves === undefined) return { report: reportOf(id, conclusion), timestamps: judged }
  return { report: reportOf(id, together(conclusion, passed(say('evidence-record.proven', { time: spell(proves) })))), timestamps: judged, proves }
}

function reportOf(id: string, { indication, subIndication, messages }: Conclusion): EvidenceRecordReport {
  return { id, indication, subIndication, messages }
}

function conclusionOf(fault: RecordFault): Conclusion {
  switch (fault.code) {
    case 'object-missing':
      return failed('HASH_FAILURE', say('evidence-record.object-differs', { name: fault.name }))
    case 'chain-broken':
      return failed('HASH_FAILURE', say('evidence-record.chain-broken'))
    case 'no-object':
      return indeterminate('SIGNED_DATA_NOT_FOUND', say('evidence-record.object-missing'))
    case 'algorithms-differ':
      return failed('FORMAT_FAILURE', say('evidence-record.malformed', { detail: 'its algorithms do not go together' }))
    case 'algorithm-unknown':
      return indeterminate('CRYPTO_CONSTRAINTS_FAILURE', say('algorithm.unknown', { algorithm: 'of the evidence record' }))
  }
}

async function judgeTimestamps(context: Context, id: string, timestamps: readonly CheckedTimestamp[]): Promise<TimestampReport[]> {
  const reports: TimestampReport[] = []
  let existedBy = context.at
  for (const [index, { timestamp, imprint }] of [...timestamps.entries()].toReversed()) {
    const subject = { id: `${id}-time-stamp-${index + 1}`, signatureId: null, kind: 'archive', bytes: timestamp.timestamp, imprint } as const
    const { report, proves } = await validateTimestamp(context, subject, existedBy)
    reports.unshift(report)
    if (proves === undefined) continue
    existedBy = proves
    const earlier = timestamps[index - 1]?.timestamp.timestamp
    if (earlier === undefined) continue
    context.evidence.prove(earlier, proves)
    proveToken(context, earlier, proves)
  }
  return reports
}

function timeOf({ timestamp }: CheckedTimestamp): Date {
  return timestamp.token.info.genTime
}

function order(timestamps: readonly CheckedTimestamp[]): Conclusion {
  const disordered = timestamps.some((each, index) => index > 0 && timeOf(each) < timeOf(timestamps[index - 1] ?? each))
  return disordered ? failed('TIMESTAMP_ORDER_FAILURE', say('time.order')) : passed()
}

/** The digest algorithm of a chain must have been good until the next chain began. */
function strength(context: Context, timestamps: readonly CheckedTimestamp[]): Conclusion {
  return together(
    ...timestamps.map(({ timestamp: { digest }, chain }) => {
      const next = timestamps.find((later) => later.chain > chain)
      return digest === undefined ? passed() : judgeDigest(digest, next === undefined ? context.at : timeOf(next))
    }),
  )
}
