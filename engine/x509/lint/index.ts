/** Looks at a certificate before it is signed: an authority signs nothing that has a finding. */
import { childrenOf, der, encodingOf, readDocument } from '../../asn1/index.ts'
import { MalformedError } from '../../errors.ts'
import { parseCertificate } from '../certificate.ts'
import type { CertificateProfile } from '../profiles.ts'
import { lintRules } from './rules.ts'

export { lintRules, type LintRule } from './rules.ts'

export type Finding = { readonly rule: string; readonly clause: string; readonly message: string }

/** Empty: clean. A certificate that cannot be read has one finding, `readable`. */
export function lintTbsCertificate(tbs: Uint8Array, profile: CertificateProfile): Finding[] {
  try {
    const parts = childrenOf(readDocument(tbs))
    const algorithm = parts[parts[0]?.tag === 0xa0 ? 2 : 1]
    if (algorithm === undefined) throw new MalformedError('TBSCertificate is cut off')
    const certificate = parseCertificate(der.sequence(tbs, encodingOf(algorithm), der.bitString(new Uint8Array(1))))
    return lintRules
      .filter((rule) => (rule.profiles === undefined || rule.profiles.includes(profile)) && !rule.holds(certificate))
      .map(({ id, clause }) => ({ rule: id, clause, message: `${profile}: ${id.replaceAll('-', ' ')} (${clause})` }))
  } catch (error) {
    if (error instanceof MalformedError) return [{ rule: 'readable', clause: 'RFC 5280 §4.1', message: error.message }]
    throw error
  }
}
