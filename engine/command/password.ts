/** The password of a key store: from a file, from standard input, or typed without being shown. It is never part of the command line or of a message. */
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'

export async function readPassword(file: string | undefined): Promise<string> {
  if (file !== undefined) return firstLine(await readFile(file, 'utf8'))
  return process.stdin.isTTY ? typed() : piped()
}

function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0] ?? ''
}

async function piped(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line
  return ''
}

/** The terminal shows nothing of what is typed; Ctrl-C ends the command. */
function typed(): Promise<string> {
  process.stderr.write('Password of the key: ')
  process.stdin.setRawMode(true)
  process.stdin.setEncoding('utf8')
  return new Promise((resolve) => {
    let text = ''
    const done = (): void => {
      process.stdin.setRawMode(false)
      process.stdin.off('data', take)
      process.stdin.pause()
      process.stderr.write('\n')
    }
    const take = (piece: string): void => {
      for (const character of piece) {
        if (character === '\u0003') {
          done()
          process.exit(130)
        }
        if (character === '\r' || character === '\n') return (done(), resolve(text))
        text = character === '\u007f' || character === '\b' ? Array.from(text).slice(0, -1).join('') : text + character
      }
    }
    process.stdin.on('data', take)
  })
}
