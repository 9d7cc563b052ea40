import { QueryClient } from '@tanstack/react-query'
import { Problem } from './problems.ts'

/** A refusal is an answer and is not asked again; only silence and 5xx are, twice. */
const worthAnother = (failures: number, error: Error): boolean => failures < 2 && (!(error instanceof Problem) || error.status === 0 || error.status >= 502)

export const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: worthAnother, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
})
