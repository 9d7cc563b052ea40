/**
 * Is what lies in node_modules what package-lock.json says?
 * npm writes node_modules/.package-lock.json as the last step of an install, so its absence also means one that was cut off.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** @param {string} root */
export function isInstalled(root) {
  const written = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(written)) return false
  return differences(packagesOf(join(root, 'package-lock.json')), packagesOf(written)).length === 0
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} Entry
 * @param {Record<string, Entry>} wanted
 * @param {Record<string, Entry>} installed
 * @returns {string[]} paths of packages that are missing or other than wanted
 */
export function differences(wanted, installed) {
  return Object.entries(wanted)
    .filter(([path, entry]) => path.includes('node_modules/') && !isSame(entry, installed[path]))
    .map(([path]) => path)
}

/**
 * @param {Entry} wanted
 * @param {Entry | undefined} installed
 */
function isSame(wanted, installed) {
  if (installed === undefined) return wanted.optional === true // for another platform
  return wanted.link === true || (wanted.version === installed.version && wanted.integrity === installed.integrity)
}

/**
 * @param {string} path
 * @returns {Record<string, Entry>}
 */
function packagesOf(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages ?? {}
}
