import type { AnyJob } from '../platform/index.ts'

export const archiveJobs: readonly AnyJob[] = []
