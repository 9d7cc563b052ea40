/** EU DSS, from Maven: validates and makes CAdES, PAdES and ASiC at every baseline level. */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isThere, run } from '../command.ts'
import { openLinePeer, type LinePeer } from '../line-peer.ts'
import type { Exhibit, OpenPeer, Peer, Setting } from '../peer.ts'
import type { Verdict } from '../sample.ts'

const project = join(import.meta.dirname, '..', 'dss')
const sources = [join(project, 'pom.xml'), join(project, 'src', 'main', 'java', 'peers', 'DssPeer.java')]
const levels: readonly ['B', 'T', 'LT', 'LTA'] = ['B', 'T', 'LT', 'LTA']

export const dss: Peer = {
  name: 'EU DSS',
  async open(setting) {
    if (!(await isThere('java', ['-version'])) || !(await isThere('mvn'))) return { missing: 'Java or Maven is not there' }
    const classPath = await built(setting)
    if (typeof classPath !== 'string') return classPath
    const authority = `${setting.loopback.origin}/tsa/ecdsa`
    return opened(openLinePeer('java', ['-Dfile.encoding=UTF-8', '-cp', classPath, 'peers.DssPeer', setting.anchor.der, authority]))
  },
}

/** The class path; Maven runs only when the project is newer than what it built. */
async function built({ cache }: Setting): Promise<string | { readonly missing: string }> {
  const output = join(cache, 'dss')
  const listing = join(output, 'class-path.txt')
  mkdirSync(output, { recursive: true })
  if (!existsSync(listing) || sources.some((source) => statSync(source).mtimeMs > statSync(listing).mtimeMs)) {
    const goals = ['compile', 'dependency:build-classpath']
    const maven = await run('mvn', ['-q', '-B', '-T1', '-f', sources[0] ?? '', `-Dpeers.output=${output}`, ...goals, `-Dmdep.outputFile=${listing}.new`], {
      patience: 900_000,
    })
    if (!maven.ok) return { missing: `Maven could not fetch or build it: ${maven.output.slice(-500)}` }
    writeFileSync(listing, readFileSync(`${listing}.new`))
  }
  return [join(output, 'classes'), readFileSync(listing, 'utf8').trim()].join(':')
}

function opened(process: LinePeer): OpenPeer {
  return {
    judges: ({ kind, refused }) => ['cades', 'pades', 'asic', 'timestamp', 'pkcs12', 'crl'].includes(kind) && !(refused === true && kind === 'crl'),
    async judge(exhibit) {
      return verdictOf(exhibit, await process.ask(...question(exhibit)))
    },
    makes: (['cades-detached', 'cades-attached', 'pades', 'asic-s', 'asic-e'] as const).map((format) => ({ format, levels })),
    async make({ format, level, store, file, result }) {
      const [answer, ...words] = await process.ask('sign', format, level, store, file, result)
      return answer === 'signed' ? undefined : words.join(' ')
    },
    close: () => process.close(),
  }
}

function question({ sample, file, content }: Exhibit): string[] {
  if (sample.kind === 'pkcs12') return ['pkcs12', file]
  if (sample.kind === 'crl') return ['crl', file, `${file}.issuer`]
  return ['validate', file, ...(content === undefined ? [] : [content])]
}

/** Signatures come first, then every time-stamp; all of them have to pass. */
function verdictOf({ sample }: Exhibit, [answer, ...parts]: readonly string[]): Verdict {
  if (answer !== 'judged') return { valid: false, words: parts.join(' '), stumbled: true }
  const judged = parts.map((part) => part.split('|'))
  const indications = judged.map(([indication]) => indication)
  const passed = judged.length > 0 && indications.every((indication) => indication === 'TOTAL_PASSED' || indication === 'PASSED')
  const expected = sample.kind === 'timestamp' ? 0 : (sample.signatures ?? 1)
  const found = indications.filter((indication) => /^TOTAL_|^INDETERMINATE$/.test(indication ?? '')).length
  const formats = judged.map(([, , format = '']) => /BASELINE-(\w+)/.exec(format)?.[1]).filter((level) => level !== undefined)
  const words = judged.map(([indication, sub, format, errors, warnings]) =>
    [indication, sub, format, errors, warnings].filter((word) => word && word !== 'null').join(' '),
  )
  const isSignature = sample.kind === 'cades' || sample.kind === 'pades' || sample.kind === 'asic'
  return {
    valid: passed && (!isSignature || found === expected),
    words: words.join('; ') || 'found nothing to judge',
    ...(isSignature && { level: [...new Set(formats)].map((level) => `B-${level}`).join(' and ') }),
  }
}
