/**
 * CMS SignedData (RFC 5652 §5), DER or BER, read without copying: every part is a view into the bytes received.
 * Left out on purpose: enveloped and authenticated data, attribute certificates. Budget: 65,536 elements, depth 64, 100 signers.
 */
import {
  childrenOf,
  contentOf,
  contextTag,
  encodingOf,
  expectTag,
  joinPieces,
  readFirst,
  readObjectIdentifier,
  readOctetString,
  readSmallInteger,
  tag,
  type Element,
} from '../asn1/index.ts'
import { MalformedError } from '../errors.ts'
import { wrapBasicOcspResponse } from '../revocation/index.ts'
import { readSerialNumber } from '../x509/index.ts'
import { readAttributes, type Attributes } from './attributes.ts'
import { oid } from './oids.ts'

const maximumSigners = 100

export type SignerIdentifier =
  | { readonly kind: 'issuerAndSerialNumber'; readonly issuer: Uint8Array; readonly serialNumber: string }
  | { readonly kind: 'subjectKeyIdentifier'; readonly keyIdentifier: Uint8Array }

export type SignerInfo = {
  readonly element: Element
  readonly version: number
  readonly identifier: SignerIdentifier
  /** AlgorithmIdentifier as received. */
  readonly digestAlgorithm: Uint8Array
  readonly digestAlgorithmOid: string
  readonly signedAttributes: Attributes | undefined
  readonly signatureAlgorithm: Uint8Array
  readonly signatureAlgorithmOid: string
  readonly signature: Uint8Array
  readonly unsignedAttributes: Attributes | undefined
}

export type SignedData = {
  readonly bytes: Uint8Array
  readonly contentInfo: Element
  readonly element: Element
  readonly version: number
  readonly digestAlgorithmOids: readonly string[]
  readonly contentType: string
  /** eContent octets; `undefined` when detached. */
  readonly content: Uint8Array | undefined
  readonly encapsulated: Element
  readonly certificatesElement: Element | undefined
  /** X.509 certificates as received; other formats are passed over. */
  readonly certificates: readonly Uint8Array[]
  readonly revocationElement: Element | undefined
  /** CertificateList elements as received. */
  readonly crls: readonly Uint8Array[]
  /** OCSP responses of OtherRevocationInfoFormat id-ri-ocsp-response. */
  readonly ocspResponses: readonly Uint8Array[]
  readonly signersElement: Element
  readonly signers: readonly SignerInfo[]
}

/** Reads a ContentInfo that holds SignedData. Bytes after it are refused, save zeros: what a PDF's /Contents was filled up with. */
export function parseSignedData(bytes: Uint8Array): SignedData {
  const contentInfo = expectTag(readFirst(bytes, { rules: 'BER' }), tag.sequence, 'ContentInfo')
  for (let i = contentInfo.end; i < bytes.length; i++) if (bytes[i] !== 0) throw new MalformedError('bytes after the end of the signature', i)
  const [type, tagged] = childrenOf(contentInfo)
  if (readObjectIdentifier(expectTag(type, tag.objectIdentifier, 'contentType')) !== oid.signedData) throw new MalformedError('not signed data')
  const [element] = childrenOf(expectTag(tagged, contextTag(0), 'content'))
  const parts = childrenOf(expectTag(element, tag.sequence, 'SignedData'))
  const [version, digestAlgorithms, encapsulated, ...rest] = parts
  if (version === undefined || encapsulated === undefined || element === undefined) throw new MalformedError('SignedData lacks a part', contentInfo.start)
  const certificatesElement = rest[0]?.tag === contextTag(0) ? rest.shift() : undefined
  const revocationElement = rest[0]?.tag === contextTag(1) ? rest.shift() : undefined
  const signersElement = expectTag(rest.shift(), tag.set, 'signerInfos')
  if (rest.length > 0) throw new MalformedError('SignedData has surplus parts', element.start)
  const signerElements = childrenOf(signersElement)
  if (signerElements.length > maximumSigners) throw new MalformedError('more signers than the budget allows', signersElement.start)
  const revocation = revocationElement === undefined ? [] : childrenOf(revocationElement)
  return {
    bytes,
    contentInfo,
    element,
    version: readSmallInteger(version),
    digestAlgorithmOids: childrenOf(expectTag(digestAlgorithms, tag.set, 'digestAlgorithms')).map(algorithmOid),
    ...readEncapsulated(encapsulated),
    encapsulated,
    certificatesElement,
    certificates: certificatesElement === undefined ? [] : childrenOf(certificatesElement).filter(isSequence).map(encodingOf),
    revocationElement,
    crls: revocation.filter(isSequence).map(encodingOf),
    ocspResponses: revocation.flatMap(ocspResponseOf),
    signersElement,
    signers: signerElements.map(readSignerInfo),
  }
}

