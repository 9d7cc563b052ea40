/** `countersign verify`. */
import type { ByteSource } from '../ports.ts'
import { validate, type Verdict } from '../validation/index.ts'
import { momentOf, UsageError, type Call } from './arguments.ts'
import { readTrust, withFile } from './files.ts'
import { fetchOverHttp } from './network.ts'
import { wordsOf } from './words.ts'

/** 2 is kept for misuse: what cannot be told has not passed. */
export const exitStatus: Readonly<Record<Verdict, number>> = { passed: 0, failed: 1, indeterminate: 1 }

export async function verify({ files: [file], values }: Call, print: (text: string) => void): Promise<number> {
  const [content, surplus] = values.content ?? []
  if (surplus !== undefined) throw new UsageError('verify takes one document')
  const trust = await readTrust(values.trust ?? [])
  const judged = (source: ByteSource, document: ByteSource | undefined) =>
    validate(source, {
      trust,
      at: momentOf(values.at) ?? new Date(),
      ...(document === undefined ? {} : { content: document }),
      ...(values.offline === true ? {} : { fetch: fetchOverHttp }),
    })
  const report = await withFile(file, (source) =>
    content === undefined ? judged(source, undefined) : withFile(content, (document) => judged(source, document)),
  )
  print(values.json === true ? JSON.stringify(report, undefined, 2) : wordsOf(report))
  return exitStatus[report.verdict]
}
