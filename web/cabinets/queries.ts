/** What these pages ask of the server. */
import { queryOptions } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import type { Account, Cabinet } from '../app/session.ts'

export type Role = Cabinet['role']
export const roles: readonly Role[] = ['owner', 'administrator', 'user']
export type Holder = 'legal-entity' | 'sole-proprietor'

export type Person = {
  readonly accountId: string
  readonly name: Account['name']
  readonly email: string
  readonly role: Role
  readonly since: string
  readonly isYou: boolean
  readonly canDecide: boolean
}
export type Invitation = {
  readonly id: string
  readonly address: string
  readonly role: Role
  readonly sentAt: string
  readonly expiresAt: string
  readonly state: 'open' | 'expired' | 'accepted' | 'withdrawn'
  readonly canDecide: boolean
}
export type People = { readonly people: readonly Person[]; readonly invitations: readonly Invitation[]; readonly role: Role }
export type InvitationResult = { readonly email: string; readonly outcome: 'invited' | 'is-member' | 'is-invited' }
export type InvitationPage = {
  readonly company: string
  readonly taxNumber: string
  readonly role: Role
  readonly inviter: string
  readonly address: string
  readonly expiresAt: string
}

export const peopleQuery = (cabinetId: string) =>
  queryOptions({ queryKey: ['people', cabinetId], queryFn: ({ signal }) => api.get<People>(`/api/cabinets/${cabinetId}/people`, { signal }) })

export const cabinets = {
  enter: (cabinetId: string) => api.put<void>('/api/session/cabinet', { cabinetId }),
  invite: (cabinetId: string, invitations: readonly { readonly email: string; readonly role: Role }[]) =>
    api.post<{ results: readonly InvitationResult[] }>(`/api/cabinets/${cabinetId}/invitations`, { invitations }),
  resend: (id: string) => api.post<void>(`/api/invitations/${id}/resends`, {}),
  withdraw: (id: string) => api.delete<void>(`/api/invitations/${id}`),
  changeRole: (cabinetId: string, accountId: string, role: Role) => api.patch<void>(`/api/cabinets/${cabinetId}/people/${accountId}`, { role }),
  remove: (cabinetId: string, accountId: string) => api.delete<void>(`/api/cabinets/${cabinetId}/people/${accountId}`),
  readInvitation: (token: string) => api.post<InvitationPage>('/api/invitation-links', { token }),
  accept: (token: string) => api.post<{ cabinetId: string }>('/api/invitation-acceptances', { token }),
  challenge: (holder: Holder) => api.post<{ id: string; text: string; expiresAt: string }>('/api/company-cabinet-challenges', { holder }),
  open: (challengeId: string, cms: string) => api.post<Cabinet>('/api/company-cabinets', { challengeId, cms }),
}
