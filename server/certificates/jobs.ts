import { z } from 'zod'
import { defineJob } from '../platform/index.ts'
import { issueKeyCertificate } from './rules.ts'
import { issueForKey, withdrawVerifier } from './service/index.ts'

export const certificatesJobs = [
  defineJob({ ...issueKeyCertificate, run: (act, { keyId }) => issueForKey(act, keyId) }),
  defineJob({
    name: 'withdraw-verifier',
    schema: z.object({ certificateId: z.uuid() }),
    on: ['certificate.revoked'],
    run: (act, { certificateId }) => withdrawVerifier(act, certificateId),
  }),
]
