/** One Countersign for all end-to-end tests; `inject('origin')` is its address. */
import type { TestProject } from 'vitest/node'
import { startCountersign } from './countersign.ts'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const countersign = await startCountersign()
  project.provide('origin', countersign.origin)
  return () => countersign.remove()
}

declare module 'vitest' {
  interface ProvidedContext {
    origin: string
  }
}
