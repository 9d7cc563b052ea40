/** What these pages ask of the server. */
import { queryOptions } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import { queries } from '../app/queries.ts'
import type { Facts } from './facts.ts'

export type Product = {
  readonly id: string
  readonly holder: 'person' | 'company' | 'seal'
  readonly keys: readonly ('cloud' | 'file')[]
  readonly validityDays: number
}
export type ApplicationState = 'draft' | 'submitted' | 'in-review' | 'recommended' | 'deferred' | 'approved' | 'agreed' | 'issued' | 'refused'
export type Slot = 'document-front' | 'document-back' | 'tax-number' | 'selfie' | 'company-appointment' | 'company-registration'
export type Picture = {
  readonly id: string
  readonly slot: Slot
  readonly mediaType: string
  readonly state: 'waiting' | 'accepted' | 'rejected'
  readonly because: string | null
}
export type Application = {
  readonly id: string
  readonly state: ApplicationState
  readonly product: Product
  readonly facts: Facts
  readonly slots: readonly Slot[]
  readonly documents: readonly Picture[]
  readonly reason: string | null
  readonly submittedAt: string | null
  readonly decideBy: string | null
}
export type ApplicationBrief = { readonly id: string; readonly productId: string; readonly state: ApplicationState; readonly changedAt: string }

export const productsQuery = queryOptions({
  queryKey: ['products'],
  queryFn: async ({ signal }) => (await api.get<{ products: Product[] }>('/api/products', { signal })).products,
  staleTime: 600_000,
})

export const applicationsQuery = queryOptions({
  queryKey: ['applications'],
  queryFn: async ({ signal }) => (await api.get<{ applications: ApplicationBrief[] }>('/api/applications', { signal })).applications,
})

/** While others decide, or the agreement is being drawn, the page looks again by itself. */
const moving: readonly ApplicationState[] = ['submitted', 'in-review', 'recommended']

export const applicationQuery = (id: string) =>
  queryOptions({
    queryKey: ['application', id],
    queryFn: ({ signal }) => api.get<Application>(`/api/applications/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data !== undefined && moving.includes(state.data.state) ? 4_000 : false),
  })

export const pictureUrl = (applicationId: string, documentId: string): string => `/api/applications/${applicationId}/pictures/${documentId}`
export const agreementUrl = (id: string): string => `/api/applications/${id}/agreement`

export const proofing = {
  open: (voucherCode: string) => api.post<{ id: string }>('/api/applications', { voucherCode }),
  saveFacts: (id: string, facts: Facts) => api.patch<void>(`/api/applications/${id}/facts`, facts),
  submit: (id: string) => api.post<void>(`/api/applications/${id}/submissions`, {}),
  sendAgreementCode: (id: string) => api.post<{ to: string; nextAt: string }>(`/api/applications/${id}/agreement-codes`, {}),
  signAgreement: (id: string, code: string, sha256: string) => api.post<void>(`/api/applications/${id}/agreement-signatures`, { code, sha256 }),
}

export const refreshApplication = (id: string): Promise<void> => queries.invalidateQueries({ queryKey: ['application', id] })
