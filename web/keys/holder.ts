import { subjectIdentity, type Certificate } from '@countersign/engine/x509'

/** Whom a certificate names; what stands beside its seal. */
export type Holder = {
  readonly person: string
  readonly company: string | undefined
  readonly companyNumber: string | undefined
  readonly personalNumber: string | undefined
  readonly title: string | undefined
  readonly expired: boolean
}

export function readHolder(certificate: Certificate): Holder {
  const subject = subjectIdentity(certificate)
  const now = new Date()
  return {
    person: subject.commonName,
    company: subject.organisation,
    companyNumber: subject.organisationNumber?.value,
    personalNumber: subject.personalNumber?.value,
    title: subject.title,
    expired: now < certificate.notBefore || now > certificate.notAfter,
  }
}
