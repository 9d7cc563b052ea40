import { z } from 'zod'
import { defineJob } from '../platform/index.ts'
import { prepareAgreement } from './service/index.ts'

export const proofingJobs = [
  defineJob({
    name: 'prepare-agreement',
    schema: z.object({ applicationId: z.uuid() }),
    on: ['application.decided'],
    run: (act, { applicationId }) => prepareAgreement(act, applicationId),
  }),
]
