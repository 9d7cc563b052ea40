/** `countersign verify`. */
import type { ByteSource } from '../ports.ts'
import { validate, type Report, type Verdict } from '../validation/index.ts'
import type { VerifyCall } from './arguments.ts'
import { readTrust, withFile } from './files.ts'
import { fetchOverHttp } from './network.ts'
import { wordsOf } from './words.ts'

const exitStatus: Readonly<Record<Verdict, number>> = { passed: 0, failed: 1, indeterminate: 2 }

export async function verify(call: VerifyCall, print: (text: string) => void): Promise<number> {
  const trust = await readTrust(call.trust)
  const report = await withFile(call.file, (file) => withContent(call.content, (content) => judged(call, trust, file, content)))
  print(call.json ? JSON.stringify(report, undefined, 2) : wordsOf(report))
  return exitStatus[report.verdict]
}

function withContent<T>(path: string | undefined, use: (source: ByteSource | undefined) => Promise<T>): Promise<T> {
  return path === undefined ? use(undefined) : withFile(path, use)
}

function judged(call: VerifyCall, trust: readonly Uint8Array[], file: ByteSource, content: ByteSource | undefined): Promise<Report> {
  return validate(file, {
    trust,
    at: call.at ?? new Date(),
    ...(content === undefined ? {} : { content }),
    ...(call.offline ? {} : { fetch: fetchOverHttp }),
  })
}
