/** How large a page's part of the engine is: bundled and minified by Vite as the product's pages are. */
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

export type BundleSize = {
  /** What loads at once, and with what comes only when an algorithm asks for it; compressed bytes. */
  readonly first: number
  readonly whole: number
  /** Minified bytes, for finding what is heavy: the largest modules first. */
  readonly modules: readonly { readonly path: string; readonly length: number }[]
}

/** The promises, in thousands of bytes after gzip. */
export const bundleLimits = { 'sign-file': 60, 'sign-pdf': 60, verify: 150 } as const
export type BundleName = keyof typeof bundleLimits

export async function bundleSize(name: BundleName): Promise<BundleSize> {
  const built = await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    build: { write: false, minify: true, target: 'esnext', lib: { entry: join(import.meta.dirname, 'bundles', `${name}.ts`), formats: ['es'] } },
  })
  const chunks = (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : [])).filter((one) => one.type === 'chunk')
  const compressed = new Map(chunks.map((chunk) => [chunk.fileName, gzipSync(chunk.code).length]))
  const atOnce = new Set<string>()
  const waiting = chunks.filter((chunk) => chunk.isEntry).map((chunk) => chunk.fileName)
  for (const file of waiting) {
    if (atOnce.has(file)) continue
    atOnce.add(file)
    waiting.push(...(chunks.find((chunk) => chunk.fileName === file)?.imports ?? []))
  }
  const sum = (files: Iterable<string>): number => [...files].reduce((total, file) => total + (compressed.get(file) ?? 0), 0)
  const modules = chunks
    .filter((chunk) => atOnce.has(chunk.fileName))
    .flatMap((chunk) => Object.entries(chunk.modules).map(([path, { renderedLength }]) => ({ path, length: renderedLength })))
    .toSorted((left, right) => right.length - left.length)
  return { first: sum(atOnce), whole: sum(compressed.keys()), modules }
}
