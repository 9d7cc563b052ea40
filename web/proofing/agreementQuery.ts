import { digest } from '@countersign/engine/algorithms'
import { toHex } from '@countersign/engine/bytes'
import { queryOptions } from '@tanstack/react-query'
import { problemFetch } from '../app/api.ts'
import { Problem } from '../app/problems.ts'
import { agreementUrl } from './queries.ts'

export type Agreement = { readonly bytes: Uint8Array; readonly sha256: string }

/** A few seconds after the decision the agreement is still being drawn: not there is then an answer, and is asked again. */
export const agreementQuery = (id: string) =>
  queryOptions({
    queryKey: ['agreement', id],
    queryFn: async ({ signal }): Promise<Agreement> => {
      const bytes = new Uint8Array(await (await problemFetch(agreementUrl(id), { signal })).arrayBuffer())
      return { bytes, sha256: toHex(digest('sha256', bytes)) }
    },
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    retry: (failures, error) => error instanceof Problem && (error.status === 404 ? failures < 60 : error.status === 0 && failures < 2),
    retryDelay: 1_000,
  })
