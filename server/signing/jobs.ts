import { z } from 'zod'
import { defineJob, type AnyJob } from '../platform/index.ts'
import { raisePdf, raiseSignature } from './rules.ts'
import { raise, raisePdfEvidence, raiseUnfinished } from './service/raise.ts'

export const signingJobs: readonly AnyJob[] = [
  defineJob({ ...raiseSignature, run: (act, { signatureId }) => raise(act, signatureId) }),
  defineJob({ ...raisePdf, run: (act, { documentId }) => raisePdfEvidence(act, documentId) }),
  defineJob({ name: 'raise-unfinished', schema: z.object({}), every: '*/10 * * * *', run: (act) => raiseUnfinished(act) }),
]
