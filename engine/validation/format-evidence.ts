/** An evidence record in a file of its own (RFC 4998, `.ers`), with the object that it is over beside it. */
import { tag } from '../asn1/index.ts'
import type { Context } from './context.ts'
import { judgeEvidenceRecord } from './evidence-record.ts'
import type { Format, FormatInput, FormatResult } from './format.ts'
import { MalformedError } from '../errors.ts'
import { documentOf, readAll } from './source.ts'

const maximumBytes = 64 << 20
/** SEQUENCE { INTEGER 1, SEQUENCE …: no CMS, certificate or key store begins so. */
function beginsLikeRecord(head: Uint8Array): boolean {
  const first = head[1] ?? 0
  const content = first > 0x80 ? 2 + (first & 0x7f) : 2
  return head[0] === tag.sequence && [tag.integer, 1, 1, tag.sequence].every((octet, index) => head[content + index] === octet)
}

export const evidenceFormat: Format = {
  name: 'evidence record',
  recognises: beginsLikeRecord,
  validate: async ({ source, content }: FormatInput, context: Context): Promise<FormatResult> => {
    if (source.size > maximumBytes) throw new MalformedError('the evidence record is too large')
    const objects = content === undefined ? [] : [{ name: 'document', ...documentOf(content) }]
    const { report, timestamps } = await judgeEvidenceRecord(context, { id: 'evidence-record-1', bytes: await readAll(source), objects })
    return { format: 'evidence record', signatures: [], timestamps, evidenceRecords: [report] }
  },
}
