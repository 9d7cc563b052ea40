import type { AnyJob } from '../platform/index.ts'

export const accountsJobs: readonly AnyJob[] = []
