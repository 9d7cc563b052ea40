/** For tests: the openssl command as a second opinion, in a directory of its own. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toBase64 } from '../bytes/index.ts'

export type Outcome = { readonly ok: boolean; readonly output: string }

/** Writes `files`, runs `openssl` on them (a file is named by its key), and says what came out. */
export async function openssl(files: Readonly<Record<string, Uint8Array | string>>, ...command: readonly string[]): Promise<Outcome> {
  const directory = await mkdtemp(join(tmpdir(), 'countersign-openssl-'))
  try {
    await Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(directory, name), content)))
    return await new Promise((resolve) => {
      execFile('openssl', [...command], { cwd: directory, encoding: 'utf8' }, (error, stdout, stderr) =>
        resolve({ ok: error === null, output: `${stdout}${stderr}` }),
      )
    })
  } finally {
    await rm(directory, { recursive: true })
  }
}

export function pem(label: string, der: Uint8Array): string {
  return `-----BEGIN ${label}-----\n${toBase64(der).replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`
}
