import { expect, it } from 'vitest'
import { bundleLimits, bundleSize, type BundleName } from './bundle-size.ts'

it.each(Object.entries(bundleLimits))('a page that can do %s loads at most %i kB for it', async (name, limit) => {
  const { first, whole, modules } = await bundleSize(name as BundleName)
  expect(first).toBeLessThanOrEqual(limit * 1000)
  // Curves come when an algorithm asks for them.
  expect(whole).toBeGreaterThan(first)
  expect(modules.filter(({ path }) => path.includes('@noble/curves'))).toEqual([])
})
