/**
 * `npm test`: installs what is missing, then checks, builds and runs every kind of test. Plain JavaScript, because it starts on Node 20.
 * The last line is always `N passed, N failed`; a runner that crashes or hangs counts as one failure.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isInstalled } from './installed.mjs'
import { countReport } from './count-report.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const output = join(root, 'test-output')
const debianPackages = [
  'chromium',
  'poppler-utils',
  'qpdf',
  'openssl',
  'softhsm2',
  'libreoffice-writer-nogui',
  'libreoffice-calc-nogui',
  'fonts-crosextra-carlito',
  'fonts-crosextra-caladea',
]
const deadline = Date.now() + 24 * 60_000
const total = { passed: 0, failed: 0 }
/** @type {import('node:child_process').ChildProcess | undefined} */
let running

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => stopEarly(signal))
mkdirSync(output, { recursive: true })
if (!isInstalled(root)) {
  const verb = process.platform === 'linux' ? 'ci' : 'install'
  const result = spawnSync('npm', [verb, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (result.status !== 0) finish(`npm ${verb} failed`)
}
installPrograms()

const pinned = join(root, 'node_modules', '.bin', 'node')
const node = Number(process.versions.node.split('.')[0]) >= 24 || !existsSync(pinned) ? process.execPath : pinned

await step('check', ['scripts/check.ts', '--report', report('check')], 3)
await step('web build', ['scripts/web-build.ts'], 3)
for (const [project, minutes] of /** @type {const} */ ([
  ['unit', 6],
  ['db', 8],
  ['chromium', 4],
  ['e2e', 12],
  ['faults', 9],
])) {
  const words = ['node_modules/vitest/vitest.mjs', 'run', '--project', project, '--passWithNoTests']
  await step(project, [...words, '--reporter=default', '--reporter=json', `--outputFile.json=${report(project)}`], minutes)
}
finish()

/** @param {string} name */
function report(name) {
  return join(output, `${name.replace(' ', '-')}.json`)
}

/**
 * @param {string} name
 * @param {readonly string[]} words
 * @param {number} minutes
 */
async function step(name, words, minutes) {
  console.log(`\n── ${name}`)
  rmSync(report(name), { force: true })
  const time = Math.min(minutes * 60_000, deadline - Date.now())
  const code = time <= 0 ? 'no time left' : await run(words, time)
  const text = existsSync(report(name)) ? readFileSync(report(name), 'utf8') : undefined
  const { passed, failed } = countReport(text, code)
  total.passed += passed
  total.failed += failed
  console.log(`── ${name}: ${passed} fine, ${failed} not${code === 0 ? '' : ` (${code})`}`)
}

/**
 * @param {readonly string[]} words
 * @param {number} time
 * @returns {Promise<number | string>} the exit code, or why there is none
 */
function run(words, time) {
  return new Promise((resolve) => {
    const child = spawn(node, words, { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: `${dirname(pinned)}:${process.env.PATH}` } })
    running = child
    let late = false
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGTERM')
      setTimeout(() => child.kill('SIGKILL'), 10_000).unref()
    }, time)
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      resolve(late ? 'took too long' : (code ?? signal ?? 'vanished'))
    })
  })
}

function installPrograms() {
  const missing = debianPackages.filter(
    (name) => !spawnSync('dpkg-query', ['-W', '-f=${Status}', name], { encoding: 'utf8' }).stdout?.includes('install ok installed'),
  )
  if (missing.length === 0) return
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    console.log(`Some tests need programs that are not here. On Debian or Ubuntu: sudo apt-get install ${missing.join(' ')}`)
    return
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env })
  const result = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], { stdio: 'inherit', env })
  if (result.status !== 0) console.log('apt-get could not install them all; the tests that need them will fail.')
}

/**
 * The last line is promised even then.
 * @param {NodeJS.Signals} signal
 */
function stopEarly(signal) {
  running?.kill('SIGTERM')
  finish(`stopped by ${signal}`)
}

/** @param {string} [fault] */
function finish(fault) {
  if (fault !== undefined) {
    console.error(fault)
    total.failed += 1
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`)
  process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)
}
