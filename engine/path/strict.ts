/**
 * What RFC 5280 asks of the *issuer*: a validator of signatures must live with certificates that fall short of it, so this is asked for (`strict`)
 * rather than always on. One rule, one entry.
 */
import { childrenOf, der, encodingOf, readDocument } from '../asn1/index.ts'
import { equalBytes } from '../bytes/index.ts'
import { extensionOids, readNameConstraints, type Certificate } from '../x509/index.ts'

export type Role = 'anchor' | 'authority' | 'end-entity'

type StrictRule = { readonly id: string; readonly clause: string; readonly holds: (certificate: Certificate, role: Role) => boolean }

const marked = (certificate: Certificate, name: keyof typeof extensionOids): boolean | undefined => certificate.extensions.get(extensionOids[name])?.critical
const selfSigned = (certificate: Certificate): boolean => certificate.selfIssued

export const strictRules: readonly StrictRule[] = [
  { id: 'version 3 where there are extensions', clause: '§4.1.2.1', holds: (c) => c.version === 3 || c.extensions.size === 0 },
  { id: 'times to 2049 as UTCTime, later ones as GeneralizedTime', clause: '§4.1.2.5', holds: (c) => timesWellSpelt(c) },
  {
    id: 'serial number of at most 20 octets, positive',
    clause: '§4.1.2.2',
    holds: ({ serialNumber }) =>
      !serialNumber.startsWith('-') && serialNumber !== '00' && serialNumber.length <= 40 && (serialNumber.length < 40 || serialNumber < '80'),
  },
  { id: 'issuer named', clause: '§4.1.2.4', holds: ({ issuer }) => issuer.parts.length > 0 },
  { id: 'authority named', clause: '§4.1.2.6', holds: ({ subject }, role) => role === 'end-entity' || subject.parts.length > 0 },
  { id: 'authority key identifier not critical', clause: '§4.2.1.1', holds: (c) => marked(c, 'authorityKeyIdentifier') !== true },
  { id: 'authority key identifier present', clause: '§4.2.1.1', holds: (c) => selfSigned(c) || c.authorityKeyIdentifier?.keyIdentifier !== undefined },
  { id: 'subject key identifier not critical', clause: '§4.2.1.2', holds: (c) => marked(c, 'subjectKeyIdentifier') !== true },
  { id: 'subject key identifier of an authority', clause: '§4.2.1.2', holds: (c, role) => role === 'end-entity' || c.subjectKeyIdentifier !== undefined },
  { id: 'key usage of an authority', clause: '§4.2.1.3', holds: (c, role) => role !== 'authority' || c.keyUsage?.has('keyCertSign') === true },
  {
    id: 'key usage agrees with basic constraints',
    clause: '§4.2.1.9',
    holds: (c) => c.keyUsage?.has('keyCertSign') !== true || c.basicConstraints?.authority === true,
  },
  { id: 'basic constraints critical', clause: '§4.2.1.9', holds: (c, role) => role === 'end-entity' || marked(c, 'basicConstraints') !== false },
  {
    id: 'path length only of authorities',
    clause: '§4.2.1.9',
    holds: ({ basicConstraints }) => basicConstraints?.pathLength === undefined || basicConstraints.authority,
  },
  {
    id: 'name constraints only of authorities',
    clause: '§4.2.1.10',
    holds: (c) => marked(c, 'nameConstraints') === undefined || c.basicConstraints?.authority === true,
  },
  { id: 'name constraints not empty', clause: '§4.2.1.10', holds: (c) => nameConstraintsFilled(c) },
  { id: 'policy constraints critical', clause: '§4.2.1.11', holds: (c) => marked(c, 'policyConstraints') !== false },
  {
    id: 'alternative name critical where the subject is empty',
    clause: '§4.2.1.6',
    holds: (c) => c.subject.parts.length > 0 || marked(c, 'subjectAltName') !== false,
  },
  {
    id: 'alternative names well spelt',
    clause: '§4.2.1.6',
    holds: (c) =>
      !c.extensions.has(extensionOids.subjectAltName) ||
      (c.subjectAltName.length > 0 && c.subjectAltName.every((name) => name.kind !== 'dns' || isHostName(name.value))),
  },
  { id: 'information access not critical', clause: '§4.2.2.1', holds: (c) => marked(c, 'authorityInformationAccess') !== true },
  {
    id: 'information access readable',
    clause: '§4.2.2.1',
    holds: (c) => [c.ocspUrls, c.caIssuersUrls].every((urls) => urls.every(isUrl)) && accessLocationsNamed(c),
  },
]

/** §4.2.1.10: an empty sequence says nothing; an empty list of subtrees neither. */
function nameConstraintsFilled(certificate: Certificate): boolean {
  const extension = certificate.extensions.get(extensionOids.nameConstraints)
  if (extension === undefined) return true
  const { permitted, excluded } = readNameConstraints(extension.value)
  const parts = childrenOf(readDocument(extension.value))
  return permitted.length + excluded.length > 0 && parts.every((part) => childrenOf(part).length > 0)
}

function timesWellSpelt(certificate: Certificate): boolean {
  const parts = childrenOf(readDocument(certificate.tbs))
  const validity = parts[parts[0]?.tag === 0xa0 ? 4 : 3]
  return validity !== undefined && equalBytes(encodingOf(validity), der.sequence(der.time(certificate.notBefore), der.time(certificate.notAfter)))
}

function accessLocationsNamed(certificate: Certificate): boolean {
  const extension = certificate.extensions.get(extensionOids.authorityInformationAccess)
  return extension === undefined || childrenOf(readDocument(extension.value)).every((description) => childrenOf(description).length === 2)
}

/** Letters, digits and hyphens (RFC 1123 §2.1); a star may be the first label. */
function isHostName(name: string): boolean {
  return name.length <= 253 && /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(name)
}

function isUrl(text: string): boolean {
  return URL.canParse(text)
}

/** The first rule that the certificate breaks. */
export function strictFault(certificate: Certificate, role: Role): StrictRule | undefined {
  return strictRules.find((rule) => !rule.holds(certificate, role))
}
