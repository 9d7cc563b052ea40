/**
 * Run after each `npm install`. npm writes optionalDependencies for every platform into the lock file, but an entry only for those that
 * the registry offered; `npm ci` then refuses its own lock ("Missing: … from lock file"). This drops the edges that lead nowhere.
 * With --check it only reports.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * @typedef {{ optionalDependencies?: Record<string, string> }} Entry
 * @param {{ packages?: Record<string, Entry> }} lock changed in place
 * @returns {string[]} the edges that were dropped
 */
export function mendLock(lock) {
  const packages = lock.packages ?? {}
  /** @type {string[]} */
  const dropped = []
  for (const [path, entry] of Object.entries(packages)) {
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (path === '' || resolves(packages, path, name)) continue
      delete entry.optionalDependencies?.[name]
      dropped.push(`${path} → ${name}`)
    }
    if (entry.optionalDependencies && Object.keys(entry.optionalDependencies).length === 0) delete entry.optionalDependencies
  }
  return dropped
}

/**
 * Node's own way of looking: beside the package, then ever further up.
 * @param {Record<string, Entry>} packages
 * @param {string} from
 * @param {string} name
 */
function resolves(packages, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]) return true
    if (folder === '') return false
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = join(fileURLToPath(new URL('..', import.meta.url)), 'package-lock.json')
  const lock = JSON.parse(readFileSync(path, 'utf8'))
  const dropped = mendLock(lock)
  const onlyCheck = process.argv.includes('--check')
  if (dropped.length > 0 && !onlyCheck) writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`${dropped.length} edges without an entry${onlyCheck ? '' : ' dropped'}`)
  process.exit(onlyCheck && dropped.length > 0 ? 1 : 0)
}
