/** What agents and verifiers ask of the server. */
import { queryOptions } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import { queries } from '../app/queries.ts'
import type { Application, ApplicationState } from './queries.ts'

export type Waiting = {
  readonly id: string
  readonly productId: string
  readonly state: ApplicationState
  readonly name: string
  readonly submittedAt: string
  readonly decideBy: string
}

export const checklistItems = ['document-genuine', 'document-in-date', 'face-matches', 'data-matches', 'picture-quality', 'person-acts-freely'] as const
export type ChecklistItem = (typeof checklistItems)[number]
export type Checklist = Readonly<Record<ChecklistItem, boolean>>

export type Outcome = 'positive' | 'negative' | 'deferred'
export type Judgement = { readonly accepted: boolean; readonly because: string | null }
export type Recommendation = {
  readonly outcome: Outcome
  readonly checklist: Checklist
  readonly pictures: readonly (Judgement & { readonly id: string })[]
  readonly reason: string
}

export type Decision = {
  readonly type: string
  readonly applicationDigest: string
  readonly outcome: string
  readonly decidedBy: string
  readonly decidedAt: string
}
export type DecisionDraft = {
  readonly application: Application
  readonly dossier: { readonly checklist?: readonly ChecklistItem[]; readonly subject?: Readonly<Record<string, string>> }
  readonly decision: Decision
  readonly bytes: string
}
export type Approval = {
  readonly decision: Decision
  readonly keyId: string
  readonly verifierSha256: string
  readonly challenge: string
  readonly sealedSecret: string
}

const often = 10_000

export const reviewsQuery = queryOptions({
  queryKey: ['proofing-queue', 'reviews'],
  queryFn: async ({ signal }) => (await api.get<{ applications: Waiting[] }>('/api/reviews', { signal })).applications,
  refetchInterval: often,
})
export const decisionsQuery = queryOptions({
  queryKey: ['proofing-queue', 'decisions'],
  queryFn: async ({ signal }) => (await api.get<{ applications: Waiting[] }>('/api/decisions', { signal })).applications,
  refetchInterval: often,
})

/** What is shown is what will be signed, so it is not drawn up anew while one reads it. */
export const decisionDraftQuery = (id: string) =>
  queryOptions({
    queryKey: ['decision-draft', id],
    queryFn: ({ signal }) => api.get<DecisionDraft>(`/api/applications/${id}/decision-draft`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })

export const staff = {
  take: (id: string) => api.post<Application>(`/api/applications/${id}/reviews`, {}),
  recommend: (id: string, recommendation: Recommendation) => api.post<void>(`/api/applications/${id}/recommendations`, recommendation),
  approve: (id: string, approval: Approval) => api.post<void>(`/api/applications/${id}/approvals`, approval),
  turnDown: (id: string, outcome: 'negative' | 'deferred', reason: string) => api.post<void>(`/api/applications/${id}/refusals`, { outcome, reason }),
}

export async function refreshQueue(id: string): Promise<void> {
  await Promise.all([queries.invalidateQueries({ queryKey: ['proofing-queue'] }), queries.invalidateQueries({ queryKey: ['application', id] })])
}
