#!/usr/bin/env node
/** The process around `countersign`: words in, text out, exit status. */
import { runCommand } from './run.ts'

process.exitCode = await runCommand(process.argv.slice(2), {
  print: (text) => process.stdout.write(`${text}\n`),
  complain: (text) => process.stderr.write(`${text}\n`),
})
