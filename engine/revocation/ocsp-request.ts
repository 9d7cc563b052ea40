/**
 * OCSPRequest (RFC 6960 §4.1), written and read. Left out on purpose: signed requests are read, their signature is ignored.
 * Budget for reading: 64 KiB, 100 single requests.
 */
import { childrenOf, contextTag, der, expectTag, readDocument, readInside, readOctetString, readSmallInteger, tag, type Element } from '../asn1/index.ts'
import type { DigestName } from '../algorithms/index.ts'
import { MalformedError } from '../errors.ts'
import type { Certificate } from '../x509/index.ts'
import { certIdFor, readCertId, type CertId } from './cert-id.ts'
import { buildExtension, readExtensions } from './extensions.ts'
import { oid } from './oids.ts'

const maximumBytes = 65_536
const maximumRequests = 100

export type OcspRequest = { readonly requests: readonly CertId[]; readonly nonce?: Uint8Array }

export function buildOcspRequest(question: {
  readonly certificate: Pick<Certificate, 'serialNumber'>
  readonly issuer: Pick<Certificate, 'subject' | 'spki'>
  readonly hashAlgorithm?: DigestName
  readonly nonce?: Uint8Array
}): Uint8Array {
  const certId = certIdFor(question.certificate.serialNumber, question.issuer, question.hashAlgorithm)
  const requestList = der.sequence(der.sequence(certId.der))
  const extensions = question.nonce === undefined ? [] : [der.explicit(2, der.sequence(nonceExtension(question.nonce)))]
  return der.sequence(der.sequence(requestList, ...extensions))
}

/** RFC 9654 §2.1: the nonce is an OCTET STRING inside the extension value. */
export function nonceExtension(nonce: Uint8Array): Uint8Array {
  return buildExtension(oid.ocspNonce, der.octetString(nonce))
}

export function parseOcspRequest(bytes: Uint8Array): OcspRequest {
  if (bytes.length > maximumBytes) throw new MalformedError('OCSP request is too large')
  const [tbsRequest] = childrenOf(expectTag(readDocument(bytes, { nodes: 4096 }), tag.sequence, 'OCSPRequest'))
  const parts = childrenOf(expectTag(tbsRequest, tag.sequence, 'TBSRequest'))
  const list = parts.find((part) => part.tag === tag.sequence)
  const version = parts.find((part) => part.tag === contextTag(0))
  if (version !== undefined) checkVersion(version)
  const requests = childrenOf(expectTag(list, tag.sequence, 'requestList')).map((request) => {
    const [certId] = childrenOf(expectTag(request, tag.sequence, 'Request'))
    return readCertId(expectTag(certId, tag.sequence, 'reqCert'))
  })
  if (requests.length === 0 || requests.length > maximumRequests) throw new MalformedError('OCSP request asks about none or too many certificates')
  const extensions = parts.find((part) => part.tag === contextTag(2))
  const nonce = extensions === undefined ? undefined : readNonce(extensions)
  return nonce === undefined ? { requests } : { requests, nonce }
}

function checkVersion(element: Element): void {
  const [version] = childrenOf(element)
  if (version === undefined || readSmallInteger(version) !== 0) throw new MalformedError('OCSP request is not version 1', element.start)
}

/** `tagged` is the [n] EXPLICIT around Extensions. Old clients send the bare octets without the inner OCTET STRING: both are read. */
export function readNonce(tagged: Element): Uint8Array | undefined {
  const [list] = childrenOf(tagged)
  const nonce = readExtensions(expectTag(list, tag.sequence, 'Extensions')).get(oid.ocspNonce)
  if (nonce === undefined) return undefined
  try {
    return readOctetString(readInside(tagged, nonce.value))
  } catch (error) {
    if (error instanceof MalformedError) return nonce.value
    throw error
  }
}
