/** Documents as the server shows them. Whoever came by a link asks as a guest, even where the same browser is signed in as somebody else. */
import { queryOptions } from '@tanstack/react-query'
import { api } from '../app/api.ts'

export type As = 'account' | 'guest'
export type ParticipantRole = 'approver' | 'signer' | 'acknowledger' | 'observer'
export type ParticipantState = 'waiting' | 'invited' | 'opened' | 'approved' | 'signed' | 'acknowledged' | 'declined'
export type DocumentState = 'draft' | 'open' | 'completed' | 'declined' | 'recalled' | 'expired' | 'voided' | 'discarded'

export type Participant = {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly taxNumber: string | null
  readonly taxCountry: string | null
  readonly role: ParticipantRole
  readonly order: number
  readonly state: ParticipantState
  readonly invitedAt: string | null
  readonly openedAt: string | null
  readonly actedAt: string | null
  readonly declineReason: string | null
}

export type DocumentSignature = {
  readonly id: string
  readonly participantId: string
  readonly certificateSha256: string
  readonly name: string
  readonly personalNumber: string | null
  readonly organisation: string | null
  readonly organisationNumber: string | null
  readonly title: string | null
  readonly issuer: string
  readonly signedAt: string
  readonly timestampedAt: string | null
  readonly level: 'B' | 'T' | 'LT'
  readonly trouble: string | null
  readonly recalledAt: string | null
}

export type Document = {
  readonly id: string
  readonly name: string
  readonly kind: 'pdf' | 'office' | 'image' | 'other'
  readonly state: DocumentState
  readonly size: number
  readonly sha256: string
  readonly pages: number | null
  readonly takesPdfSignature: boolean
  readonly deadline: string | null
  readonly message: string
  readonly createdAt: string
  readonly sentAt: string | null
  readonly endedAt: string | null
  readonly participants: readonly Participant[]
  readonly signatures: readonly DocumentSignature[]
}

export type Happening = { readonly action: string; readonly at: string; readonly who: string; readonly details: Readonly<Record<string, unknown>> }

export type DocumentPage = Document & {
  readonly initiator: { readonly id: string; readonly name: string }
  readonly view: { readonly state: 'pending' | 'ready' | 'failed'; readonly reason: string | null }
  readonly me: { readonly participantId: string; readonly mayAct: boolean } | null
  readonly isInitiator: boolean
  readonly mayRecall: boolean
  readonly history: readonly Happening[]
}

export type ListedDocument = Pick<Document, 'id' | 'name' | 'kind' | 'state' | 'createdAt' | 'deadline'> & {
  readonly changedAt: string
  readonly initiatorId: string
  readonly needsMe: boolean
  readonly participants: readonly Pick<Participant, 'id' | 'name' | 'email' | 'role' | 'state'>[]
}
export type DocumentList = { readonly documents: readonly ListedDocument[]; readonly next: string | null }

export const listFilters = ['all', 'needs-me', 'waiting', 'done', 'declined', 'recalled', 'expired', 'draft'] as const
export type ListFilter = (typeof listFilters)[number]

export type StatisticsRow = { readonly action: string; readonly at: string; readonly who: string; readonly address: string; readonly userAgent: string }

export type GivenParticipant = {
  readonly email: string
  readonly name?: string
  readonly taxNumber?: string
  readonly taxCountry?: string
  readonly role: ParticipantRole
  readonly order: number
}

export const asking = (as: As) => (as === 'guest' ? { headers: { 'x-acting-as': 'guest' } } : {})
export const fileAddress = (id: string, file: string, as: As): string => `/api/documents/${id}/${file}${as === 'guest' ? '?as=guest' : ''}`

export const documents = {
  list: (wanted: Readonly<Record<string, string>>, signal?: AbortSignal) =>
    api.get<DocumentList>(`/api/documents?${new URLSearchParams(wanted).toString()}`, { signal }),
  read: (id: string, as: As, signal?: AbortSignal) => api.get<DocumentPage>(`/api/documents/${id}`, { signal, ...asking(as) }),
  setParticipants: (id: string, participants: readonly GivenParticipant[]) => api.put<Document>(`/api/documents/${id}/participants`, { participants }),
  send: (id: string, given: { readonly deadline?: string; readonly message?: string }) => api.post<Document>(`/api/documents/${id}/sendings`, given),
  approve: (id: string, as: As) => api.post<Document>(`/api/documents/${id}/approvals`, undefined, asking(as)),
  acknowledge: (id: string, as: As) => api.post<Document>(`/api/documents/${id}/acknowledgements`, undefined, asking(as)),
  decline: (id: string, reason: string, as: As) => api.post<Document>(`/api/documents/${id}/refusals`, { reason }, asking(as)),
  remind: (id: string) => api.post<{ reminded: number }>(`/api/documents/${id}/reminders`),
  extend: (id: string, deadline: string) => api.post<Document>(`/api/documents/${id}/extensions`, { deadline }),
  recall: (id: string) => api.post(`/api/documents/${id}/recall`),
  discard: (id: string) => api.delete<undefined>(`/api/documents/${id}`),
  statistics: (id: string, signal?: AbortSignal) => api.get<{ rows: StatisticsRow[] }>(`/api/documents/${id}/statistics`, { signal }),
}

/** While something is on its way (pages being drawn, evidence being gathered) it is looked at again. */
const again = 2_000

export const documentQuery = (id: string, as: As) =>
  queryOptions({
    queryKey: ['document', id, as],
    queryFn: ({ signal }) => documents.read(id, as, signal),
    refetchInterval: ({ state: { data } }) => (data !== undefined && isUnderWay(data) ? again : false),
  })

export function isUnderWay(document: DocumentPage): boolean {
  return document.view.state === 'pending' || (document.state === 'open' && (document.signatures.some(({ level }) => level !== 'LT') || allHaveActed(document)))
}

const done: Readonly<Record<ParticipantRole, ParticipantState | null>> = {
  approver: 'approved',
  signer: 'signed',
  acknowledger: 'acknowledged',
  observer: null,
}

export const hasActed = ({ role, state }: Pick<Participant, 'role' | 'state'>): boolean => done[role] === state
/** Only the evidence is still being gathered. */
export const allHaveActed = ({ participants }: { readonly participants: readonly Pick<Participant, 'role' | 'state'>[] }): boolean =>
  participants.every((participant) => participant.role === 'observer' || hasActed(participant))

const stages: readonly ParticipantRole[] = ['approver', 'signer', 'acknowledger', 'observer']

/** In the order in which they act; within one turn as they were written down. */
export const inTurn = <Person extends Pick<Participant, 'role' | 'order'>>(participants: readonly Person[]): Person[] =>
  participants.toSorted((one, other) => stages.indexOf(one.role) - stages.indexOf(other.role) || one.order - other.order)

/** The document's title: its file name without the ending. */
export const titleOf = (name: string): string => name.replace(/\.[\p{L}\p{N}]{1,5}$/u, '')
