#!/usr/bin/env node
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

async function run(words: readonly string[]): Promise<number> {
  const call = readArguments(words)
  if (call === 'help') {
    print(usage)
    return 0
  }
  return commands[call.command](call, print)
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** What is not there, or may not be read or written, is called wrongly; everything else did not succeed. */
function statusOf(error: Error): 1 | 2 {
  const ofTheSystem = 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code) && 'path' in error
  return error instanceof UsageError || error instanceof MisuseError || ofTheSystem ? 2 : 1
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof ReferenceError) throw error
  process.stderr.write(`countersign: ${error.message}\n`)
  if (error instanceof UsageError) process.stderr.write('countersign --help says how it is called.\n')
  process.exitCode = statusOf(error)
}
