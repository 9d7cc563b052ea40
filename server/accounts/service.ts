import type { Authenticate } from '../platform/index.ts'

/** Who sends this request, by session cookie. */
export const authenticate: Authenticate = async () => ({ kind: 'nobody' })
