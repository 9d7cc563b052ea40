import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from './api.ts'
import { queries } from './queries.ts'

export type Role = 'operator' | 'agent' | 'verifier'
export type Account = {
  readonly id: string
  readonly email: string | null
  readonly phone: string | null
  readonly name: { readonly given: string; readonly middle?: string | null; readonly family: string }
  readonly roles: readonly Role[]
  readonly language: string | null
  /** The address is confirmed; before that nothing is sent or signed (A1). */
  readonly confirmed: boolean
}
export type Cabinet = {
  readonly id: string
  readonly kind: 'personal' | 'company'
  readonly name: string
  readonly taxNumber: string | null
  readonly role: 'owner' | 'administrator' | 'user'
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

/** Where the family name comes first in print and in lists. */
const familyFirst = new Set(['uk', 'ru', 'kk', 'pl'])

export function fullName({ given, family }: { readonly given: string; readonly family: string }, language: string): string {
  return (familyFirst.has(language) ? [family, given] : [given, family]).filter((part) => part !== '').join(' ')
}

export function nameOf(account: Account, language: string): string {
  const full = fullName(account.name, language)
  return full === '' ? (account.email ?? account.phone ?? '') : full
}
