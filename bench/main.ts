/** `npm run bench -- NAME … [--json]`: runs bench/NAME.bench.ts, or all of them, and fails when a promise is broken. */
import { readdirSync } from 'node:fs'
import { keepsPromise, showRow, type Bench, type Row } from './row.ts'

const ending = '.bench.ts'
const known = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith(ending))
  .map((name) => name.slice(0, -ending.length))
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const asJson = process.argv.includes('--json')
const unknown = wanted.filter((name) => !known.includes(name))

if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: ${known.join(', ')}.`)
  process.exit(2)
}

const rows: (Row & { readonly bench: string })[] = []
for (const bench of wanted.length > 0 ? wanted : known) {
  const { rows: measured }: Bench = await import(`./${bench}${ending}`)
  for await (const row of measured()) {
    rows.push({ bench, ...row })
    if (!asJson) console.log(showRow(row))
  }
}
if (asJson) console.log(JSON.stringify({ node: process.version, platform: `${process.platform}-${process.arch}`, rows }, null, 2))
process.exit(rows.every(keepsPromise) ? 0 : 1)
