/** DistributionPoint and IssuingDistributionPoint (RFC 5280 §4.2.1.13, §5.2.5), names kept as received. */
import { childrenOf, contentOf, contextTag, decodeBitString, der, encodingOf, expectTag, readDocument, tag, type Element } from '../asn1/index.ts'
import { concatBytes, equalBytes } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import { reasonByNumber, type RevocationReason } from './reason.ts'

/** GeneralName elements, or the one relative name, as received. */
export type PointName = { readonly kind: 'full'; readonly names: readonly Uint8Array[] } | { readonly kind: 'relative'; readonly name: Uint8Array }

export type IssuingDistributionPoint = {
  readonly der: Uint8Array
  readonly name?: PointName
  readonly onlyUserCertificates: boolean
  readonly onlyAuthorityCertificates: boolean
  readonly onlyAttributeCertificates: boolean
  readonly onlyReasons?: ReadonlySet<RevocationReason>
  readonly indirect: boolean
}

export type DistributionPoint = { readonly name?: PointName; readonly reasons?: ReadonlySet<RevocationReason>; readonly crlIssuer: readonly Uint8Array[] }

export function readIssuingDistributionPoint(value: Uint8Array): IssuingDistributionPoint {
  const parts = childrenOf(expectTag(readDocument(value, { nodes: 4096 }), tag.sequence, 'IssuingDistributionPoint'))
  const name = parts.find((part) => part.tag === contextTag(0))
  const reasons = parts.find((part) => part.tag === contextTag(3, 'primitive'))
  return {
    der: value,
    ...(name === undefined ? {} : { name: readPointName(name) }),
    onlyUserCertificates: flag(parts, 1),
    onlyAuthorityCertificates: flag(parts, 2),
    ...(reasons === undefined ? {} : { onlyReasons: readReasons(reasons) }),
    indirect: flag(parts, 4),
    onlyAttributeCertificates: flag(parts, 5),
  }
}

export function readDistributionPoints(value: Uint8Array): DistributionPoint[] {
  return childrenOf(expectTag(readDocument(value, { nodes: 4096 }), tag.sequence, 'CRLDistributionPoints')).map((point) => {
    const parts = childrenOf(expectTag(point, tag.sequence, 'DistributionPoint'))
    const name = parts.find((part) => part.tag === contextTag(0))
    const reasons = parts.find((part) => part.tag === contextTag(1, 'primitive'))
    const issuer = parts.find((part) => part.tag === contextTag(2))
    return {
      ...(name === undefined ? {} : { name: readPointName(name) }),
      ...(reasons === undefined ? {} : { reasons: readReasons(reasons) }),
      crlIssuer: issuer === undefined ? [] : childrenOf(issuer).map(encodingOf),
    }
  })
}

/** RFC 5280 §6.3.3 (b)(2)(i): one name of the list's point is one of the certificate's point. `issuer` completes relative names. */
export function pointNamesMatch(left: PointName, right: PointName, issuer: Uint8Array): boolean {
  const candidates = fullNames(right, issuer)
  return fullNames(left, issuer).some((name) => candidates.some((candidate) => equalBytes(name, candidate)))
}

function fullNames(point: PointName, issuer: Uint8Array): readonly Uint8Array[] {
  return point.kind === 'full' ? point.names : [directoryName(appendRelativeName(issuer, point.name))]
}

function appendRelativeName(issuer: Uint8Array, relative: Uint8Array): Uint8Array {
  const content = concatBytes(contentOf(readDocument(issuer)), relative)
  return der.encode(tag.sequence, content)
}

/** [4] EXPLICIT Name: the directoryName form of GeneralName. */
export function directoryName(name: Uint8Array): Uint8Array {
  return der.encode(contextTag(4), name)
}

function flag(parts: readonly Element[], number: number): boolean {
  const part = parts.find((candidate) => candidate.tag === contextTag(number, 'primitive'))
  return part !== undefined && (contentOf(part)[0] ?? 0) !== 0
}

function readPointName(element: Element): PointName {
  const [choice] = childrenOf(element)
  if (choice?.tag === contextTag(0)) return { kind: 'full', names: childrenOf(choice).map(encodingOf) }
  // nameRelativeToCRLIssuer [1] IMPLICIT: give the RelativeDistinguishedName its SET tag back.
  if (choice?.tag === contextTag(1)) return { kind: 'relative', name: concatBytes(new Uint8Array([tag.set]), encodingOf(choice).subarray(1)) }
  throw new MalformedError('DistributionPointName is neither full nor relative', element.start)
}

/** ReasonFlags: bit numbers differ from CRLReason numbers above 6 (RFC 5280 §4.2.1.13). */
function readReasons(element: Element): ReadonlySet<RevocationReason> {
  const { bytes } = decodeBitString(contentOf(element), element.start)
  const reasons = new Set<RevocationReason>()
  for (let bit = 1; bit < bytes.length * 8 && bit <= 8; bit++) {
    if (((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) === 0) continue
    const reason = reasonByNumber(bit === 7 ? 9 : bit === 8 ? 10 : bit)
    if (reason !== undefined) reasons.add(reason)
  }
  return reasons
}
