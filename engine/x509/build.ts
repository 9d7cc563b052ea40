/**
 * TBSCertificate from a specification (RFC 5280 §4.1). Serial numbers come in as bytes: at least 64 bits of them random,
 * at most 20 octets once a leading zero is counted (§4.1.2.2).
 */
import { der } from '../asn1/index.ts'
import { digest, parsePublicKey, signatureAlgorithmIdentifier } from '../algorithms/index.ts'
import { MisuseError } from '../errors.ts'
import type { SignatureAlgorithmName } from '../ports.ts'
import { buildExtensions, type ExtensionSpec } from './build-extensions.ts'

export type CertificateSpec = ExtensionSpec & {
  /** Unsigned big-endian octets. */
  readonly serialNumber: Uint8Array
  readonly signatureAlgorithm: SignatureAlgorithmName
  /** DER Name, as it stands in the issuer's certificate. */
  readonly issuer: Uint8Array
  /** DER Name. */
  readonly subject: Uint8Array
  readonly notBefore: Date
  readonly notAfter: Date
  /** DER SubjectPublicKeyInfo of the subject. */
  readonly publicKey: Uint8Array
}

export function buildTbsCertificate(spec: CertificateSpec): Uint8Array {
  const serialNumber = der.integer(spec.serialNumber)
  if (serialNumber.length > 22) throw new MisuseError('serial number is longer than 20 octets')
  if (spec.notAfter < spec.notBefore) throw new MisuseError('the certificate would end before it begins')
  return der.sequence(
    der.explicit(0, der.integer(2)),
    serialNumber,
    signatureAlgorithmIdentifier(spec.signatureAlgorithm),
    spec.issuer,
    der.sequence(der.time(spec.notBefore), der.time(spec.notAfter)),
    spec.subject,
    spec.publicKey,
    der.explicit(3, der.sequence(...buildExtensions({ ...spec, subjectKeyIdentifier: spec.subjectKeyIdentifier ?? keyIdentifierOf(spec.publicKey) }))),
  )
}

/** RFC 5280 §4.2.1.2 method (1): SHA-1 of the key's octets. It names a key and secures nothing. */
export function keyIdentifierOf(spki: Uint8Array): Uint8Array {
  return digest('sha1', parsePublicKey(spki).keyBytes)
}
