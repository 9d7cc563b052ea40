import { useQuery } from '@tanstack/react-query'
import { useSession } from '../app/session.ts'
import { documents, type ListFilter } from './queries.ts'

/** How many stand under a filter. The server gives pages, not counts, so beyond one page it is "at least". */
export function useOpenCount(filter: ListFilter): { readonly count: number; readonly exact: boolean } | undefined {
  const { account, cabinet } = useSession()
  const { data } = useQuery({
    queryKey: ['documents', 'count', filter, cabinet?.id],
    queryFn: ({ signal }) => documents.list({ filter, ...(cabinet !== undefined && { cabinetId: cabinet.id }) }, signal),
    enabled: account !== null,
  })
  return data && { count: data.documents.length, exact: data.next === null }
}
