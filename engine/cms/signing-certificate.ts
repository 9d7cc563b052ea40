/** signing-certificate and signing-certificate-v2 (RFC 2634 §5.4, RFC 5035 §4): which certificate the signer meant. */
import { childrenOf, der, encodingOf, expectTag, readObjectIdentifier, readOctetString, tag, type Element } from '../asn1/index.ts'
import { digest, digestByOid, digestOid, type DigestName } from '../algorithms/index.ts'
import { equalBytes } from '../bytes/index.ts'
import { readSerialNumber, serialNumberElement, type Certificate } from '../x509/index.ts'
import { buildAttribute, soleValue, type Attributes } from './attributes.ts'
import { oid } from './oids.ts'

export type EssCertificateId = {
  readonly digestAlgorithm: DigestName | undefined
  readonly certificateHash: Uint8Array
  readonly issuerSerial?: { readonly issuer: Uint8Array | undefined; readonly serialNumber: string }
}

export function buildSigningCertificateV2(certificate: Pick<Certificate, 'der' | 'issuer' | 'serialNumber'>, digestAlgorithm: DigestName): Uint8Array {
  // RFC 5035 §4: SHA-256 is the DEFAULT and therefore absent in DER.
  const algorithm = digestAlgorithm === 'sha256' ? [] : [der.sequence(der.objectIdentifier(digestOid(digestAlgorithm)))]
  const issuerSerial = der.sequence(der.sequence(der.explicit(4, certificate.issuer.der)), serialNumberElement(certificate.serialNumber))
  const certId = der.sequence(...algorithm, der.octetString(digest(digestAlgorithm, certificate.der)), issuerSerial)
  return buildAttribute(oid.signingCertificateV2, der.sequence(der.sequence(certId)))
}

/** The first ESSCertID(v2) of the attribute: the signer's own. `undefined` where neither attribute stands once with one value. */
export function readSigningCertificate(attributes: Attributes | undefined): EssCertificateId | undefined {
  const second = soleValue(attributes, oid.signingCertificateV2)
  if (second !== undefined) return readFirstId(second, 'sha256')
  const first = soleValue(attributes, oid.signingCertificate)
  return first === undefined ? undefined : readFirstId(first, 'sha1')
}

function readFirstId(value: Element, defaultDigest: DigestName): EssCertificateId | undefined {
  const [list] = childrenOf(expectTag(value, tag.sequence, 'SigningCertificate'))
  const [certId] = childrenOf(expectTag(list, tag.sequence, 'certs'))
  if (certId === undefined) return undefined
  const parts = childrenOf(expectTag(certId, tag.sequence, 'ESSCertID'))
  const algorithm = parts[0]?.tag === tag.sequence ? parts.shift() : undefined
  const [identifier] = algorithm === undefined ? [] : childrenOf(algorithm)
  const [hash, issuerSerial] = parts
  return {
    digestAlgorithm: identifier === undefined ? defaultDigest : digestByOid(readObjectIdentifier(identifier)),
    certificateHash: readOctetString(expectTag(hash, tag.octetString, 'certHash')),
    ...(issuerSerial === undefined ? {} : { issuerSerial: readIssuerSerial(issuerSerial) }),
  }
}

function readIssuerSerial(element: Element): { readonly issuer: Uint8Array | undefined; readonly serialNumber: string } {
  const [names, serialNumber] = childrenOf(expectTag(element, tag.sequence, 'issuerSerial'))
  const [name] = childrenOf(expectTag(names, tag.sequence, 'issuer'))
  const [issuer] = name?.tag === 0xa4 ? childrenOf(name) : []
  return { issuer: issuer === undefined ? undefined : encodingOf(issuer), serialNumber: readSerialNumber(serialNumber) }
}

/** The hash decides; a serial number that stands beside it must agree. The issuer's name is left out on purpose: it is written in many ways. */
export function essIdMatches(id: EssCertificateId, certificate: Pick<Certificate, 'der' | 'serialNumber'>): boolean {
  if (id.issuerSerial !== undefined && id.issuerSerial.serialNumber !== certificate.serialNumber) return false
  return id.digestAlgorithm !== undefined && equalBytes(id.certificateHash, digest(id.digestAlgorithm, certificate.der))
}
