/** The cases of one peer: its verdicts on what the engine makes, and the engine's on what it makes. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Authority } from './authority.ts'
import { madeByPeer } from './made-by-peer.ts'
import type { Case, Exhibit, OpenPeer, Setting } from './peer.ts'
import type { Sample } from './sample.ts'

export async function* bothWays(name: string, peer: OpenPeer, samples: readonly Sample[], setting: Setting, authority: Authority): AsyncGenerator<Case> {
  yield* judgedByPeer(name, peer, samples, setting)
  if (peer.makes !== undefined) yield* madeByPeer(name, peer, setting, authority)
}

/** The sample is valid and of the level it was made for, or refused if it is to be; its flipped copy is not valid. */
export async function* judgedByPeer(name: string, peer: OpenPeer, samples: readonly Sample[], setting: Setting): AsyncGenerator<Case> {
  for (const [number, sample] of samples.entries()) {
    if (!peer.judges(sample)) continue
    const whole = await peer.judge(exhibit(sample, sample, join(setting.folder, `${number}`)))
    const expectedLevel = sample.level === undefined || whole.level === undefined || whole.level === sample.level
    const asExpected = sample.refused === true ? !whole.valid && whole.stumbled !== true : whole.valid && expectedLevel
    yield { id: `${name}: ${sample.name}`, passed: asExpected, words: whole.words }
    if (sample.flipped === undefined) continue
    const flipped = await peer.judge(exhibit(sample, sample.flipped, join(setting.folder, `${number}.flipped`)))
    // A key file that does not open is refused by stumbling over it.
    const refused = !flipped.valid && (flipped.stumbled !== true || sample.kind === 'pkcs12')
    yield { id: `${name}: ${sample.name}, flipped`, passed: refused, words: flipped.words }
  }
}

function exhibit(sample: Sample, { bytes, content }: { readonly bytes: Uint8Array; readonly content?: Uint8Array }, file: string): Exhibit {
  writeFileSync(file, bytes)
  if (content !== undefined) writeFileSync(`${file}.content`, content)
  if (sample.issuer !== undefined) writeFileSync(`${file}.issuer`, sample.issuer)
  if (sample.subject !== undefined) writeFileSync(`${file}.subject`, sample.subject)
  return { sample, file, ...(content !== undefined && { content: `${file}.content` }) }
}
