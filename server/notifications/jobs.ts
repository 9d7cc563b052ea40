import { z } from 'zod'
import { defineJob } from '../platform/index.ts'
import { deliverMessage } from './rules.ts'
import { deliver, sweepMessages } from './service.ts'

export const notificationsJobs = [
  defineJob({ ...deliverMessage, run: (act, { messageId }) => deliver(act, messageId) }),
  defineJob({ name: 'sweep-messages', schema: z.object({}), every: '37 3 * * *', run: (act) => sweepMessages(act) }),
]
