/** A peer that runs as a process of its own and answers each line with a line, words between tabs. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export type LinePeer = { ask(...words: string[]): Promise<string[]>; close(): void }

const patience = 120_000

export function openLinePeer(command: string, args: readonly string[]): LinePeer {
  const child = spawn(command, [...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  const waiting: { resolve(words: string[]): void; reject(error: Error): void }[] = []
  let complaints = ''
  child.stderr.on('data', (chunk: Uint8Array) => (complaints = (complaints + new TextDecoder().decode(chunk)).slice(-2000)))
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.resolve(line.split('\t')))
  const ended = (why: string): void => {
    for (const one of waiting.splice(0)) one.reject(new Error(`${command} ${why}: ${complaints}`))
  }
  child.on('error', (error) => ended(error.message))
  child.on('exit', (code) => ended(`ended with ${code}`))
  return {
    ask: (...words) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`${command} did not answer ${words.join(' ')}`)), patience)
        waiting.push({
          resolve: (answer) => {
            clearTimeout(timer)
            resolve(answer)
          },
          reject: (error) => {
            clearTimeout(timer)
            reject(error)
          },
        })
        child.stdin.write(`${words.join('\t')}\n`)
      }),
    close: () => child.stdin.end(),
  }
}
