/** The command line, read. */
import { parseArgs } from 'node:util'

export const usage = `countersign verify FILE [--content DOCUMENT] [--trust PEM|DIRECTORY]... [--at TIME] [--offline] [--json]
countersign inspect FILE

verify says whether the signatures in FILE hold.
  --content DOCUMENT   the document, when FILE is a signature apart from it
  --trust PEM|DIR      certificates of the authorities that you trust; may be repeated
  --at TIME            judge for this moment (2026-06-01T12:00:00Z) instead of now
  --offline            ask no revocation service
  --json               the whole report
inspect shows what FILE holds, without judging.
Exit status: 0 passed, 1 failed, 2 indeterminate, 64 called wrongly.`

export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export type VerifyCall = {
  readonly command: 'verify'
  readonly file: string
  readonly content: string | undefined
  readonly trust: readonly string[]
  readonly at: Date | undefined
  readonly offline: boolean
  readonly json: boolean
}
export type Call = VerifyCall | { readonly command: 'inspect'; readonly file: string } | { readonly command: 'help' }

const options = {
  content: { type: 'string' },
  trust: { type: 'string', multiple: true },
  at: { type: 'string' },
  offline: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

export function readArguments(words: readonly string[]): Call {
  const { values, positionals } = parsed(words)
  const [command, file, ...surplus] = positionals
  if (values.help === true || command === 'help') return { command: 'help' }
  if (command !== 'verify' && command !== 'inspect') throw new UsageError(command === undefined ? 'what is to be done?' : `there is no command "${command}"`)
  if (file === undefined || surplus.length > 0) throw new UsageError(`${command} takes one file`)
  if (command === 'inspect') return { command, file }
  return {
    command,
    file,
    content: values.content,
    trust: values.trust ?? [],
    at: momentOf(values.at),
    offline: values.offline === true,
    json: values.json === true,
  }
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function momentOf(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined
  const time = new Date(text)
  if (Number.isNaN(time.getTime())) throw new UsageError(`"${text}" is not a time`)
  return time
}
