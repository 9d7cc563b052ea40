/** What these pages ask of the server. */
import { infiniteQueryOptions } from '@tanstack/react-query'
import { api } from '../app/api.ts'

export type AuditEntry = {
  readonly number: number
  readonly at: string
  readonly action: string
  readonly subject: string
  readonly actor: { readonly kind: 'nobody' | 'account' | 'guest' | 'system'; readonly id: string }
  readonly details: Readonly<Record<string, unknown>>
  readonly hash: string
}
export type AuditVerdict =
  | { readonly intact: true; readonly entries: number; readonly head: string }
  | { readonly intact: false; readonly entries: number; readonly brokenAt: number; readonly because: 'number' | 'link' | 'hash' }
type AuditPage = { readonly entries: readonly AuditEntry[]; readonly next: number | null }

export const auditQuery = infiniteQueryOptions({
  queryKey: ['audit'],
  queryFn: ({ pageParam, signal }) => api.get<AuditPage>(`/api/audit-entries${pageParam === null ? '' : `?before=${pageParam}`}`, { signal }),
  initialPageParam: null as number | null,
  getNextPageParam: ({ next }) => next ?? undefined,
})

export const verifyAudit = (): Promise<AuditVerdict> => api.post<AuditVerdict>('/api/audit-verifications', {})

export type VoucherBatch = { readonly productId: string; readonly name: string; readonly count: number; readonly expiresAt: string }
export const makeVouchers = (batch: VoucherBatch): Promise<{ codes: string[] }> => api.post('/api/voucher-batches', batch)
