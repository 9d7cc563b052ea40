/** `countersign sign`, `extend` and `timestamp`: each writes one file. */
import { basename } from 'node:path'
import { digest, signingKeyFrom } from '../algorithms/index.ts'
import { openKeystore, type KeyEntry } from '../keystore/index.ts'
import { extend, extendPdf, kindOf, signCms, signContainer, signPdf, timestampOver, timestampPdf, type Sources } from '../signing/index.ts'
import { levelOf, oneOf, UsageError, type Call } from './arguments.ts'
import { readHead, readTrust, readWhole, withFile, writeAppended, writeResult } from './files.ts'
import { fetchOverHttp } from './network.ts'
import { readPassword } from './password.ts'

export async function sign({ files, values }: Call): Promise<number> {
  const [file, surplus] = files
  const format = oneOf('format', ['pades', 'cades', 'asic-e', 'asic-s'], values.format) ?? (kindOf(await readHead(file)) === 'pdf' ? 'pades' : 'cades')
  if (surplus !== undefined && format !== 'asic-e') throw new UsageError('only asic-e takes several files')
  if (values.detached === true && format !== 'cades') throw new UsageError('--detached goes with cades only')
  const level = levelOf(values.level)
  const signing = { ...(await signerAt(values)), ...(await sourcesOf(values)), level, at: new Date() }
  const output = outputOf(values)
  if (level !== 'B' && values.tsa === undefined) throw new UsageError('levels above B need --tsa')
  switch (format) {
    case 'pades': {
      const { tail } = await withFile(file, (source) => signPdf(source, { ...signing, ...(values.reason === undefined ? {} : { reason: values.reason }) }))
      await writeAppended(file, tail, output)
      return 0
    }
    case 'cades':
      await writeResult(output, await withFile(file, (source) => signCms(source, { ...signing, detached: values.detached === true })))
      return 0
    case 'asic-e':
    case 'asic-s': {
      const documents = await Promise.all(files.map(async (path) => ({ name: basename(path), bytes: await readWhole(path) })))
      await writeResult(output, await signContainer(documents, { ...signing, format }))
      return 0
    }
  }
}

export async function raise({ files: [file], values }: Call): Promise<number> {
  const level = levelOf(values.level)
  if (level === 'B') throw new UsageError('--level is one of T, LT, LTA')
  const raising = { ...(await sourcesOf(values)), level, at: new Date() }
  const [document, surplus] = values.content ?? []
  if (surplus !== undefined) throw new UsageError('extend takes one document')
  if (kindOf(await readHead(file)) === 'pdf') {
    const { tail } = await withFile(file, (source) => extendPdf(source, raising))
    await writeAppended(file, tail, outputOf(values))
    return 0
  }
  const content = document === undefined ? undefined : await readWhole(document)
  await writeResult(outputOf(values), await extend(await readWhole(file), { ...raising, content }))
  return 0
}

export async function timestamp({ files: [file], values }: Call): Promise<number> {
  const format = oneOf('format', ['token', 'pades'], values.format) ?? 'token'
  const sources = await sourcesOf(values)
  if (format === 'pades') {
    const { tail } = await withFile(file, (source) => timestampPdf(source, { ...sources, at: new Date() }))
    await writeAppended(file, tail, outputOf(values))
    return 0
  }
  const ask = sources.timestamp
  if (ask === undefined) throw new UsageError('timestamp needs --tsa')
  await writeResult(outputOf(values), await ask('sha256', digest('sha256', await readWhole(file))))
  return 0
}

export async function sourcesOf(values: Call['values']): Promise<Sources> {
  const { tsa, trust } = values
  if (tsa !== undefined && !/^https?:\/\//i.test(tsa)) throw new UsageError('--tsa is an http or https address')
  return {
    fetch: fetchOverHttp,
    ...(tsa === undefined ? {} : { timestamp: timestampOver(fetchOverHttp, { url: tsa }) }),
    ...(trust === undefined ? {} : { trust: await readTrust(trust) }),
  }
}

export function outputOf({ output }: Call['values']): string {
  if (output === undefined) throw new UsageError('where the result goes is missing: -o OUT')
  return output
}

async function signerAt(values: Call['values']) {
  const path = values.key ?? ''
  const store = await readWhole(path)
  const usable = (await openKeystore(store, await readPassword(values['password-file']))).filter(hasCertificate)
  const [entry, another] = usable
  if (entry === undefined) throw new UsageError(`${path} holds no key with its certificate`)
  if (another !== undefined) throw new UsageError(`${path} holds several keys; give one that holds the one to sign with`)
  return { key: await signingKeyFrom(entry.privateKey), certificate: entry.certificate, chain: entry.chain }
}

function hasCertificate(entry: KeyEntry): entry is KeyEntry & { readonly certificate: Uint8Array } {
  return entry.certificate !== undefined
}
