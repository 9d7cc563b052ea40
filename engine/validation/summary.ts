/** Certificates as a report shows them. */
import type { Certificate } from '../x509/index.ts'
import { spell } from './conclusion.ts'
import type { CertificateSummary } from './report.ts'

export function summaryOf(certificate: Certificate): CertificateSummary {
  return {
    subject: certificate.subject.text,
    issuer: certificate.issuer.text,
    serialNumber: certificate.serialNumber,
    sha256: certificate.sha256,
    notBefore: spell(certificate.notBefore),
    notAfter: spell(certificate.notAfter),
  }
}
