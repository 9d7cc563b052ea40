/** Programs of other people, run once. */
import { execFile } from 'node:child_process'

export type Outcome = { readonly ok: boolean; readonly code: number; readonly output: string }

/** `code` is -1 where there is no such program. */
export function run(command: string, args: readonly string[], options: { readonly folder?: string; readonly patience?: number } = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(command, [...args], { cwd: options.folder, timeout: options.patience ?? 60_000, maxBuffer: 32 * 1024 * 1024 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code === 'ENOENT' ? -1 : typeof error.code === 'number' ? error.code : 1
      resolve({ ok: error === null, code, output: `${stdout}${stderr}`.trim() })
    })
  })
}

export async function isThere(command: string, args: readonly string[] = ['--version']): Promise<boolean> {
  return (await run(command, args)).code !== -1
}
