/** The processes under a supervisor, as Linux knows them. */
import { existsSync, readFileSync } from 'node:fs'

export type Part = 'PostgreSQL' | 'vault' | 'server'

const marks: Readonly<Record<Part, RegExp>> = { PostgreSQL: /bin\/postgres\0-D/, vault: /vault\/main\.ts/, server: /server\/main\.ts/ }
export const parts = Object.keys(marks) as Part[]

/** The process id of a part, or undefined while there is none. */
export function processOf(supervisor: number, part: Part): number | undefined {
  return childrenOf(supervisor).find((pid) => marks[part].test(commandOf(pid)))
}

export function childrenOf(pid: number): number[] {
  return read(`/proc/${pid}/task/${pid}/children`)
    .split(' ')
    .filter((word) => word !== '')
    .map(Number)
}

/** A killed process that nobody has collected yet does not count. */
export function isRunning(pid: number): boolean {
  return existsSync(`/proc/${pid}`) && !/^State:\s+[ZX]/m.test(read(`/proc/${pid}/status`))
}

function commandOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`)
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // It ended between looking and reading.
  }
}
