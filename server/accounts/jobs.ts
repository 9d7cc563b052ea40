import { z } from 'zod'
import { defineJob } from '../platform/index.ts'
import { sweepAccounts } from './service/housekeeping.ts'

export const accountsJobs = [defineJob({ name: 'sweep-accounts', schema: z.object({}), every: '17 3 * * *', run: (act) => sweepAccounts(act) })]
