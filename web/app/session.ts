import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from './api.ts'
import { queries } from './queries.ts'

export type Role = 'operator' | 'agent' | 'verifier' | (string & {})
export type Account = {
  readonly id: string
  readonly email: string | null
  readonly phone: string | null
  readonly names: { readonly given?: string | null; readonly family?: string | null; readonly full?: string | null } | string | null
  readonly roles: readonly Role[]
  readonly language: string | null
}
export type Cabinet = {
  readonly id: string
  readonly kind: 'personal' | 'company'
  readonly name: string
  readonly number?: string | null
  readonly level?: string | null
}
export type Session = { readonly account: Account | null; readonly cabinets: readonly Cabinet[]; readonly currentCabinet: string | null }

const nobody: Session = { account: null, cabinets: [], currentCabinet: null }

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => api.get<Session>('/api/session', { signal }),
  staleTime: 60_000,
})

/** Who is here. While it is not known, and where the server does not answer, nobody is. */
export function useSession() {
  const query = useQuery(sessionQuery)
  const session = query.data ?? nobody
  return {
    ...session,
    cabinet: session.cabinets.find((cabinet) => cabinet.id === session.currentCabinet) ?? session.cabinets[0],
    known: !query.isPending,
    failed: query.error,
    has: (role: Role) => session.account?.roles.includes(role) ?? false,
  }
}

/** After signing in or out, or after changing the cabinet: everything that was read for the former one is stale. */
export async function refreshSession(): Promise<void> {
  await queries.invalidateQueries()
}

export function nameOf(account: Account): string {
  const { names } = account
  if (typeof names === 'string') return names
  const full = names?.full ?? [names?.given, names?.family].filter(Boolean).join(' ')
  return full !== '' ? full : (account.email ?? account.phone ?? '')
}
