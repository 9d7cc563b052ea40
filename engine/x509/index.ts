/**
 * X.509: certificates, names, extensions and requests, read and written (RFC 5280, RFC 2986, EN 319 412).
 * Left out on purpose: attribute certificates; path validation, which has a folder of its own.
 */
export { buildTbsCertificate, keyIdentifierOf, type CertificateSpec } from './build.ts'
export { buildExtensions, type ExtensionSpec, type QcStatementsSpec } from './build-extensions.ts'
export { parseCertificate, type Certificate } from './certificate.ts'
export {
  implicitNamedBits,
  keyUsageBits,
  readExtensions,
  readInhibitAnyPolicy,
  readNameConstraints,
  readPolicyConstraints,
  readPolicyMappings,
  type AuthorityKeyIdentifier,
  type BasicConstraints,
  type DistributionPoint,
  type Extension,
  type KeyUsageName,
  type NameConstraints,
  type PolicyInformation,
} from './extensions.ts'
export { buildGeneralName, readGeneralName, readGeneralNames, type GeneralName } from './general-name.ts'
export { buildName, encodesName, nameFrom, parseName, sameName, startsWith, type Name, type NameAttribute, type NameSpec } from './name.ts'
export { accessMethods, attributeOids, extensionOids, policyOids, purposes, qcStatementOids, qcTypes } from './oids.ts'
export type { QcStatements } from './qc-statements.ts'
export { buildCertificationRequest, parseCertificationRequest, type CertificationRequest } from './request.ts'
export { assembleSigned, sign } from './signed.ts'
export { readSerialNumber, serialNumberElement, spellSerialNumber } from './serial-number.ts'
export { subjectIdentity, type SubjectIdentity, type IdentityNumber } from './identity.ts'
export { lintRules, lintTbsCertificate, type Finding, type LintRule } from './lint/index.ts'
export { profileExtensions, type CertificateProfile, type ProfileDetails } from './profiles.ts'
