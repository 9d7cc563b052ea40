import type { AnyJob } from '../platform/index.ts'

export const proofingJobs: readonly AnyJob[] = []
