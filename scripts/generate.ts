/**
 * Writes what follows from the sources: docs/openapi.json from the server's routes, client/ from that, .env.example from the settings.
 * With --check it only compares, and names the files that differ.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { describeApi } from './describe-api.ts'
import { describeSettings } from './describe-settings.ts'

const root = resolve(import.meta.dirname, '..')
/** Ours, not generated. */
const keptInClient = new Set(['client/package.json'])

export async function generated(): Promise<ReadonlyMap<string, string>> {
  const api = `${JSON.stringify(await describeApi(), null, 2)}\n`
  return new Map([['docs/openapi.json', api], ['.env.example', describeSettings()], ...generateClient(api)])
}

/** The generator needs TypeScript's JavaScript interface, which version 7 lacks, so it runs apart with version 5 in its place. */
function generateClient(api: string): [path: string, text: string][] {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-client-'))
  try {
    const input = join(folder, 'openapi.json')
    const output = join(folder, 'client')
    writeFileSync(input, api)
    const words = ['--import', join(root, 'scripts', 'typescript5.mjs'), join(root, 'scripts', 'generate-client.mjs'), input, output]
    const result = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' })
    if (result.status !== 0) throw new Error(`The client could not be generated:\n${result.stdout}${result.stderr}`)
    return filesUnder(output).map((path) => [join('client', relative(output, path)), relaxed(relative(output, path), readFileSync(path, 'utf8'))])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The generator's own runtime is written for looser settings than ours; what it declares stays typed. */
function relaxed(path: string, text: string): string {
  return /^(client|core)\//.test(path) ? `// @ts-nocheck\n${text}` : text
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

function outdated(files: ReadonlyMap<string, string>): string[] {
  const differing = [...files].filter(([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text).map(([path]) => path)
  return [...differing, ...leftovers(files)]
}

function leftovers(files: ReadonlyMap<string, string>): string[] {
  return filesUnder(join(root, 'client'))
    .map((path) => relative(root, path))
    .filter((path) => !files.has(path) && !keptInClient.has(path))
}

if (import.meta.main) {
  const files = await generated()
  const changed = outdated(files)
  if (process.argv.includes('--check')) {
    for (const path of changed) console.error(`${path} is not what the sources say; run npm run generate`)
    process.exit(changed.length === 0 ? 0 : 1)
  }
  for (const path of leftovers(files)) rmSync(join(root, path))
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  console.log(`${files.size} files generated, ${changed.length} changed`)
  process.exit(0)
}
