import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { DocumentPage } from './queries.ts'

/** The list beside it says the same as the detail, at the same moment. */
export function useListFollows(document: DocumentPage | undefined): void {
  const queries = useQueryClient()
  const state = document && [document.id, document.state, ...document.participants.map((participant) => participant.state)].join(' ')
  useEffect(() => {
    if (state !== undefined) void queries.invalidateQueries({ queryKey: ['documents'] })
  }, [queries, state])
}
