import { sentences } from '@countersign/engine/validation'
import { describe, expect, it } from 'vitest'
import english from '../../locales/en/verify.json' with { type: 'json' }
import ukrainian from '../../locales/uk/verify.json' with { type: 'json' }

/** A report's code leads to its words: "chain.expired" → messages.chain.expired. */
const wordsFor = (messages: Readonly<Record<string, Readonly<Record<string, string>>>>, code: string) => {
  const [group = '', name = ''] = code.split('.')
  return messages[group]?.[name]
}

describe.each([
  ['English', english.messages],
  ['Ukrainian', ukrainian.messages],
] as const)('the sentences of a report in %s', (_, messages) => {
  it.each(Object.entries(sentences))('say %s with the same parameters', (code, [, sentence]) => {
    const parameters = (text: string) => new Set([...text.matchAll(/\{+(\w+)\}+/g)].map(([, name]) => name))
    expect(parameters(wordsFor(messages, code) ?? 'nothing')).toEqual(parameters(sentence))
    expect(wordsFor(messages, code)).toBeTruthy()
  })
})
