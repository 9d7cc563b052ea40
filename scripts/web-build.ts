/** Builds the pages when their sources differ from those of the last build, told by a hash that lies beside it. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { extname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const sources = ['web', 'engine', 'client', 'locales', 'package-lock.json', 'scripts/web-build.ts']
const ignored = /\/(node_modules|dist)$|\.test\.tsx?$/

export type WebBuild = 'fresh' | 'built' | 'no web sources'

export async function buildWeb(root: string): Promise<WebBuild> {
  if (!existsSync(join(root, 'web', 'index.html'))) return 'no web sources'
  const stamp = join(root, 'web', 'dist', '.sources')
  const hash = hashSources(root)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return 'fresh'
  rmSync(stamp, { force: true })
  await runVite(root, ['build', '--logLevel', 'warn'])
  await compressAssets(join(root, 'web', 'dist', 'assets'))
  writeFileSync(stamp, hash)
  return 'built'
}

/** Below this a header costs more than it saves. */
const worthCompressing = 1_024
const text = new Set(['.js', '.mjs', '.css', '.json', '.svg', '.wasm', '.map'])

/** Once here instead of at every request: the server sends FILE.br or FILE.gz where a browser takes it. */
async function compressAssets(folder: string): Promise<void> {
  const files = filesUnder(folder).filter((path) => text.has(extname(path)) && statSync(path).size >= worthCompressing)
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  await Promise.all(
    files.map(async (path) => {
      const contents = await readFile(path)
      await writeFile(`${path}.br`, await promisify(brotliCompress)(contents, brotli))
      await writeFile(`${path}.gz`, await promisify(gzip)(contents, { level: 9 }))
    }),
  )
}

export function hashSources(root: string): string {
  const hash = createHash('sha256')
  for (const path of sources.flatMap((source) => filesUnder(join(root, source))))
    hash
      .update(`${relative(root, path)}\0`)
      .update(readFileSync(path))
      .update('\0')
  return hash.digest('hex')
}

function filesUnder(path: string): string[] {
  if (ignored.test(path) || !existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path)
    .toSorted()
    .flatMap((name) => filesUnder(join(path, name)))
}

function runVite(root: string, words: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
    const child = spawn(process.execPath, [vite, ...words], { cwd: join(root, 'web'), stdio: ['ignore', 'inherit', 'inherit'] })
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error('The pages could not be built; the reason stands above.'))))
  })
}

if (import.meta.main) console.log(`web: ${await buildWeb(join(import.meta.dirname, '..'))}`)
