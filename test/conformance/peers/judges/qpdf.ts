/** qpdf: is the file a sound PDF after everything that was appended? It judges structure, so its flipped copy has a changed cross-reference offset. */
import { writeFileSync } from 'node:fs'
import { isThere, run } from '../command.ts'
import type { Peer } from '../peer.ts'
import { flippedAt } from '../sample.ts'

export const qpdf: Peer = {
  name: 'qpdf',
  async open() {
    if (!(await isThere('qpdf'))) return { missing: 'it is not there' }
    return {
      judges: ({ kind, refused }) => kind === 'pades' && refused !== true,
      async judge({ file, sample }) {
        if (file.endsWith('.flipped')) misplaceTable(file, sample.bytes)
        const { code, output } = await run('qpdf', ['--check', file])
        const complaint = output.split('\n').find((line) => line.includes('WARNING') || line.includes('rror'))
        return { valid: code === 0, words: (complaint ?? output.split('\n').at(-1) ?? '').replaceAll(file, 'it').trim() }
      },
    }
  },
}

function misplaceTable(file: string, bytes: Uint8Array): void {
  const place = new TextDecoder('latin1').decode(bytes).lastIndexOf('startxref') + 'startxref\n'.length
  writeFileSync(file, flippedAt(bytes, place))
}
