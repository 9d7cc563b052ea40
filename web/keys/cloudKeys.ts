import { fromBase64 } from '@countersign/engine/bytes'
import { parseCertificate, type Certificate } from '@countersign/engine/x509'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import { readHolder, type Holder } from './holder.ts'

/** A key of one's own in the vault, known by its certificate. */
export type CloudKey = Holder & {
  readonly keyId: string
  readonly state: 'good' | 'expiring' | 'expired' | 'revoked' | 'not-yet-valid'
  readonly certificate: Certificate
}

type HolderCertificate = { readonly keyId: string; readonly place: 'cloud' | 'file'; readonly state: CloudKey['state']; readonly chain: readonly string[] }

export const cloudKeysQuery = queryOptions({
  queryKey: ['cloud-keys'],
  queryFn: async ({ signal }): Promise<readonly CloudKey[]> => {
    const { certificates } = await api.get<{ certificates: HolderCertificate[] }>('/api/certificates', { signal })
    return certificates.flatMap(({ keyId, place, state, chain }) => {
      const [own] = chain
      if (place !== 'cloud' || own === undefined) return []
      const certificate = parseCertificate(fromBase64(own))
      return [{ keyId, state, certificate, ...readHolder(certificate) }]
    })
  },
  staleTime: 60_000,
})

/** What can be signed with today. */
export const usable = (key: CloudKey): boolean => key.state === 'good' || key.state === 'expiring'
