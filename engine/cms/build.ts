/** CMS SignedData with one signer, written (RFC 5652 §5). The key is elsewhere: sign `toBeSigned`, then `complete`. */
import { der } from '../asn1/index.ts'
import { digestAlgorithmIdentifier, signatureAlgorithmIdentifier, type DigestName } from '../algorithms/index.ts'
import type { SignatureAlgorithmName } from '../ports.ts'
import { serialNumberElement, type Certificate } from '../x509/index.ts'
import { buildAttribute } from './attributes.ts'
import { oid } from './oids.ts'

/** Two-phase signing: the key that makes the signature need not be here. */
export type Prepared<T> = {
  /** The message; the key hashes it. */
  readonly toBeSigned: Uint8Array
  complete(signature: Uint8Array): T
}

export type SignedDataSpec = {
  readonly contentType: string
  /** Absent for a detached signature. */
  readonly content?: Uint8Array | undefined
  readonly digestAlgorithm: DigestName
  readonly messageDigest: Uint8Array
  /** Encoded attributes beyond content-type and message-digest. */
  readonly signedAttributes: readonly Uint8Array[]
  readonly signer: Pick<Certificate, 'issuer' | 'serialNumber'>
  readonly signatureAlgorithm: SignatureAlgorithmName
  readonly certificates: readonly Uint8Array[]
}

export function prepareSignedData(spec: SignedDataSpec): Prepared<Uint8Array> {
  const attributes = der.setOf(
    buildAttribute(oid.contentType, der.objectIdentifier(spec.contentType)),
    buildAttribute(oid.messageDigest, der.octetString(spec.messageDigest)),
    ...spec.signedAttributes,
  )
  return { toBeSigned: attributes, complete: (signature) => assembleSignedData(spec, attributes, signature) }
}

function assembleSignedData(spec: SignedDataSpec, attributes: Uint8Array, signature: Uint8Array): Uint8Array {
  const digestAlgorithm = digestAlgorithmIdentifier(spec.digestAlgorithm)
  const signerInfo = der.sequence(
    der.integer(1),
    der.sequence(spec.signer.issuer.der, serialNumberElement(spec.signer.serialNumber)),
    digestAlgorithm,
    der.implicit(0, attributes),
    signatureAlgorithmIdentifier(spec.signatureAlgorithm),
    der.octetString(signature),
  )
  const content = spec.content === undefined ? [] : [der.explicit(0, der.octetString(spec.content))]
  const certificates = spec.certificates.length === 0 ? [] : [der.implicit(0, der.setOf(...spec.certificates))]
  const signedData = der.sequence(
    // RFC 5652 §5.1: version 3 when the content is not id-data.
    der.integer(spec.contentType === oid.data ? 1 : 3),
    der.setOf(digestAlgorithm),
    der.sequence(der.objectIdentifier(spec.contentType), ...content),
    ...certificates,
    der.setOf(signerInfo),
  )
  return der.sequence(der.objectIdentifier(oid.signedData), der.explicit(0, signedData))
}
