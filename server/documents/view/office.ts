/**
 * LibreOffice, kept at arm's length: a profile and a folder each, a process group that is killed at the timeout and with us,
 * no network (linked images would tell their owner who reads), and an answer that is believed only by its bytes:
 * garbage gives exit 0 and no file.
 */
import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export const largestDrawable = 104_857_600
const timeoutMilliseconds = 90_000

export type Drawing =
  | { readonly kind: 'drawn'; readonly path: string }
  | { readonly kind: 'failed'; readonly because: 'too-large' | 'took-too-long' | 'not-readable' | 'no-office-program' }

type Order = { readonly soffice: string; readonly contents: Readable; readonly size: number; readonly extension: string }

/** Draws a file as PDF and hands its path to `use`; the folder is gone afterwards. */
export async function drawAsPdf<T>(order: Order, use: (drawing: Drawing) => Promise<T>): Promise<T> {
  if (order.size > largestDrawable) return use({ kind: 'failed', because: 'too-large' })
  const folder = await mkdtemp(join(tmpdir(), 'countersign-view-'))
  try {
    const input = join(folder, `document.${order.extension}`)
    await pipeline(order.contents, createWriteStream(input, { mode: 0o600 }))
    const ended = await runOffice(order.soffice, folder, input)
    if (ended !== 'ended') return await use({ kind: 'failed', because: ended })
    const path = join(folder, 'out', 'document.pdf')
    return await use((await isPdf(path)) ? { kind: 'drawn', path } : { kind: 'failed', because: 'not-readable' })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function runOffice(soffice: string, folder: string, input: string): Promise<'ended' | 'took-too-long' | 'no-office-program'> {
  const command = [
    soffice,
    `-env:UserInstallation=file://${join(folder, 'profile')}`,
    '--headless',
    '--norestore',
    '--nolockcheck',
    '--convert-to',
    'pdf',
    '--outdir',
    join(folder, 'out'),
    input,
  ]
  const [program = soffice, ...rest] = (await mayUnshare()) ? [...alone, ...command] : command
  return new Promise((resolve, reject) => {
    // A process group of its own: soffice is a script that starts the real one.
    const child = spawn(program, rest, { detached: true, stdio: 'ignore', env: { PATH: process.env['PATH'], HOME: folder, TMPDIR: folder, LANG: 'C.UTF-8' } })
    const timer = setTimeout(() => {
      killGroup(child.pid)
      resolve('took-too-long')
    }, timeoutMilliseconds)
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer)
      if (error.code === 'ENOENT') resolve('no-office-program')
      else reject(error)
    })
    child.on('exit', (code) => {
      clearTimeout(timer)
      killGroup(child.pid)
      // 127: unshare found no such program.
      resolve(code === 127 ? 'no-office-program' : 'ended')
    })
  })
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    // Nothing of the group is left: that is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Namespaces of its own for network and processes: when this process dies, however, nothing of LibreOffice stays behind. */
const alone = ['setpriv', '--pdeathsig', 'KILL', '--', 'unshare', '--user', '--map-user=1', '--map-group=1', '--net', '--pid', '--fork', '--kill-child', '--']
let unshareWorks: Promise<boolean> | undefined

/** Some systems refuse user namespaces; there the operator closes the network (docs/operations.md). */
function mayUnshare(): Promise<boolean> {
  unshareWorks ??= new Promise((resolve) => {
    const [program = 'setpriv', ...rest] = alone
    const child = spawn(program, [...rest, 'true'], { stdio: 'ignore' })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
  })
  return unshareWorks
}

async function isPdf(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined || found.size < 100) return false
  const file = await open(path, 'r')
  try {
    const { buffer } = await file.read(Buffer.alloc(5), 0, 5, 0)
    return buffer.toString('latin1') === '%PDF-'
  } finally {
    await file.close()
  }
}
