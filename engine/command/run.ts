/**
 * `countersign`: sign, raise, time-stamp, verify and inspect files at the command line, without any server.
 * The one engine folder that reads files, the clock and the network; it hands them to the engine as ports.
 * Exit status: 0 all passed or done, 1 not (also where it cannot be told), 2 called wrongly.
 */
import { MisuseError } from '../errors.ts'
import { readArguments, UsageError, type Call, type CommandName } from './arguments.ts'
import { createRecords, renewRecord, verifyRecord } from './evidence.ts'
import { inspect } from './inspect.ts'
import { raise, sign, timestamp } from './sign.ts'
import { usage } from './usage.ts'
import { verify } from './verify.ts'

/** Where words go: to the terminal, or to a test. */
export type Output = { print(text: string): void; complain(text: string): void }

const commands: Readonly<Record<CommandName, (call: Call, print: (text: string) => void) => Promise<number>>> = {
  verify,
  inspect: ({ files: [file] }, print) => inspect(file, print),
  sign,
  extend: raise,
  timestamp,
  'evidence create': createRecords,
  'evidence renew': renewRecord,
  'evidence verify': verifyRecord,
}

/** Returns the exit status. Only what is a fault of this program is thrown. */
export async function runCommand(words: readonly string[], { print, complain }: Output): Promise<number> {
  try {
    const call = readArguments(words)
    if (call !== 'help') return await commands[call.command](call, print)
    print(usage)
    return 0
  } catch (error) {
    if (!(error instanceof Error) || error instanceof TypeError || error instanceof ReferenceError) throw error
    complain(`countersign: ${error.message}`)
    if (error instanceof UsageError) complain('countersign --help says how it is called.')
    return statusOf(error)
  }
}

/** What is not there, or may not be read or written, is called wrongly; everything else did not succeed. */
function statusOf(error: Error): 1 | 2 {
  const ofTheSystem = 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code) && 'path' in error
  return error instanceof UsageError || error instanceof MisuseError || ofTheSystem ? 2 : 1
}
