import type { AnyJob } from '../platform/index.ts'

export const authorityJobs: readonly AnyJob[] = []
