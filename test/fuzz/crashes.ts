/** Inputs that once broke something, kept small, by target: crashes/TARGET-HASH.bin. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { targetNames, type TargetName } from './targets.ts'

const folder = join(import.meta.dirname, 'crashes')

export function keepCrash(target: TargetName, input: Uint8Array): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${target}-${createHash('sha256').update(input).digest('hex').slice(0, 8)}.bin`)
  writeFileSync(path, input)
  return path
}

export function keptCrashes(): { readonly name: string; readonly target: TargetName; readonly input: Uint8Array }[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap((name) => {
    const target = targetNames.find((one) => name.startsWith(`${one}-`))
    return target === undefined ? [] : [{ name, target, input: new Uint8Array(readFileSync(join(folder, name))) }]
  })
}
