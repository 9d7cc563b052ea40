/** The reverse: a peer makes each format and level with the same authority's keys, and the engine validates it and its flipped copy. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fetchOverHttp } from '../../../engine/command/network.ts'
import { readZip, writeZip } from '@countersign/engine/container'
import { createPkcs12 } from '@countersign/engine/keystore'
import { validate, type Report } from '@countersign/engine/validation'
import { samplePdf } from '../../../engine/pdf/sample-files.ts'
import type { Authority, House } from './authority.ts'
import type { Case, MadeFormat, MadeLevel, OpenPeer, Setting } from './peer.ts'
import { flippedAt, password, placeOf } from './sample.ts'
import { agreement } from './samples.ts'

const words = new TextEncoder().encode('Hello')

export async function* madeByPeer(name: string, peer: OpenPeer, { folder }: Setting, authority: Authority): AsyncGenerator<Case> {
  for (const house of [authority.ecdsa, authority.rsa]) {
    const store = await storeOf(authority, house, folder)
    for (const { format, levels } of peer.makes ?? [])
      for (const level of levels)
        for (const kind of format === 'pades' && house === authority.ecdsa ? (['table', 'stream', 'hybrid'] as const) : (['table'] as const)) {
          const id = `engine: ${format} B-${level}${format === 'pades' ? ` ${kind}` : ''} ${house.name} by ${name}`
          const document = format === 'pades' ? samplePdf(kind) : agreement
          const [file, result] = [join(folder, format === 'pades' ? 'document.pdf' : 'document.txt'), join(folder, 'made')]
          writeFileSync(file, document)
          const failure = await peer.make?.({ format, level, store, file, result })
          if (failure !== undefined) {
            yield { id, passed: false, words: `${name} could not make it: ${failure}` }
            continue
          }
          yield* judgedByEngine(id, format, level, new Uint8Array(readFileSync(result)), authority)
        }
  }
}

async function* judgedByEngine(id: string, format: MadeFormat, level: MadeLevel, made: Uint8Array, authority: Authority): AsyncGenerator<Case> {
  const detached = format === 'cades-detached'
  const judge = (bytes: Uint8Array, content: Uint8Array): Promise<Report> =>
    validate(bytes, {
      trust: [authority.root.certificate.der],
      at: new Date(),
      fetch: fetchOverHttp,
      ...(detached && { content }),
    })
  const report = await judge(made, agreement)
  const levels = report.signatures.map((signature) => signature.level)
  yield { id, passed: report.verdict === 'passed' && levels.length === 1 && levels[0] === `B-${level}`, words: wordsOf(report) }
  const flipped = detached ? await judge(made, flippedAt(agreement, 4)) : await judge(flippedIn(format, made), agreement)
  yield { id: `${id}, flipped`, passed: flipped.verdict === 'failed', words: wordsOf(flipped) }
}

/** One byte of what is signed, wherever the format keeps it. */
function flippedIn(format: MadeFormat, made: Uint8Array): Uint8Array {
  if (format === 'pades') return flippedAt(made, placeOf(made, words))
  if (format === 'cades-attached') return flippedAt(made, placeOf(made, agreement) + 4)
  const files = readZip(made).files.map((file) => ({
    name: file.name,
    bytes: file.name === 'document.txt' ? flippedAt(file.read(), 4) : file.read(),
    stored: file.stored,
  }))
  return writeZip(files, new Date())
}

function wordsOf({ verdict, signatures, timestamps }: Report): string {
  const signed = signatures.map((signature) => [signature.indication, signature.subIndication, signature.level].filter(Boolean).join(' '))
  const stamped = timestamps.map((stamp) => [stamp.kind, stamp.indication, stamp.subIndication].filter(Boolean).join(' '))
  const doubts = signatures.flatMap(({ indication, messages }) =>
    indication === 'TOTAL_PASSED' ? [] : messages.filter(({ severity }) => severity !== 'information').map(({ code }) => code),
  )
  return [verdict, ...signed, ...stamped, ...doubts].join('; ')
}

async function storeOf(authority: Authority, { name, signer, issuing }: House, folder: string): Promise<string> {
  const path = join(folder, `${name}.p12`)
  const chain = [issuing.certificate.der, authority.root.certificate.der]
  writeFileSync(path, await createPkcs12({ privateKey: signer.privateKey, certificate: signer.certificate.der, chain, password }))
  return path
}
