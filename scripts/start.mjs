/**
 * `npm start`: plain JavaScript, because it must run on Node 20 before anything is installed.
 * Installs what the lock file says when something else, or nothing, is there; then hands over to the supervisor on Node 24.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isInstalled } from './installed.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
process.env.NODE_COMPILE_CACHE ??= join(modules, '.cache', 'countersign')

if (!isInstalled(root)) {
  console.log('Installing the parts that package-lock.json names. This happens once and takes about a minute.')
  // A lock made on Linux names Linux builds only; elsewhere npm has to look again.
  const verb = process.platform === 'linux' ? 'ci' : 'install'
  const result = spawnSync('npm', [verb, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (result.status !== 0) {
    console.error(`npm ${verb} failed. Countersign needs the network once, to fetch its parts.`)
    process.exit(1)
  }
}

const supervisor = join(root, 'scripts', 'supervise.ts')
if (isRecent(process.versions.node)) {
  module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE)
  await import(supervisor)
} else {
  const pinned = join(modules, '.bin', 'node')
  if (!existsSync(pinned)) {
    console.error(`Countersign needs Node 24. There is no build of it for ${process.platform}-${process.arch} among the parts: install Node 24 and try again.`)
    process.exit(1)
  }
  const child = spawn(pinned, [supervisor, ...process.argv.slice(2)], { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  // Ctrl-C reaches the child by itself; we only wait for it to finish.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.on('SIGHUP', () => child.kill('SIGHUP'))
  child.on('exit', (code) => process.exit(code ?? 1))
}

/** @param {string} version */
function isRecent(version) {
  return Number(version.split('.')[0]) >= 24
}
