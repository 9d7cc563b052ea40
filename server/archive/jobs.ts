import { defineJob, type AnyJob } from '../platform/index.ts'
import { buildArchive } from './rules.ts'
import { buildStoredArchive } from './service/archive.ts'

export const archiveJobs: readonly AnyJob[] = [
  defineJob({ ...buildArchive, on: ['document.completed'], run: (act, { documentId }) => buildStoredArchive(act, documentId) }),
]
