import { z } from 'zod'
import { defineJob, type AnyJob } from '../platform/index.ts'
import { completeDocument, drawView } from './rules/index.ts'
import { completeIfReady, expireOverdue } from './service/end.ts'
import { forgetOldLinks } from './service/guest.ts'
import { drawView as draw } from './service/view.ts'

export const documentsJobs: readonly AnyJob[] = [
  defineJob({ ...drawView, on: ['document.added'], retries: 3, run: (act, { documentId }) => draw(act, documentId) }),
  defineJob({ ...completeDocument, run: (act, { documentId }) => completeIfReady(act, documentId) }),
  defineJob({ name: 'expire-documents', schema: z.object({}), every: '* * * * *', run: (act) => expireOverdue(act) }),
  defineJob({ name: 'forget-old-links', schema: z.object({}), every: '17 3 * * *', run: (act) => forgetOldLinks(act) }),
]
