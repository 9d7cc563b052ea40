import type { AnyJob } from '../platform/index.ts'

export const validationJobs: readonly AnyJob[] = []
