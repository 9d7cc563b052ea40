import { describe, expect, it } from 'vitest'
import { nextEntry, verifyChain, type Entry, type Happening } from './rules.ts'

const entries = ['document.added', 'document.sent', 'document.signed'].reduce<Entry[]>(
  (chain, action, index) => [...chain, nextEntry(chain.at(-1), happening(action, index))],
  [],
)
const [added, sent, signed] = entries as [Entry, Entry, Entry]

describe('the chain of the audit log', () => {
  it('is whole as it was written, and names its head', async () => {
    expect(await verdictOn(entries)).toEqual({ intact: true, entries: 3, head: signed.hash })
  })

  it('is whole when nothing has happened yet', async () => {
    expect(await verdictOn([])).toMatchObject({ intact: true, entries: 0 })
  })

  it.each([
    ['a changed payload', [added, { ...sent, payload: sent.payload.replace('document.sent', 'document.seen') }, signed], 2, 'hash'],
    ['a changed payload with a hash that fits it', [added, rewritten(sent), signed], 3, 'link'],
    ['a row taken out', [added, signed], 2, 'number'],
    ['a row taken out and the rest numbered anew', [added, { ...signed, number: 2 }], 2, 'link'],
    ['the first row taken out', [sent, signed], 1, 'number'],
    ['two rows in each other’s place', [added, signed, sent], 2, 'number'],
    ['another time in the column beside the payload', [added, { ...sent, at: new Date('2026-03-09T10:00:00Z') }, signed], 2, 'hash'],
  ] as const)('is broken by %s', async (_what, tampered, brokenAt, because) => {
    expect(await verdictOn(tampered)).toMatchObject({ intact: false, brokenAt, because })
  })
})

function happening(action: string, index: number): Happening {
  return { action, subject: 'contract', actor: { kind: 'account', id: 'olena' }, at: `2026-03-02T10:0${index}:00.000Z`, details: {} }
}

/** As somebody who knows the rule would do it: the row alone is consistent. */
function rewritten(entry: Entry): Entry {
  return nextEntry({ number: entry.number - 1, hash: entry.previousHash }, happening('document.seen', 1))
}

async function verdictOn(chain: readonly Entry[]): ReturnType<typeof verifyChain> {
  return verifyChain(
    (async function* () {
      yield* chain
    })(),
  )
}
