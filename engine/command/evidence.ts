/** `countersign evidence create`, `renew` and `verify` (RFC 4998). */
import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { createDigest } from '../algorithms/index.ts'
import { forEachSlice } from '../pdf/index.ts'
import { createEvidenceRecords, renewEvidenceRecords, renewHashTrees } from '../signing/index.ts'
import { validateEvidenceRecord } from '../validation/index.ts'
import { momentOf, UsageError, type Call } from './arguments.ts'
import { readTrust, readWhole, withFile, writeResult } from './files.ts'
import { fetchOverHttp } from './network.ts'
import { outputOf, sourcesOf } from './sign.ts'
import { exitStatus } from './verify.ts'
import { wordsOf } from './words.ts'

export async function createRecords({ files, values }: Call): Promise<number> {
  const hashes = await Promise.all(files.map(hashOf))
  const output = outputOf(values)
  const together = values.group === true || files.length === 1
  const records = await createEvidenceRecords(together ? [hashes] : hashes.map((hash) => [hash]), await sourcesOf(values))
  if (!together) await mkdir(output, { recursive: true })
  const names = files.map((file) => `${basename(file)}.ers`)
  if (!together && new Set(names).size < names.length) throw new UsageError('two of the files have the same name')
  for (const [index, record] of records.entries()) await writeResult(together ? output : join(output, names[index] ?? ''), record)
  return 0
}

export async function renewRecord({ files: [file], values }: Call): Promise<number> {
  const record = await readWhole(file)
  const renewal = { ...(await sourcesOf(values)), at: new Date() }
  const content = values.content ?? []
  const byHashTree = values['hash-tree'] === true
  if (byHashTree !== content.length > 0) throw new UsageError('--hash-tree goes with --content, every file that the record is over')
  const [renewed] = byHashTree
    ? await renewHashTrees([{ record, objects: await Promise.all(content.map(hashOf)) }], 'sha256', renewal)
    : await renewEvidenceRecords([record], renewal)
  if (renewed !== undefined) await writeResult(outputOf(values), renewed)
  return 0
}

export async function verifyRecord({ files: [file, ...objects], values }: Call, print: (text: string) => void): Promise<number> {
  if (objects.length === 0) throw new UsageError('evidence verify takes the record and the files that it is over')
  const contents = await Promise.all(objects.map(async (path) => ({ name: path, content: await readWhole(path) })))
  const report = await validateEvidenceRecord(await readWhole(file), contents, {
    trust: await readTrust(values.trust ?? []),
    at: momentOf(values.at) ?? new Date(),
    ...(values.offline === true ? {} : { fetch: fetchOverHttp }),
  })
  print(values.json === true ? JSON.stringify(report, undefined, 2) : wordsOf(report))
  return exitStatus[report.verdict]
}

function hashOf(path: string): Promise<Uint8Array> {
  return withFile(path, async (source) => {
    const running = createDigest('sha256')
    await forEachSlice(source, 0, source.size, (slice) => running.update(slice))
    return running.finish()
  })
}
