import type { ReadDemonstrationResponse } from '@countersign/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import { Problem } from '../app/problems.ts'

export type Demonstration = ReadDemonstrationResponse
export type DemonstrationPerson = Demonstration['people'][number]

const none: Demonstration = { enabled: false, people: [], vouchers: { person: [], company: [], seal: [] }, outboxUrl: '' }

/** Where a deployment is not a demonstration there is nothing to ask for, and the answer may well be 404. */
export const demonstrationQuery = queryOptions({
  queryKey: ['demonstration'],
  queryFn: async ({ signal }) => {
    try {
      return await api.get<Demonstration>('/api/demonstration', { signal })
    } catch (error) {
      if (error instanceof Problem && error.status === 404) return none
      throw error
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
})
