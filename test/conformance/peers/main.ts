/**
 * What other programs say: `npm run conformance:peers -- [PEER…]`. Without a peer: all of them.
 *
 * - The engine makes every format and level, the peers judge them and their flipped copies; then the peers make them and the engine judges.
 * - `--file FILE [--content DOCUMENT] --anchor CERTIFICATE [--kind cades|pades|asic]`: the peers judge one file from elsewhere.
 * - Peers come through their own package managers into `--cache`; one that cannot be had is left out by name. No part of `npm test`.
 *
 * Exits with 1 when a case fails.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { fromPem, toPem } from '@countersign/engine/keystore'
import { bothWays, judgedByPeer } from './cases.ts'
import { dss } from './judges/dss.ts'
import { openssl } from './judges/openssl.ts'
import { pdfsig } from './judges/poppler.ts'
import { pyhanko } from './judges/pyhanko.ts'
import { qpdf } from './judges/qpdf.ts'
import { startLoopback } from './loopback.ts'
import type { Case, OpenPeer, Peer, Setting } from './peer.ts'
import { type Sample, type SampleKind } from './sample.ts'
import { makeSamples } from './samples.ts'

const peers: readonly Peer[] = [dss, pyhanko, pdfsig, qpdf, openssl]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cache: { type: 'string', default: join(import.meta.dirname, '..', '..', '..', 'test-output', 'peers') },
    file: { type: 'string' },
    content: { type: 'string' },
    anchor: { type: 'string' },
    kind: { type: 'string' },
  },
})
const chosen = peers.filter(({ name }) => positionals.length === 0 || positionals.some((wanted) => wanted.toLowerCase() === name.toLowerCase()))
if (chosen.length < new Set(positionals).size) {
  console.error(`Peers: ${peers.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}

const folder = mkdtempSync(join(tmpdir(), 'countersign-peers-'))
const loopback = await startLoopback()
const given = values.file === undefined ? undefined : fileFromElsewhere(values.file)
const setting: Setting = { folder, cache: resolve(values.cache), anchor: anchorFiles(), loopback }

const counts = { passed: 0, failed: 0 }
const leftOut: string[] = []
const present: { name: string; peer: OpenPeer }[] = []
for (const { name, open } of chosen) {
  const peer = await open(setting)
  if ('missing' in peer) leftOut.push(`${name} (${peer.missing})`)
  else present.push({ name, peer })
}
const samples = given !== undefined ? [given] : present.length === 0 ? [] : await makeSamples(loopback.authority)
for (const { name, peer } of present) {
  const cases = given === undefined ? bothWays(name, peer, samples, setting, loopback.authority) : judgedByPeer(name, peer, samples, setting)
  for await (const one of cases) tell(one)
  peer.close?.()
}
loopback.close()
rmSync(folder, { recursive: true })
for (const name of leftOut) console.log(`left out: ${name}`)
console.log(`${counts.passed} passed, ${counts.failed} failed`)
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0

function tell({ id, passed, words }: Case): void {
  counts[passed ? 'passed' : 'failed'] += 1
  console.log(`${passed ? 'passed' : 'failed'}  ${id}: ${words}`)
}

function anchorFiles(): Setting['anchor'] {
  const der = values.anchor === undefined ? loopback.authority.root.certificate.der : certificateIn(values.anchor)
  const files = { der: join(folder, 'anchor.cer'), pem: join(folder, 'anchor.pem') }
  writeFileSync(files.der, der)
  writeFileSync(files.pem, toPem('CERTIFICATE', der))
  return files
}

function certificateIn(path: string): Uint8Array {
  const bytes = new Uint8Array(readFileSync(path))
  return fromPem(new TextDecoder('latin1').decode(bytes))[0]?.der ?? bytes
}

/** Nobody knows what is signed in there, so there is no flipped copy. */
function fileFromElsewhere(path: string): Sample {
  const bytes = new Uint8Array(readFileSync(path))
  const kinds: readonly SampleKind[] = ['cades', 'pades', 'asic']
  const kind = kinds.find((one) => one === values.kind) ?? (bytes[0] === 0x25 ? 'pades' : bytes[0] === 0x50 ? 'asic' : 'cades')
  return { name: path, kind, bytes, ...(values.content !== undefined && { content: new Uint8Array(readFileSync(values.content)) }) }
}
