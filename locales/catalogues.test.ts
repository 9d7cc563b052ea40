import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const folder = import.meta.dirname
const languages = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
const domains = readdirSync(join(folder, 'en'))

/** Every key and the placeholders of its sentence. A plural counts once, since languages have different forms of it. */
function sentences(words: unknown, path = ''): Map<string, string> {
  if (typeof words === 'string')
    return new Map([[path.replace(/_(zero|one|two|few|many|other)$/, '_plural'), [...new Set(words.match(/\{\{[^}]+\}\}/g))].toSorted().join(' ')]])
  if (typeof words !== 'object' || words === null) throw new TypeError(`${path} is neither a sentence nor a group`)
  return new Map(Object.entries(words).flatMap(([key, value]) => [...sentences(value, path === '' ? key : `${path}.${key}`)]))
}

const read = (language: string, domain: string) => sentences(JSON.parse(readFileSync(join(folder, language, domain), 'utf8')))

describe.each(languages.filter((language) => language !== 'en'))('the catalogues in %s', (language) => {
  it('are the same files as the English ones', () => {
    expect(readdirSync(join(folder, language))).toEqual(domains)
  })
  it.each(domains)('%s says everything that the English one says', (domain) => {
    expect([...read(language, domain).keys()].toSorted()).toEqual([...read('en', domain).keys()].toSorted())
  })
  it.each(domains)('%s fills in the same values', (domain) => {
    const theirs = read(language, domain)
    for (const [key, placeholders] of read('en', domain)) if (!key.endsWith('_plural')) expect(theirs.get(key), key).toBe(placeholders)
  })
})
