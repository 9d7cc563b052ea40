/** CertID (RFC 6960 §4.1.1): which certificate an OCSP question or answer is about. */
import { childrenOf, der, encodingOf, expectTag, readBitString, readDocument, readObjectIdentifier, readOctetString, tag, type Element } from '../asn1/index.ts'
import { digest, digestByOid, digestOid, type DigestName } from '../algorithms/index.ts'
import { equalBytes } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import { readSerialNumber, serialNumberElement, type Certificate } from '../x509/index.ts'

export type CertId = {
  /** As received; an answer repeats the question's bytes. */
  readonly der: Uint8Array
  /** `undefined` when the algorithm is not one that this engine knows. */
  readonly hashAlgorithm: DigestName | undefined
  readonly issuerNameHash: Uint8Array
  readonly issuerKeyHash: Uint8Array
  /** As in `Certificate.serialNumber`. */
  readonly serialNumber: string
}

export function readCertId(element: Element): CertId {
  const [hashAlgorithm, name, key, serialNumber] = childrenOf(expectTag(element, tag.sequence, 'CertID'))
  if (hashAlgorithm === undefined || name === undefined || key === undefined || serialNumber === undefined)
    throw new MalformedError('CertID lacks a part', element.start)
  const [algorithm] = childrenOf(expectTag(hashAlgorithm, tag.sequence, 'hashAlgorithm'))
  if (algorithm === undefined) throw new MalformedError('hashAlgorithm is empty', hashAlgorithm.start)
  return {
    der: encodingOf(element),
    hashAlgorithm: digestByOid(readObjectIdentifier(algorithm)),
    issuerNameHash: readOctetString(name),
    issuerKeyHash: readOctetString(key),
    serialNumber: readSerialNumber(serialNumber),
  }
}

export function certIdFor(serialNumber: string, issuer: Pick<Certificate, 'subject' | 'spki'>, hashAlgorithm: DigestName = 'sha1'): CertId {
  const issuerNameHash = digest(hashAlgorithm, issuer.subject.der)
  const issuerKeyHash = digest(hashAlgorithm, publicKeyBits(issuer.spki))
  const algorithm = der.sequence(der.objectIdentifier(digestOid(hashAlgorithm)), der.nothing())
  const encoded = der.sequence(algorithm, der.octetString(issuerNameHash), der.octetString(issuerKeyHash), serialNumberElement(serialNumber))
  return { der: encoded, hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber }
}

/** Does `certId` name the certificate with this serial number that this issuer issued? */
export function certIdMatches(certId: CertId, serialNumber: string, issuer: Pick<Certificate, 'subject' | 'spki'>): boolean {
  if (certId.hashAlgorithm === undefined || certId.serialNumber !== serialNumber) return false
  return (
    equalBytes(certId.issuerNameHash, digest(certId.hashAlgorithm, issuer.subject.der)) &&
    equalBytes(certId.issuerKeyHash, digest(certId.hashAlgorithm, publicKeyBits(issuer.spki)))
  )
}

/** SHA-1 of the key bits: KeyHash of a ResponderID (RFC 6960 §4.2.1) and method 1 of RFC 5280 §4.2.1.2. */
export function keyHash(spki: Uint8Array): Uint8Array {
  return digest('sha1', publicKeyBits(spki))
}

function publicKeyBits(spki: Uint8Array): Uint8Array {
  const [, key] = childrenOf(readDocument(spki))
  return readBitString(expectTag(key, tag.bitString, 'subjectPublicKey')).bytes
}
