#!/usr/bin/env node
/**
 * `countersign`: verify and inspect signed files at the command line, without any server.
 * The one engine folder that reads files, the clock and the network; it hands them to the engine as ports.
 * Exit status: 0 passed, 1 failed, 2 indeterminate, 64 called wrongly.
 */
import { usage, UsageError, readArguments } from './arguments.ts'
import { inspect } from './inspect.ts'
import { verify } from './verify.ts'

async function run(words: readonly string[]): Promise<number> {
  const call = readArguments(words)
  if (call.command === 'help') return write(usage, 0)
  return call.command === 'verify' ? verify(call, print) : inspect(call.file, print)
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

function write(text: string, status: number): number {
  print(text)
  return status
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  const expected = error instanceof UsageError || (error instanceof Error && 'code' in error)
  if (!expected) throw error
  process.stderr.write(`countersign: ${error.message}\n`)
  if (error instanceof UsageError) process.stderr.write(`${usage}\n`)
  process.exitCode = 64
}
