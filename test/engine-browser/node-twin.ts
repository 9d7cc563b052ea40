/**
 * Stands in the bundle for what suites import of `node:fs`, `node:child_process`, `node:os` and `node:path`: every call goes over the bridge.
 * Synchronous requests, because suites call `execFileSync`; only a test page may do that.
 */
import { fromBase64, toBase64, utf8 } from '@countersign/engine/bytes'
import type { BridgeAnswer, BridgeRequest } from './outcome.ts'

declare global {
  var machine: string
}

function ask(request: BridgeRequest): BridgeAnswer {
  const exchange = new XMLHttpRequest()
  exchange.open('POST', globalThis.machine, false)
  exchange.send(JSON.stringify(request))
  const answer: BridgeAnswer = JSON.parse(exchange.responseText)
  if (answer.fault !== undefined) throw new Error(answer.fault)
  return answer
}

export const tmpdir = (): string => '/tmp'
export const join = (...parts: readonly string[]): string => parts.join('/')

export const mkdtempSync = (prefix: string): string => ask({ verb: 'folder', prefix }).text ?? ''
export const readFileSync = (path: string): Uint8Array => fromBase64(ask({ verb: 'read', path }).bytes ?? '')
export const writeFileSync = (path: string, content: Uint8Array | string): void =>
  void ask({ verb: 'write', path, bytes: toBase64(typeof content === 'string' ? utf8(content) : content) })
export const rmSync = (path: string): void => void ask({ verb: 'remove', path })

export const mkdtemp = async (prefix: string): Promise<string> => mkdtempSync(prefix)
export const readFile = async (path: string): Promise<Uint8Array> => readFileSync(path)
export const writeFile = async (path: string, content: Uint8Array | string): Promise<void> => writeFileSync(path, content)
export const rm = async (path: string): Promise<void> => rmSync(path)

type Options = { readonly cwd?: string; readonly encoding?: string }
type Ended = (error: (Error & { readonly code?: number | undefined }) | null, stdout: string, stderr: string) => void

export function execFileSync(program: string, words: readonly string[], options: Options = {}): Uint8Array | string {
  const { code, bytes = '' } = ask({ verb: 'run', program, words, folder: options.cwd })
  if (code !== 0) throw new Error(`${program} ended with ${code}`)
  return options.encoding === 'utf8' ? text(bytes) : fromBase64(bytes)
}

export function execFile(program: string, words: readonly string[], ...rest: readonly (Options | Ended)[]): void {
  const options = rest.find((one) => typeof one === 'object')
  const ended = rest.find((one) => typeof one === 'function')
  const { code, bytes = '', errorBytes = '' } = ask({ verb: 'run', program, words, folder: options?.cwd })
  ended?.(code === 0 ? null : Object.assign(new Error(`${program} ended with ${code}`), { code }), text(bytes), text(errorBytes))
}

function text(base64: string): string {
  return new TextDecoder().decode(fromBase64(base64))
}
