import type { AnyJob } from '../platform/index.ts'

export const signingJobs: readonly AnyJob[] = []
