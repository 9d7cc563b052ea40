import type { AnyJob } from '../platform/index.ts'

export const catalogueJobs: readonly AnyJob[] = []
