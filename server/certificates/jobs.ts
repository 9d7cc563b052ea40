import type { AnyJob } from '../platform/index.ts'

export const certificatesJobs: readonly AnyJob[] = []
