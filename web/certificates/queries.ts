/** What these pages ask of the server. */
import { queryOptions } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import { queries } from '../app/queries.ts'

export type Place = 'cloud' | 'file'
export type CertificateState = 'good' | 'expiring' | 'expired' | 'revoked' | 'not-yet-valid'
export type HolderCertificate = {
  readonly id: string
  readonly keyId: string
  readonly place: Place
  readonly state: CertificateState
  readonly serialNumber: string
  readonly sha256: string
  readonly notBefore: string
  readonly notAfter: string
  /** Base64 of DER: the certificate, then its issuers. */
  readonly chain: readonly string[]
}
export type KeyMaking = {
  readonly keys: readonly { readonly id: string; readonly place: Place; readonly certified: boolean }[]
  readonly next: Place | null
  readonly wanted: readonly Place[]
  readonly applicationDigest: string
  readonly fileName: string
}
export type KeyChallenge = { readonly keyId: string; readonly challenge: string; readonly transportKey: string; readonly person: string }

export const revocationReasons = ['keyCompromise', 'affiliationChanged', 'superseded', 'cessationOfOperation', 'unspecified'] as const
export type RevocationReason = (typeof revocationReasons)[number]

const listCertificates = async (signal?: AbortSignal) => (await api.get<{ certificates: HolderCertificate[] }>('/api/certificates', { signal })).certificates

export const certificatesQuery = queryOptions({ queryKey: ['certificates'], queryFn: ({ signal }) => listCertificates(signal) })

export const keyMakingQuery = (applicationId: string) =>
  queryOptions({ queryKey: ['key-making', applicationId], queryFn: ({ signal }) => certificates.making(applicationId, signal), refetchOnWindowFocus: false })

export const certificates = {
  list: () => listCertificates(),
  making: (applicationId: string, signal?: AbortSignal) => api.get<KeyMaking>(`/api/applications/${applicationId}/keys`, { signal }),
  challengeForCloudKey: (applicationId: string) => api.post<KeyChallenge>(`/api/applications/${applicationId}/cloud-key-challenges`, {}),
  makeCloudKey: (applicationId: string, sealed: { readonly keyId: string; readonly challenge: string; readonly sealedSecret: string }) =>
    api.post<{ id: string }>(`/api/applications/${applicationId}/cloud-keys`, sealed),
  bindFileKey: (applicationId: string, bound: { readonly request: string; readonly challenge: string; readonly sealedSecret: string }) =>
    api.post<{ id: string }>(`/api/applications/${applicationId}/file-keys`, bound),
  challengeForSigning: (keyId: string) => api.post<KeyChallenge>(`/api/cloud-keys/${keyId}/challenges`, {}),
  revoke: (id: string, reason: RevocationReason) => api.post<{ outcome: 'revoked' | 'was-revoked' }>(`/api/certificates/${id}/revocations`, { reason }),
}

export const refreshCertificates = (): Promise<void> => queries.invalidateQueries({ queryKey: certificatesQuery.queryKey })
