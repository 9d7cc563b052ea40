import type { AnyJob } from '../platform/index.ts'

export const documentsJobs: readonly AnyJob[] = []
