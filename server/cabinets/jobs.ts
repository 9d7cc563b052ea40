import { z } from 'zod'
import { defineJob } from '../platform/index.ts'
import { sweepChallenges } from './service/companies.ts'

export const cabinetsJobs = [defineJob({ name: 'sweep-company-challenges', schema: z.object({}), every: '27 3 * * *', run: (act) => sweepChallenges(act) })]
