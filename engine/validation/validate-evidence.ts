/** An evidence record over several objects that lie beside it. */
import type { ByteSource } from '../ports.ts'
import { spell } from './conclusion.ts'
import { judgeEvidenceRecord } from './evidence-record.ts'
import { verdictOf, type Report } from './report.ts'
import { documentOf } from './source.ts'
import { contextOf, type ValidationOptions } from './validate.ts'

export async function validateEvidenceRecord(
  record: Uint8Array,
  objects: readonly { readonly name: string; readonly content: Uint8Array | ByteSource }[],
  options: Omit<ValidationOptions, 'content'>,
): Promise<Report> {
  const archived = objects.map(({ name, content }) => ({ name, ...documentOf(content) }))
  const { report, timestamps } = await judgeEvidenceRecord(contextOf(options), { id: 'evidence-record-1', bytes: record, objects: archived })
  return {
    format: 'evidence record',
    verdict: verdictOf([report]),
    validationTime: spell(options.at),
    signatures: [],
    timestamps,
    evidenceRecords: [report],
    messages: [],
  }
}
