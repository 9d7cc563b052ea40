/**
 * Passwords at rest: Argon2id (RFC 9106 §4, second recommended option: t=3, 64 MiB, 4 lanes), as PHC strings,
 * so stronger parameters can come later beside the old ones. Two at a time: the thread pool also serves files and signing.
 */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const parameters = { memory: 65_536, passes: 3, parallelism: 4, tagLength: 32 } as const
const derive = promisify(argon2)
const atOnce = 2

export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const { memory, passes, parallelism } = parameters
  const tag = await limited(() => derive('argon2id', { message: normal(password), nonce, ...parameters }))
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(tag)}`
}

/** Takes as long for somebody who does not exist: a missing hash is checked against one that nothing matches. */
export async function verifyPassword(password: string, hash: string | null | undefined): Promise<boolean> {
  const stored = parsePhc(hash ?? nobody)
  const tag = await limited(() => derive('argon2id', { message: normal(password), ...stored.parameters, nonce: stored.nonce, tagLength: stored.tag.length }))
  return timingSafeEqual(tag, stored.tag) && hash !== null && hash !== undefined
}

const nobody = `$argon2id$v=19$m=${parameters.memory},t=${parameters.passes},p=${parameters.parallelism}$${base64(randomBytes(16))}$${base64(randomBytes(32))}`

type Phc = { readonly parameters: { memory: number; passes: number; parallelism: number }; readonly nonce: Uint8Array; readonly tag: Uint8Array }

function parsePhc(text: string): Phc {
  const [, memory, passes, parallelism, nonce, tag] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(text) ?? []
  if (nonce === undefined || tag === undefined) throw new Error('stored password hash is not an Argon2id PHC string')
  return {
    parameters: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    nonce: Buffer.from(nonce, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

/** The same letters typed on another keyboard are the same password (RFC 8265 §4.2.2). */
function normal(password: string): string {
  return password.normalize('NFC')
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '')
}

let running = 0
const waiting: (() => void)[] = []

async function limited<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}
