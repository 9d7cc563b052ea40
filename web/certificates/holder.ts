/** Whom a certificate names, read from the certificate itself. */
import { fromBase64 } from '@countersign/engine/bytes'
import { parseCertificate, subjectIdentity } from '@countersign/engine/x509'
import type { HolderCertificate } from './queries.ts'

export type CertificateHolder = { readonly name: string; readonly detail: string | undefined }

/** The company first where the certificate names one, then the person; numbers as they are. */
export function holderOf({ chain }: Pick<HolderCertificate, 'chain'>): CertificateHolder {
  const [own] = chain
  if (own === undefined) return { name: '', detail: undefined }
  const { commonName, organisation, organisationNumber, personalNumber, title } = subjectIdentity(parseCertificate(fromBase64(own)))
  if (organisation === undefined) return { name: commonName, detail: personalNumber?.value }
  const rest = [organisation === commonName ? undefined : commonName, title, organisationNumber?.value].filter((part) => part !== undefined)
  return { name: organisation, detail: rest.join(' · ') }
}
