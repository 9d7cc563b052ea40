/**
 * `npm run build -w engine`: the package as it is published, in dist. JavaScript and types beside each other, a package.json that points at them,
 * and neither tests nor what only tests use. `npm pack ./engine/dist` makes the tarball.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const here = import.meta.dirname
const dist = join(here, 'dist')
rmSync(dist, { recursive: true, force: true })
const compiler = createRequire(import.meta.url).resolve('typescript/package.json')
execFileSync(process.execPath, [join(compiler, '../bin/tsc'), '-p', join(here, 'tsconfig.build.json')], { stdio: 'inherit' })

const {
  private: _onlyHere,
  scripts: _scripts,
  exports: _sources,
  imports: _crypto,
  ...description
} = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'))
const published = {
  ...description,
  exports: {
    './*': { types: './*/index.d.ts', default: './*/index.js' },
    './ports': { types: './ports.d.ts', default: './ports.js' },
    './errors': { types: './errors.d.ts', default: './errors.js' },
  },
  imports: { '#crypto': { browser: './algorithms/crypto.browser.js', default: './algorithms/crypto.node.js' } },
  bin: { countersign: './command/main.js' },
  engines: { node: '>=20.19' },
}
writeFileSync(join(dist, 'package.json'), `${JSON.stringify(published, null, 2)}\n`)
cpSync(join(here, 'README.md'), join(dist, 'README.md'))
cpSync(join(here, '..', 'LICENSE'), join(dist, 'LICENSE'))
