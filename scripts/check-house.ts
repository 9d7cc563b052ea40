/** House rules that no linter knows, each a function from the project's files to the faults in them. */
import { basename } from 'node:path'
import { mendLock } from './mend-lock.mjs'
import { isCode, isGenerated } from './source-files.ts'

export type Files = ReadonlyMap<string, string>

/** Names that say nothing about what is inside. */
const emptyNames = /^(utils?|helpers?|common|misc|shared)$/i
const longestFile = 400

/** A file may be longer when a reason is recorded here. */
export const longFiles: Readonly<Record<string, string>> = {}

export function emptyNamesIn(files: Files): string[] {
  return [...files.keys()].flatMap((path) => {
    const bad = path.split('/').find((part) => emptyNames.test(basename(part).replace(/(\.test)?\.\w+$/, '')))
    return bad === undefined ? [] : [`${path}: "${bad}" names no thing; use the domain's own noun or verb`]
  })
}

export function longFilesIn(files: Files, reasons: Readonly<Record<string, string>> = longFiles): string[] {
  return [...files].flatMap(([path, text]) => {
    if (!isCode(path) || isGenerated(path) || path in reasons) return []
    const lines = text.split('\n').length - 1
    return lines > longestFile ? [`${path}: ${lines} lines; the limit is ${longestFile}`] : []
  })
}

/** A lock that names a registry's host serves nobody behind a mirror; one with loose edges fails `npm ci`. */
export function lockFaultsIn(files: Files): string[] {
  const lock = JSON.parse(files.get('package-lock.json') ?? '{}')
  return mendLock(lock).map((edge) => `package-lock.json: ${edge} leads nowhere; run node scripts/mend-lock.mjs`)
}

const registryHost = new RegExp(['registry\\.npm', '(npmjs|yarnpkg)\\.(org|com)/', 'npmmirror'].join('|'))

export function registryHostsIn(files: Files): string[] {
  return [...files].flatMap(([path, text]) => {
    if (path === 'scripts/check-house.ts') return []
    if (path === 'package-lock.json') return /"resolved": "\w+:\/\//.test(text) ? [`${path} names a host; keep omit-lockfile-registry-resolved`] : []
    return registryHost.test(text) ? [`${path} names a package registry`] : []
  })
}

/** Each language says the same things. Plural forms differ by language, so they count as one key. */
export function catalogueFaultsIn(files: Files): string[] {
  const catalogues = [...files.keys()].filter((path) => /^locales\/\w[\w-]*\/.+\.json$/.test(path))
  const languages = new Set(catalogues.map((path) => path.split('/')[1] ?? ''))
  const domains = new Set(catalogues.map((path) => path.split('/').slice(2).join('/')))
  return [...domains].flatMap((domain) => {
    const keys = new Map([...languages].map((language): [string, Set<string>] => [language, new Set(keysOf(files.get(`locales/${language}/${domain}`)))]))
    const every = new Set([...keys.values()].flatMap((set) => [...set]))
    return [...every].flatMap((key) => [...keys].filter(([, set]) => !set.has(key)).map(([language]) => `locales/${language}/${domain} lacks ${key}`))
  })
}

function keysOf(text: string | undefined): string[] {
  return text === undefined ? [] : leaves(JSON.parse(text), '')
}

function leaves(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [path.replace(/_(zero|one|two|few|many|other)$/, '')]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`))
}
