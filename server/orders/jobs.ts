import type { AnyJob } from '../platform/index.ts'

export const ordersJobs: readonly AnyJob[] = []
