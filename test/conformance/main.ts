/**
 * Outside vectors against the engine: `npm run conformance -- SUITE… [--vectors DIR] [--json]`. Without a suite: all of them.
 * The vectors are not part of this project; each suite says where to fetch them. Exits with 1 when a case fails or a suite is missing.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { limbo } from './limbo.ts'
import { pdfShapes } from './pdf-shapes.ts'
import { pkits } from './pkits.ts'
import { signedFiles } from './signed-files.ts'
import type { CaseResult, Suite } from './suite.ts'
import { wycheproof } from './wycheproof.ts'

const suites: readonly Suite[] = [pkits, limbo, wycheproof, pdfShapes, signedFiles]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    vectors: { type: 'string', default: process.env.COUNTERSIGN_VECTORS ?? '../shared/vectors' },
    json: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
})
const unknown = positionals.filter((name) => !suites.some((suite) => suite.name === name))
if (unknown.length > 0) {
  console.error(`No suite ${unknown.join(', ')}. Suites: ${suites.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}

const chosen = suites.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
const counts = { passed: 0, failed: 0, skipped: 0 }
const report: { suite: string; results: CaseResult[] }[] = []
let missing = false
for (const suite of chosen) {
  const folder = join(resolve(values.vectors), suite.folder)
  if (!existsSync(folder)) {
    console.error(`${suite.name}: no vectors in ${folder}. ${suite.howToFetch}`)
    missing = true
    continue
  }
  const results: CaseResult[] = []
  for await (const result of suite.run(folder)) {
    results.push(result)
    counts[result.outcome] += 1
    if (!values.json && (result.outcome === 'failed' || values.verbose))
      console.log(`${result.outcome}  ${suite.name}/${result.id}${result.detail === undefined ? '' : `: ${result.detail}`}`)
  }
  report.push({ suite: suite.name, results })
}

if (values.json) console.log(JSON.stringify({ ...counts, suites: report }))
else console.log(`${counts.passed} passed, ${counts.failed} failed${counts.skipped === 0 ? '' : ` (${counts.skipped} skipped)`}`)
process.exitCode = counts.failed > 0 || missing ? 1 : 0
