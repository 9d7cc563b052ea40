import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const foreign = new Set(['node_modules', 'dist', 'data', 'test-output', '.git', '.vite', 'coverage'])

/** Paths of everything written by us, from the root and with forward slashes. */
export function sourcePaths(root: string): string[] {
  return walk(root, '')
}

function walk(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    // `data` means the data folder of a deployment only at the top.
    if (foreign.has(entry.name) && (entry.name !== 'data' || folder === '')) return []
    if (entry.isDirectory()) return walk(root, path)
    return entry.isFile() ? [path] : []
  })
}

export function isCode(path: string): boolean {
  return /\.(ts|tsx|mjs)$/.test(path)
}

/** Written by `npm run generate`. */
export function isGenerated(path: string): boolean {
  return path.startsWith('client/') || path === 'docs/openapi.json'
}

export function readSource(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8')
}
