/**
 * TBSCertList (RFC 5280 §5), written. A shard says in a critical issuingDistributionPoint which part of the certificates it answers for,
 * so that a list never has to grow with the authority. Left out on purpose: delta and indirect lists.
 */
import { contextTag, der, tag } from '../asn1/index.ts'
import { utf8 } from '../bytes/index.ts'
import { serialNumberElement } from '../x509/index.ts'
import { buildExtension } from './extensions.ts'
import { oid } from './oids.ts'
import { reasonNumber, type RevocationReason } from './reason.ts'

export type CrlEntrySpec = { readonly serialNumber: string; readonly revokedAt: Date; readonly reason?: RevocationReason }

export type CrlSpec = {
  /** DER AlgorithmIdentifier of the key that will sign. */
  readonly signatureAlgorithm: Uint8Array
  /** DER Name of the issuer: its certificate's subject. */
  readonly issuer: Uint8Array
  /** subjectKeyIdentifier of the issuer's certificate. */
  readonly authorityKeyIdentifier: Uint8Array
  readonly thisUpdate: Date
  readonly nextUpdate: Date
  readonly crlNumber: number | bigint
  readonly entries: Iterable<CrlEntrySpec>
  /** The shard: the URL that the certificates of this shard carry. */
  readonly distributionPoint?: { readonly url: string; readonly only?: 'user-certificates' | 'authority-certificates' }
  /** Expired certificates stay on the list from this date on (X.509 §8.5.2.12). */
  readonly expiredCertificatesSince?: Date
}

/** Sign the result with the issuer's key, then `assembleSigned(tbs, signatureAlgorithm, signature)` of x509. */
export function buildTbsCrl(spec: CrlSpec): Uint8Array {
  const entries: Uint8Array[] = []
  for (const entry of spec.entries) entries.push(crlEntry(entry))
  const extensions = [
    buildExtension(oid.authorityKeyIdentifier, der.sequence(der.implicit(0, der.octetString(spec.authorityKeyIdentifier)))),
    buildExtension(oid.crlNumber, der.integer(spec.crlNumber)),
    ...(spec.distributionPoint === undefined
      ? []
      : [buildExtension(oid.issuingDistributionPoint, issuingDistributionPoint(spec.distributionPoint), { critical: true })]),
    ...(spec.expiredCertificatesSince === undefined ? [] : [buildExtension(oid.expiredCertsOnCrl, der.generalizedTime(spec.expiredCertificatesSince))]),
  ]
  return der.sequence(
    der.integer(1),
    spec.signatureAlgorithm,
    spec.issuer,
    der.time(spec.thisUpdate),
    der.time(spec.nextUpdate),
    // RFC 5280 §5.1.2.6: an empty list is absent.
    ...(entries.length === 0 ? [] : [joined(entries)]),
    der.explicit(0, der.sequence(...extensions)),
  )
}

/** `der.sequence(...entries)` would spread a million arguments. */
function joined(entries: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const entry of entries) length += entry.length
  const content = new Uint8Array(length)
  let offset = 0
  for (const entry of entries) {
    content.set(entry, offset)
    offset += entry.length
  }
  return der.encode(tag.sequence, content)
}

function crlEntry(entry: CrlEntrySpec): Uint8Array {
  const serialNumber = serialNumberElement(entry.serialNumber)
  // RFC 5280 §5.3.1: "unspecified" is said by leaving the reason out.
  if (entry.reason === undefined || entry.reason === 'unspecified') return der.sequence(serialNumber, der.time(entry.revokedAt))
  return der.sequence(serialNumber, der.time(entry.revokedAt), der.sequence(buildExtension(oid.reasonCode, der.enumerated(reasonNumber(entry.reason)))))
}

function issuingDistributionPoint(point: NonNullable<CrlSpec['distributionPoint']>): Uint8Array {
  const uri = der.encode(contextTag(6, 'primitive'), utf8(point.url))
  const name = der.explicit(0, der.implicit(0, der.sequence(uri)))
  const scope = point.only === undefined ? [] : [der.implicit(point.only === 'user-certificates' ? 1 : 2, der.boolean(true))]
  return der.sequence(name, ...scope)
}
