import { defineJob } from '../platform/index.ts'
import { issueKeyCertificate } from './rules.ts'
import { issueForKey } from './service/index.ts'

export const certificatesJobs = [defineJob({ ...issueKeyCertificate, run: (act, { keyId }) => issueForKey(act, keyId) })]
