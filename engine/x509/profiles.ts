/** What each kind of certificate carries (RFC 5280, RFC 6960 §4.2.2.2, RFC 3161 §2.3, EN 319 412-2, -3 and -5), ready for `buildTbsCertificate`. */
import type { ExtensionSpec, QcStatementsSpec } from './build-extensions.ts'
import type { GeneralName } from './general-name.ts'
import { purposes, qcTypes } from './oids.ts'

export type CertificateProfile = 'natural-person' | 'legal-person' | 'issuing-authority' | 'root' | 'ocsp-responder' | 'time-stamp-unit'

export type ProfileDetails = {
  /** subjectKeyIdentifier of the issuer; a root has none. */
  readonly authorityKeyIdentifier?: Uint8Array | undefined
  readonly policies?: ExtensionSpec['policies']
  readonly crlDistributionPoints?: readonly string[] | undefined
  readonly ocspUrls?: readonly string[] | undefined
  readonly caIssuersUrls?: readonly string[] | undefined
  readonly subjectAltName?: readonly GeneralName[] | undefined
  /** How many authorities may stand below; for issuing authorities 0 unless told otherwise. */
  readonly pathLength?: number | undefined
  /** For qualified certificates; type and semantics follow from the profile. */
  readonly qualified?: Pick<QcStatementsSpec, 'compliance' | 'secureDevice' | 'disclosure' | 'legislation'> | undefined
  /** Further purposes of a holder's certificate. */
  readonly purposes?: readonly string[] | undefined
}

export function profileExtensions(profile: CertificateProfile, details: ProfileDetails): ExtensionSpec {
  const { authorityKeyIdentifier, policies, crlDistributionPoints, ocspUrls, caIssuersUrls, subjectAltName } = details
  const issued = { authorityKeyIdentifier, policies, crlDistributionPoints, ocspUrls, caIssuersUrls, subjectAltName }
  switch (profile) {
    case 'root':
      return { basicConstraints: { authority: true, pathLength: details.pathLength }, keyUsage: ['keyCertSign', 'cRLSign'], policies }
    case 'issuing-authority':
      return { ...issued, basicConstraints: { authority: true, pathLength: details.pathLength ?? 0 }, keyUsage: ['keyCertSign', 'cRLSign'] }
    case 'ocsp-responder':
      return {
        ...issued,
        basicConstraints: { authority: false },
        keyUsage: ['digitalSignature'],
        extendedKeyUsage: { purposes: [purposes.ocspSigning] },
        ocspNoCheck: true,
      }
    case 'time-stamp-unit':
      return {
        ...issued,
        basicConstraints: { authority: false },
        keyUsage: ['digitalSignature'],
        extendedKeyUsage: { critical: true, purposes: [purposes.timeStamping] },
      }
    case 'natural-person':
      return { ...issued, ...holder(details, 'natural') }
    case 'legal-person':
      return { ...issued, ...holder(details, 'legal') }
  }
}

/** EN 319 412-2 §4.3.2: contentCommitment alone is usage type A, what a signature is for. */
function holder({ qualified, purposes: further }: ProfileDetails, semantics: 'natural' | 'legal'): ExtensionSpec {
  return {
    basicConstraints: { authority: false },
    keyUsage: ['contentCommitment'],
    extendedKeyUsage: further === undefined ? undefined : { purposes: further },
    qcStatements: qualified === undefined ? { semantics } : { ...qualified, semantics, types: [semantics === 'natural' ? qcTypes.signature : qcTypes.seal] },
  }
}
