/** Extensions written in one fixed order (RFC 5280 §4.2, RFC 6960 §4.2.2.2.1, EN 319 412-5). */
import { der } from '../asn1/index.ts'
import { keyUsageBits, type KeyUsageName, type NameConstraints } from './extensions.ts'
import { buildGeneralName, type GeneralName } from './general-name.ts'
import { accessMethods, extensionOids, policyOids, qcStatementOids } from './oids.ts'

export type QcStatementsSpec = {
  readonly compliance?: boolean | undefined
  readonly secureDevice?: boolean | undefined
  /** Object identifiers of `qcTypes`. */
  readonly types?: readonly string[] | undefined
  readonly disclosure?: readonly { readonly url: string; readonly language: string }[] | undefined
  readonly legislation?: readonly string[] | undefined
  readonly semantics?: 'natural' | 'legal' | undefined
}

export type ExtensionSpec = {
  readonly authorityKeyIdentifier?: Uint8Array | undefined
  /** Left out: SHA-1 of the key. */
  readonly subjectKeyIdentifier?: Uint8Array | undefined
  readonly basicConstraints?: { readonly authority: boolean; readonly pathLength?: number | undefined } | undefined
  readonly keyUsage?: readonly KeyUsageName[] | undefined
  readonly extendedKeyUsage?: { readonly critical?: boolean | undefined; readonly purposes: readonly string[] } | undefined
  readonly policies?: readonly { readonly oid: string; readonly practiceStatement?: string | undefined }[] | undefined
  readonly subjectAltName?: readonly GeneralName[] | undefined
  readonly crlDistributionPoints?: readonly string[] | undefined
  readonly ocspUrls?: readonly string[] | undefined
  readonly caIssuersUrls?: readonly string[] | undefined
  readonly nameConstraints?: NameConstraints | undefined
  readonly qcStatements?: QcStatementsSpec | undefined
  readonly ocspNoCheck?: boolean | undefined
  /** Anything else, `value` being what stands inside the OCTET STRING. */
  readonly otherExtensions?: readonly { readonly oid: string; readonly critical: boolean; readonly value: Uint8Array }[] | undefined
}

const extension = (oid: string, critical: boolean, value: Uint8Array): Uint8Array =>
  der.sequence(der.objectIdentifier(oid), ...(critical ? [der.boolean(true)] : []), der.octetString(value))

/** DER Extension elements. A field that is absent or an empty list gives none. */
export function buildExtensions(spec: ExtensionSpec): Uint8Array[] {
  const written: Uint8Array[] = []
  const write = (name: keyof typeof extensionOids, critical: boolean, value: Uint8Array): void =>
    void written.push(extension(extensionOids[name], critical, value))
  if (spec.authorityKeyIdentifier) write('authorityKeyIdentifier', false, der.sequence(der.implicit(0, der.octetString(spec.authorityKeyIdentifier))))
  if (spec.subjectKeyIdentifier) write('subjectKeyIdentifier', false, der.octetString(spec.subjectKeyIdentifier))
  if (spec.basicConstraints) write('basicConstraints', true, basicConstraints(spec.basicConstraints))
  if (spec.keyUsage?.length) write('keyUsage', true, der.namedBits(spec.keyUsage.map((name) => keyUsageBits.indexOf(name))))
  if (spec.extendedKeyUsage?.purposes.length)
    write('extendedKeyUsage', spec.extendedKeyUsage.critical ?? false, der.sequence(...spec.extendedKeyUsage.purposes.map(der.objectIdentifier)))
  if (spec.policies?.length) write('certificatePolicies', false, der.sequence(...spec.policies.map(policy)))
  if (spec.subjectAltName?.length) write('subjectAltName', false, der.sequence(...spec.subjectAltName.map(buildGeneralName)))
  if (spec.crlDistributionPoints?.length) write('crlDistributionPoints', false, der.sequence(...spec.crlDistributionPoints.map(distributionPoint)))
  const access = [
    ...(spec.ocspUrls ?? []).map((url) => accessDescription(accessMethods.ocsp, url)),
    ...(spec.caIssuersUrls ?? []).map((url) => accessDescription(accessMethods.caIssuers, url)),
  ]
  if (access.length) write('authorityInformationAccess', false, der.sequence(...access))
  if (spec.nameConstraints) write('nameConstraints', true, nameConstraints(spec.nameConstraints))
  if (spec.qcStatements) write('qcStatements', false, qcStatements(spec.qcStatements))
  if (spec.ocspNoCheck) write('ocspNoCheck', false, der.nothing())
  for (const other of spec.otherExtensions ?? []) written.push(extension(other.oid, other.critical, other.value))
  return written
}

function basicConstraints({ authority, pathLength }: NonNullable<ExtensionSpec['basicConstraints']>): Uint8Array {
  return der.sequence(...(authority ? [der.boolean(true)] : []), ...(pathLength === undefined ? [] : [der.integer(pathLength)]))
}

function policy({ oid, practiceStatement }: { readonly oid: string; readonly practiceStatement?: string | undefined }): Uint8Array {
  if (practiceStatement === undefined) return der.sequence(der.objectIdentifier(oid))
  return der.sequence(
    der.objectIdentifier(oid),
    der.sequence(der.sequence(der.objectIdentifier(policyOids.certificationPracticeStatement), der.ia5String(practiceStatement))),
  )
}

/** One point for each URL. */
function distributionPoint(url: string): Uint8Array {
  return der.sequence(der.explicit(0, der.explicit(0, buildGeneralName({ kind: 'uri', value: url }))))
}

function accessDescription(method: string, url: string): Uint8Array {
  return der.sequence(der.objectIdentifier(method), buildGeneralName({ kind: 'uri', value: url }))
}

function nameConstraints({ permitted, excluded }: NameConstraints): Uint8Array {
  const subtrees = (number: number, names: readonly GeneralName[]): Uint8Array[] =>
    names.length === 0 ? [] : [der.explicit(number, ...names.map((name) => der.sequence(buildGeneralName(name))))]
  return der.sequence(...subtrees(0, permitted), ...subtrees(1, excluded))
}

function qcStatements(spec: QcStatementsSpec): Uint8Array {
  const statement = (name: keyof typeof qcStatementOids, ...information: readonly Uint8Array[]): Uint8Array =>
    der.sequence(der.objectIdentifier(qcStatementOids[name]), ...information)
  const semantics = spec.semantics === 'natural' ? qcStatementOids.semanticsNatural : qcStatementOids.semanticsLegal
  return der.sequence(
    ...(spec.compliance ? [statement('compliance')] : []),
    ...(spec.secureDevice ? [statement('secureDevice')] : []),
    ...(spec.types?.length ? [statement('type', der.sequence(...spec.types.map(der.objectIdentifier)))] : []),
    ...(spec.disclosure?.length
      ? [statement('disclosure', der.sequence(...spec.disclosure.map(({ url, language }) => der.sequence(der.ia5String(url), der.printableString(language)))))]
      : []),
    ...(spec.legislation?.length ? [statement('legislation', der.sequence(...spec.legislation.map(der.printableString)))] : []),
    ...(spec.semantics ? [statement('syntaxVersion2', der.sequence(der.objectIdentifier(semantics)))] : []),
  )
}
