/** poppler's pdfsig: does each signature hold over the bytes it covers? It knows neither baseline levels nor document time-stamps. */
import { isThere, run } from '../command.ts'
import type { Peer } from '../peer.ts'

export const pdfsig: Peer = {
  name: 'pdfsig',
  async open() {
    if (!(await isThere('pdfsig', ['-v']))) return { missing: 'poppler is not there' }
    return {
      judges: ({ kind, refused }) => kind === 'pades' && refused !== true,
      async judge({ sample, file }) {
        const { output } = await run('pdfsig', ['-nocert', file])
        const signatures = output.split(/^Signature #/m).slice(1)
        const verdicts = signatures.filter((text) => !/Timestamp\d*\n/.test(text)).map((text) => /Signature Validation: (.*)/.exec(text)?.[1] ?? 'nothing said')
        const valid = verdicts.length === (sample.signatures ?? 1) && verdicts.every((verdict) => verdict === 'Signature is Valid.')
        return { valid, words: verdicts.join('; ') || output.slice(0, 200) }
      },
    }
  },
}
