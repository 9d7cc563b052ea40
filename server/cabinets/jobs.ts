import type { AnyJob } from '../platform/index.ts'

export const cabinetsJobs: readonly AnyJob[] = []
