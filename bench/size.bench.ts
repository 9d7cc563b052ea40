/** What the engine weighs in a page. `SHOW_MODULES=1` names the heaviest modules. */
import { bundleLimits, bundleSize, type BundleName } from './bundle-size.ts'
import type { Row } from './row.ts'

export async function* rows(): AsyncIterable<Row> {
  for (const name of Object.keys(bundleLimits) as BundleName[]) {
    const { first, whole, modules } = await bundleSize(name)
    yield { name: `${name} in a page`, value: first / 1000, unit: 'kB gzip', limit: { value: bundleLimits[name], side: 'at most' } }
    yield { name: `${name} with every rare algorithm`, value: whole / 1000, unit: 'kB gzip' }
    if (process.env['SHOW_MODULES'] === '1') for (const { path, length } of modules.slice(0, 25)) console.log(`  ${String(length).padStart(8)} ${path}`)
  }
}
