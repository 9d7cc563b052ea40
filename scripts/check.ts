/**
 * `npm run check`: everything that can be said about the sources without running them, in under half a minute.
 * `--report FILE` also writes the outcome as JSON for the test runner.
 */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { catalogueFaultsIn, emptyNamesIn, lockFaultsIn, longFilesIn, registryHostsIn } from './check-house.ts'
import { checkImports } from './check-imports.ts'
import { isCode, isGenerated, readSource, sourcePaths } from './source-files.ts'

export type CheckResult = { readonly name: string; readonly passed: boolean; readonly detail: string; readonly seconds: number }
type Outcome = { readonly faults: readonly string[]; readonly counted: string }

const root = resolve(import.meta.dirname, '..')
const text = /\.(ts|tsx|mjs|json|css|html|md|sql|yml|sh)$|(^|\/)(\.npmrc|\.env\.example|run)$/
const files = new Map(
  sourcePaths(root)
    .filter((path) => text.test(path))
    .map((path) => [path, readSource(root, path)]),
)
const code = new Map([...files].filter(([path]) => isCode(path)))
const own = new Map([...files].filter(([path]) => !isGenerated(path)))

const checks: readonly [name: string, run: () => Promise<Outcome> | Outcome][] = [
  ['types', () => program('node_modules/typescript/bin/tsc', ['-p', 'tsconfig.json'], `${code.size} files`)],
  ['lint', () => program('node_modules/oxlint/bin/oxlint', ['--deny-warnings'], `${code.size} files`)],
  ['format', () => program('node_modules/oxfmt/bin/oxfmt', ['--check'], `${own.size} files`)],
  ['generated', () => program('scripts/generate.ts', ['--check'], 'openapi.json, client, .env.example')],
  ['imports', () => ({ faults: checkImports(code), counted: `${code.size} files` })],
  ['names', () => ({ faults: emptyNamesIn(own), counted: `${own.size} files` })],
  ['length', () => ({ faults: longFilesIn(own), counted: `${code.size} files` })],
  ['lock file', () => ({ faults: lockFaultsIn(files), counted: '1 file' })],
  ['no registry', () => ({ faults: registryHostsIn(own), counted: `${own.size} files` })],
  ['languages', () => ({ faults: catalogueFaultsIn(files), counted: `${[...files.keys()].filter((path) => path.startsWith('locales/')).length} catalogues` })],
]

const results = await Promise.all(checks.map(([name, run]) => measure(name, run)))
for (const { name, passed, detail, seconds } of results) console.log(`${passed ? '✓' : '✗'} ${name.padEnd(12)} ${seconds.toFixed(1).padStart(5)} s  ${detail}`)
const failed = results.filter((result) => !result.passed).length
console.log(`${results.length - failed} checks fine, ${failed} with faults`)
const report = process.argv.indexOf('--report')
if (report > 0) writeFileSync(process.argv[report + 1] ?? 'check.json', JSON.stringify(results))
process.exitCode = failed === 0 ? 0 : 1

async function measure(name: string, run: () => Promise<Outcome> | Outcome): Promise<CheckResult> {
  const start = performance.now()
  const { faults, counted } = await run()
  const seconds = (performance.now() - start) / 1000
  return { name, passed: faults.length === 0, detail: [counted, ...faults].join('\n  '), seconds }
}

function program(path: string, words: readonly string[], counted: string): Promise<Outcome> {
  const child = spawn(process.execPath, [join(root, path), ...words], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const output: Uint8Array[] = []
  child.stdout.on('data', (chunk: Uint8Array) => output.push(chunk))
  child.stderr.on('data', (chunk: Uint8Array) => output.push(chunk))
  return new Promise((done) => {
    child.once('error', (error) => done({ faults: [error.message], counted }))
    child.once('close', (status) => done({ faults: status === 0 ? [] : Buffer.concat(output).toString('utf8').trimEnd().split('\n'), counted }))
  })
}
