/** A report in plain words, for a terminal. */
import type { EvidenceRecordReport, Message, Report, SignatureReport, TimestampReport } from '../validation/index.ts'

const verdicts = {
  passed: 'PASSED: everything holds.',
  failed: 'FAILED: do not rely on this file.',
  indeterminate: 'INDETERMINATE: it cannot be shown that the signatures hold.',
} as const
const marks = { information: ' ', warning: '!', error: '×' } as const

export function wordsOf(report: Report): string {
  return [
    verdicts[report.verdict],
    `Format ${report.format}, judged for ${report.validationTime}.`,
    ...report.messages.map(line),
    ...report.signatures.flatMap(signatureLines),
    ...report.timestamps.flatMap(timestampLines),
    ...report.evidenceRecords.flatMap(recordLines),
  ].join('\n')
}

function signatureLines(signature: SignatureReport): string[] {
  const kind = signature.level === null ? signature.format : `${signature.format} ${signature.level}`
  return [
    '',
    `${signature.id} (${kind}): ${outcome(signature)}`,
    ...(signature.signer === null
      ? []
      : [`  signed by ${signature.signer.subject}`, `  certificate ${signature.signer.serialNumber} issued by ${signature.signer.issuer}`]),
    ...(signature.claimedTime === null ? [] : [`  claims to have signed on ${signature.claimedTime}`]),
    ...signature.messages.map(line),
  ]
}

function timestampLines(timestamp: TimestampReport): string[] {
  return [
    '',
    `${timestamp.id}: ${outcome(timestamp)}`,
    ...(timestamp.time === null ? [] : [`  time ${timestamp.time}`]),
    ...(timestamp.authority === null ? [] : [`  by ${timestamp.authority.subject}`]),
    ...timestamp.messages.map(line),
  ]
}

function recordLines(record: EvidenceRecordReport): string[] {
  return ['', `${record.id}: ${outcome(record)}`, ...record.messages.map(line)]
}

function outcome({ indication, subIndication }: Pick<SignatureReport, 'indication' | 'subIndication'>): string {
  return subIndication === null ? indication : `${indication}, ${subIndication}`
}

function line({ severity, text }: Message): string {
  return `  ${marks[severity]} ${text}`
}
