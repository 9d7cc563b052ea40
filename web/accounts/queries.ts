/** What these pages ask of the server. */
import { queryOptions } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import type { Account } from '../app/session.ts'
import type { ProofOfWork } from './proofOfWork.ts'

export type Terms = { readonly version: string; readonly publishedAt: string }
export type Registration = { readonly id: string; readonly phone: string; readonly nextCodeAt: string; readonly codeExpiresAt: string }
export type RegistrationRequest = {
  readonly email: string
  readonly phone: string
  readonly password: string
  readonly name: { readonly given: string; readonly family: string }
  readonly language: string
  readonly consents: { readonly termsVersion: string }
  readonly proofOfWork: ProofOfWork
}

export const termsQuery = queryOptions({
  queryKey: ['terms'],
  queryFn: ({ signal }) => api.get<Terms>('/api/terms', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

export const accounts = {
  register: (request: RegistrationRequest) => api.post<Registration>('/api/registrations', request),
  confirmPhone: (id: string, code: string) => api.post<{ accountId: string }>(`/api/registrations/${id}/phone-confirmations`, { code }),
  resendCode: (id: string) => api.post<{ nextCodeAt: string }>(`/api/registrations/${id}/code-resends`, {}),
  confirmEmail: (token: string) => api.post<{ email: string }>('/api/email-confirmations', { token }),
  resendConfirmation: () => api.post<{ nextAt: string }>('/api/account/email-confirmation-resends', {}),
  signIn: (identifier: string, password: string) => api.post<{ accountId: string }>('/api/sessions', { identifier, password }),
  requestReset: (identifier: string) => api.post<{ channel: 'mail' | 'sms'; nextAt: string }>('/api/password-resets', { identifier }),
  resetPassword: (proof: { readonly token: string } | { readonly identifier: string; readonly code: string }, password: string) =>
    api.put<void>('/api/password', { proof, password }),
  readActivation: (token: string) => api.post<{ email: string; name: Account['name'] }>('/api/activation-links', { token }),
  activate: (token: string, password: string, termsVersion: string) =>
    api.post<{ accountId: string }>('/api/activations', { token, password, consents: { termsVersion } }),
  change: (change: { readonly language?: string; readonly name?: Account['name'] }) => api.patch<Account>('/api/account', change),
}
