import { defineJob } from '../platform/index.ts'
import { deliverMessage } from './rules.ts'
import { deliver } from './service.ts'

export const notificationsJobs = [defineJob({ ...deliverMessage, run: (act, { messageId }) => deliver(act, messageId) })]
