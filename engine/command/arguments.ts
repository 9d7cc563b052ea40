/** The command line, read. What each command takes stands in one table; anything else is misuse. */
import { parseArgs } from 'node:util'
import { levels, type Level } from '../signing/index.ts'

/** Called wrongly: exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const options = {
  key: { type: 'string' },
  'password-file': { type: 'string' },
  format: { type: 'string' },
  level: { type: 'string' },
  detached: { type: 'boolean' },
  tsa: { type: 'string' },
  reason: { type: 'string' },
  output: { type: 'string', short: 'o' },
  content: { type: 'string', multiple: true },
  trust: { type: 'string', multiple: true },
  at: { type: 'string' },
  offline: { type: 'boolean' },
  json: { type: 'boolean' },
  group: { type: 'boolean' },
  'hash-tree': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

type Option = keyof typeof options
type Shape = { readonly takes: readonly Option[]; readonly needs?: readonly Option[]; readonly files: 'one' | 'some' }

const shapes = {
  verify: { files: 'one', takes: ['content', 'trust', 'at', 'offline', 'json'] },
  inspect: { files: 'one', takes: [] },
  sign: {
    files: 'some',
    takes: ['key', 'password-file', 'format', 'level', 'detached', 'tsa', 'trust', 'reason', 'output'],
    needs: ['key', 'output'],
  },
  extend: { files: 'one', takes: ['level', 'tsa', 'trust', 'content', 'output'], needs: ['level', 'output'] },
  timestamp: { files: 'one', takes: ['tsa', 'format', 'output'], needs: ['tsa', 'output'] },
  'evidence create': { files: 'some', takes: ['tsa', 'group', 'output'], needs: ['tsa', 'output'] },
  'evidence renew': { files: 'one', takes: ['tsa', 'hash-tree', 'content', 'output'], needs: ['tsa', 'output'] },
  'evidence verify': { files: 'some', takes: ['trust', 'at', 'offline', 'json'] },
} as const satisfies Record<string, Shape>

export type CommandName = keyof typeof shapes

/** A command with its files and what was said; files are at least one. */
export type Call = {
  readonly command: CommandName
  readonly files: readonly [string, ...string[]]
  readonly values: Values
}
type Values = ReturnType<typeof parsed>['values']

export function readArguments(words: readonly string[]): Call | 'help' {
  const { values, positionals } = parsed(words)
  if (values.help === true || positionals[0] === 'help' || words.length === 0) return 'help'
  const [first, second] = positionals
  const command = nameOf(first === 'evidence' ? `evidence ${second ?? ''}`.trim() : first)
  const { takes, files: count, ...rest }: Shape = shapes[command]
  const [file, ...more] = positionals.slice(command.includes(' ') ? 2 : 1)
  if (file === undefined || (count === 'one' && more.length > 0)) throw new UsageError(`${command} takes ${count === 'one' ? 'one file' : 'at least one file'}`)
  const said = Object.keys(values) as Option[]
  const foreign = said.find((option) => !takes.includes(option))
  if (foreign !== undefined) throw new UsageError(`${command} knows no option --${foreign}`)
  const missing = rest.needs?.find((option) => values[option] === undefined)
  if (missing !== undefined) throw new UsageError(`${command} needs --${missing}`)
  return { command, files: [file, ...more], values }
}

function nameOf(word: string | undefined): CommandName {
  const known = (Object.keys(shapes) as CommandName[]).find((name) => name === word)
  if (known === undefined) throw new UsageError(word === undefined ? 'what is to be done?' : `there is no command "${word}"`)
  return known
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

export function momentOf(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined
  const time = new Date(text)
  if (Number.isNaN(time.getTime())) throw new UsageError(`"${text}" is not a time`)
  return time
}

export function levelOf(text: string | undefined): Level {
  return oneOf('level', levels, text) ?? 'B'
}

export function oneOf<T extends string>(option: Option, choices: readonly T[], text: string | undefined): T | undefined {
  const found = choices.find((choice) => choice === text)
  if (text !== undefined && found === undefined) throw new UsageError(`--${option} is one of ${choices.join(', ')}`)
  return found
}
