/** pyHanko, from PyPI: its AdES validation of PAdES and CAdES, and both made. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isThere, run } from '../command.ts'
import { openLinePeer, type LinePeer } from '../line-peer.ts'
import type { OpenPeer, Peer, Setting } from '../peer.ts'
import type { Verdict } from '../sample.ts'

const project = join(import.meta.dirname, '..', 'pyhanko')

export const pyhanko: Peer = {
  name: 'pyHanko',
  async open(setting) {
    if (!(await isThere('python3'))) return { missing: 'Python 3 is not there' }
    const python = await installed(setting)
    if (typeof python !== 'string') return python
    return opened(openLinePeer(python, ['-W', 'ignore', join(project, 'peer.py'), setting.anchor.der, `${setting.loopback.origin}/tsa/ecdsa`]))
  },
}

/** Its own virtual environment, made anew when the requirements change. */
async function installed({ cache }: Setting): Promise<string | { readonly missing: string }> {
  const folder = join(cache, 'pyhanko')
  const python = join(folder, 'bin', 'python')
  const requirements = readFileSync(join(project, 'requirements.txt'), 'utf8')
  const installedFrom = join(folder, 'installed-from.txt')
  if (existsSync(installedFrom) && readFileSync(installedFrom, 'utf8') === requirements) return python
  mkdirSync(cache, { recursive: true })
  const steps = [
    await run('python3', ['-m', 'venv', folder], { patience: 120_000 }),
    await run(python, ['-m', 'pip', 'install', '--quiet', '--requirement', join(project, 'requirements.txt')], { patience: 600_000 }),
  ]
  const failure = steps.find(({ ok }) => !ok)
  if (failure !== undefined) return { missing: `pip could not fetch it: ${failure.output.slice(-500)}` }
  writeFileSync(installedFrom, requirements)
  return python
}

function opened(process: LinePeer): OpenPeer {
  return {
    judges: ({ kind }) => kind === 'cades' || kind === 'pades' || kind === 'timestamp' || kind === 'pkcs12',
    async judge({ sample, file, content }) {
      const request = sample.kind === 'timestamp' || sample.kind === 'pkcs12' ? sample.kind : 'validate'
      return verdictOf(await process.ask(request, file, ...(content === undefined ? [] : [content])), sample.signatures ?? 1)
    },
    makes: [
      { format: 'pades', levels: ['B', 'T', 'LT', 'LTA'] },
      { format: 'cades-detached', levels: ['B', 'T'] },
      { format: 'cades-attached', levels: ['B', 'T'] },
    ],
    async make({ format, level, store, file, result }) {
      const [answer, ...words] = await process.ask('sign', format, level, store, file, result)
      return answer === 'signed' ? undefined : words.join(' ')
    },
    close: () => process.close(),
  }
}

function verdictOf([answer, ...parts]: readonly string[], signatures: number): Verdict {
  if (answer !== 'judged') return { valid: false, words: parts.join(' '), stumbled: true }
  const valid = parts.length === signatures && parts.every((part) => part.startsWith('PASSED|'))
  return { valid, words: parts.map((part) => part.split('|').filter(Boolean).join(' ')).join('; ') }
}
