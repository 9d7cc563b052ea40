/**
 * `npm run fuzz -- TARGET … [--seconds N] [--seed S]`: breaks inputs for N seconds a target and keeps what breaks us in test/fuzz/crashes.
 * Without a target: all. COUNTERSIGN_VECTORS adds outside files to start from. Exit status 1 when something was found.
 */
import { parseArgs } from 'node:util'
import { keepCrash } from './crashes.ts'
import { fuzzApart } from './fuzz.ts'
import { targetNames } from './targets.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '20' }, seed: { type: 'string', default: String(Date.now() % 2 ** 31) } },
})
const unknown = positionals.filter((name) => !targetNames.some((one) => one === name))
if (unknown.length > 0) {
  console.error(`There is no target ${unknown.join(', ')}. There are: ${targetNames.join(', ')}.`)
  process.exit(2)
}
let found = 0
for (const target of targetNames.filter((one) => positionals.length === 0 || positionals.includes(one))) {
  const { inputs, slowest, faults } = await fuzzApart(target, { seconds: Number(values.seconds), seed: Number(values.seed) })
  console.log(`${target.padEnd(8)} ${inputs} inputs, slowest ${(slowest * 1000).toFixed(0)} ms, ${faults.length} faults (seed ${values.seed})`)
  for (const { kind, detail, input } of faults) console.log(`  ${kind}: ${detail}\n    ${keepCrash(target, input)}`)
  found += faults.length
}
process.exitCode = found > 0 ? 1 : 0
