/** Outside judges for tests: poppler's pdfsig and qpdf. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

async function onFile(bytes: Uint8Array, command: string, before: readonly string[]): Promise<{ code: number; output: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-pdf-'))
  try {
    const file = join(folder, 'sample.pdf')
    await writeFile(file, bytes)
    return await new Promise((resolve) => {
      execFile(command, [...before, file], (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : 1, output: `${stdout}${stderr}` }),
      )
    })
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** One entry a signature, as poppler sees it. */
export async function pdfsig(bytes: Uint8Array, password?: string): Promise<{ valid: boolean; total: boolean; output: string }[]> {
  const { output } = await onFile(bytes, 'pdfsig', password === undefined ? ['-nocert'] : ['-nocert', '-upw', password])
  return output
    .split(/^Signature #/m)
    .slice(1)
    .map((text) => ({ valid: text.includes('Signature is Valid.'), total: text.includes('Total document signed'), output: text }))
}

/** qpdf's exit code: 0 sound, 2 errors, 3 warnings. */
export function qpdfCheck(bytes: Uint8Array, password?: string): Promise<{ code: number; output: string }> {
  return onFile(bytes, 'qpdf', password === undefined ? ['--check'] : ['--check', `--password=${password}`])
}

/** The file encrypted by qpdf. `strength` is what follows the passwords in its `--encrypt`. */
export function qpdfEncrypt(bytes: Uint8Array, passwords: { readonly user: string; readonly owner: string }, strength: readonly string[]): Promise<Uint8Array> {
  return qpdfRewrite(bytes, ['--allow-weak-crypto', '--encrypt', passwords.user, passwords.owner, ...strength, '--'])
}

/** The file as qpdf writes it anew. */
export async function qpdfRewrite(bytes: Uint8Array, options: readonly string[]): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-pdf-'))
  try {
    const [from, to] = [join(folder, 'before.pdf'), join(folder, 'after.pdf')]
    await writeFile(from, bytes)
    const failure = await new Promise<string | undefined>((resolve) => {
      execFile('qpdf', [...options, from, to], (error, _stdout, stderr) => resolve(error === null || error.code === 3 ? undefined : stderr))
    })
    if (failure !== undefined) throw new Error(failure)
    return new Uint8Array(await readFile(to))
  } finally {
    await rm(folder, { recursive: true })
  }
}
