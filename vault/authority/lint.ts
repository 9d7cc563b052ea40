/** The pre-issue lint, as words. */
import * as x509 from '@countersign/engine/x509'
import type { CertificateProfile } from '../protocol/certificates.ts'

export function lintFindings(tbs: Uint8Array, profile: CertificateProfile): string[] {
  const lint: unknown = Reflect.get(x509, 'lintTbsCertificate')
  if (typeof lint !== 'function') return ['the lint is not there']
  return (lint(tbs, profile) as unknown[]).map((finding) => JSON.stringify(finding))
}
