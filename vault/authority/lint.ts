/** The pre-issue lint, run here once more: what the server says of its own lint counts for nothing. */
import { lintTbsCertificate } from '@countersign/engine/x509'
import type { CertificateProfile } from '../protocol/certificates.ts'

export function lintFindings(tbs: Uint8Array, profile: CertificateProfile): string[] {
  return lintTbsCertificate(tbs, profile).map(({ rule, clause, message }) => `${rule} (${clause}): ${message}`)
}
