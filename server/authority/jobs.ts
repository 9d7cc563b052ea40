import { defineJob } from '../platform/index.ts'
import { publishList, renewLists } from './rules.ts'
import { publishRevocationList, renewRevocationLists } from './service/index.ts'

export const authorityJobs = [
  defineJob({ ...publishList, run: (act, { shard }) => publishRevocationList(act, 'issuing-authority', shard) }),
  defineJob({ ...renewLists, every: '17 * * * *', run: (act) => renewRevocationLists(act) }),
]