function isSequence(element: Element): boolean {
  return element.tag === tag.sequence
}

function algorithmOid(element: Element): string {
  const [identifier] = childrenOf(expectTag(element, tag.sequence, 'AlgorithmIdentifier'))
  return readObjectIdentifier(expectTag(identifier, tag.objectIdentifier, 'algorithm'))
}

function readEncapsulated(element: Element): { readonly contentType: string; readonly content: Uint8Array | undefined } {
  const [type, tagged] = childrenOf(expectTag(element, tag.sequence, 'encapContentInfo'))
  const contentType = readObjectIdentifier(expectTag(type, tag.objectIdentifier, 'eContentType'))
  if (tagged === undefined) return { contentType, content: undefined }
  const [content] = childrenOf(expectTag(tagged, contextTag(0), 'eContent'))
  if (content === undefined) throw new MalformedError('eContent is empty', tagged.start)
  // RFC 5652 §5.2.1: PKCS #7 content of another type stands bare; its content octets, without tag and length, were hashed.
  return { contentType, content: content.tag === tag.octetString || content.tag === (tag.octetString | 0x20) ? readOctetString(content) : contentOf(content) }
}

/** [1] { otherRevInfoFormat, otherRevInfo }: an OCSPResponse (RFC 5940 §2.1), or bare as older CAdES had it (TS 101 733 §6.3.4), which is wrapped. */
function ocspResponseOf(element: Element): Uint8Array[] {
  if (element.tag !== contextTag(1)) return []
  const [format, info] = childrenOf(element)
  if (info === undefined) return []
  const type = readObjectIdentifier(expectTag(format, tag.objectIdentifier, 'otherRevInfoFormat'))
  if (type === oid.ocspResponse) return [encodingOf(info)]
  return type === oid.basicOcspResponse ? [wrapBasicOcspResponse(encodingOf(info))] : []
}

/** SignerInfo: also the value of a countersignature attribute. */
export function readSignerInfo(element: Element): SignerInfo {
  const parts = childrenOf(expectTag(element, tag.sequence, 'SignerInfo'))
  const [version, identifier, digestAlgorithm, ...rest] = parts
  if (version === undefined || identifier === undefined || digestAlgorithm === undefined) throw new MalformedError('SignerInfo lacks a part', element.start)
  const signed = rest[0]?.tag === contextTag(0) ? rest.shift() : undefined
  const signatureAlgorithm = expectTag(rest.shift(), tag.sequence, 'signatureAlgorithm')
  const signature = rest.shift()
  const unsigned = rest[0]?.tag === contextTag(1) ? rest.shift() : undefined
  if (signature === undefined || rest.length > 0) throw new MalformedError('SignerInfo has the wrong parts', element.start)
  return {
    element,
    version: readSmallInteger(version),
    identifier: readSignerIdentifier(identifier),
    digestAlgorithm: encodingOf(digestAlgorithm),
    digestAlgorithmOid: algorithmOid(digestAlgorithm),
    signedAttributes: signed === undefined ? undefined : readAttributes(signed),
    signatureAlgorithm: encodingOf(signatureAlgorithm),
    signatureAlgorithmOid: algorithmOid(signatureAlgorithm),
    signature: readOctetString(signature),
    unsignedAttributes: unsigned === undefined ? undefined : readAttributes(unsigned),
  }
}

function readSignerIdentifier(element: Element): SignerIdentifier {
  if (element.tag === contextTag(0, 'primitive')) return { kind: 'subjectKeyIdentifier', keyIdentifier: contentOf(element) }
  if (element.tag === contextTag(0)) return { kind: 'subjectKeyIdentifier', keyIdentifier: joinPieces(element) }
  const [issuer, serialNumber] = childrenOf(expectTag(element, tag.sequence, 'issuerAndSerialNumber'))
  if (serialNumber === undefined) throw new MalformedError('issuerAndSerialNumber lacks a part', element.start)
  return { kind: 'issuerAndSerialNumber', issuer: encodingOf(expectTag(issuer, tag.sequence, 'issuer')), serialNumber: readSerialNumber(serialNumber) }
}

/**
 * The message that was signed over the signed attributes: the received bytes under the SET OF tag.
 * RFC 5652 §5.4: 0x31, not the [0] that stands in the SignerInfo.
 */
export function signedAttributesMessage(attributes: Attributes): Uint8Array {
  const message = encodingOf(attributes.element).slice()
  message[0] = tag.set
  return message
}
