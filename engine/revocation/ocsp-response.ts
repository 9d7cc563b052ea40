/**
 * OCSPResponse (RFC 6960 §4.2), read without copying. Says what stands there; `ocsp-check.ts` says whether it may be believed.
 * Budget: 1 MiB, 16,384 elements.
 */
import {
  childrenOf,
  contentOf,
  contextTag,
  encodingOf,
  expectTag,
  readBitString,
  readDocument,
  readInside,
  readObjectIdentifier,
  readOctetString,
  readSmallInteger,
  readTime,
  tag,
  type Element,
} from '../asn1/index.ts'
import { MalformedError } from '../errors.ts'
import { readCertId, type CertId } from './cert-id.ts'
import { readExtensions, type ExtensionView } from './extensions.ts'
import { readNonce } from './ocsp-request.ts'
import { oid } from './oids.ts'
import { reasonByNumber, type RevocationReason } from './reason.ts'

const maximumBytes = 1 << 20

const refusals = { 1: 'malformedRequest', 2: 'internalError', 3: 'tryLater', 5: 'sigRequired', 6: 'unauthorized' } as const
export type OcspRefusal = (typeof refusals)[keyof typeof refusals]

export type OcspSingleResponse = {
  readonly certId: CertId
  readonly status: 'good' | 'revoked' | 'unknown'
  readonly revokedAt?: Date
  readonly reason?: RevocationReason
  readonly thisUpdate: Date
  readonly nextUpdate?: Date
  readonly extensions: ReadonlyMap<string, ExtensionView>
}

export type BasicOcspResponse = {
  /** The BasicOCSPResponse element as received. */
  readonly der: Uint8Array
  /** ResponseData as received: what was signed. */
  readonly responseData: Uint8Array
  readonly responder: { readonly kind: 'name'; readonly name: Uint8Array } | { readonly kind: 'key'; readonly keyHash: Uint8Array }
  readonly producedAt: Date
  readonly responses: readonly OcspSingleResponse[]
  readonly nonce?: Uint8Array
  readonly unknownCriticalExtensions: readonly string[]
  readonly signatureAlgorithm: Uint8Array
  readonly signature: Uint8Array
  readonly certificates: readonly Uint8Array[]
}

export type OcspResponse = { readonly kind: 'answer'; readonly basic: BasicOcspResponse } | { readonly kind: 'refusal'; readonly because: OcspRefusal }

export function parseOcspResponse(bytes: Uint8Array): OcspResponse {
  if (bytes.length > maximumBytes) throw new MalformedError('OCSP response is too large')
  const [status, tagged] = childrenOf(expectTag(readDocument(bytes, { nodes: 16_384 }), tag.sequence, 'OCSPResponse'))
  const number = readSmallInteger(expectTag(status, tag.enumerated, 'responseStatus'))
  if (number !== 0) {
    const because = refusals[number as keyof typeof refusals]
    if (because === undefined) throw new MalformedError(`OCSP response status ${number} does not exist`)
    return { kind: 'refusal', because }
  }
  const [responseBytes] = childrenOf(expectTag(tagged, contextTag(0), 'responseBytes'))
  const [type, response] = childrenOf(expectTag(responseBytes, tag.sequence, 'ResponseBytes'))
  if (readObjectIdentifier(expectTag(type, tag.objectIdentifier, 'responseType')) !== oid.ocspBasic)
    throw new MalformedError('OCSP response is not of the basic type')
  const wrapped = expectTag(response, tag.octetString, 'response')
  return { kind: 'answer', basic: readBasic(readInside(wrapped)) }
}

/** A BasicOCSPResponse standing alone, as in CMS (RFC 5940) and revocation-values. */
export function parseBasicOcspResponse(bytes: Uint8Array): BasicOcspResponse {
  if (bytes.length > maximumBytes) throw new MalformedError('OCSP response is too large')
  return readBasic(readDocument(bytes, { nodes: 16_384 }))
}

function readBasic(element: Element): BasicOcspResponse {
  const [data, algorithm, signature, certificates] = childrenOf(expectTag(element, tag.sequence, 'BasicOCSPResponse'))
  const parts = childrenOf(expectTag(data, tag.sequence, 'ResponseData'))
  let index = parts[0]?.tag === contextTag(0) ? 1 : 0
  const responder = readResponder(parts[index++])
  const producedAt = readTime(expectTag(parts[index++], tag.generalizedTime, 'producedAt'))
  const responses = childrenOf(expectTag(parts[index++], tag.sequence, 'responses')).map(readSingle)
  const tagged = parts[index]
  const list = tagged === undefined ? undefined : childrenOf(expectTag(tagged, contextTag(1), 'responseExtensions'))[0]
  const extensions = list === undefined ? new Map<string, ExtensionView>() : readExtensions(list)
  const nonce = tagged === undefined ? undefined : readNonce(tagged)
  return {
    der: encodingOf(element),
    responseData: encodingOf(expectTag(data, tag.sequence, 'ResponseData')),
    responder,
    producedAt,
    responses,
    ...(nonce === undefined ? {} : { nonce }),
    unknownCriticalExtensions: [...extensions].filter(([type, { critical }]) => critical && type !== oid.ocspNonce).map(([type]) => type),
    signatureAlgorithm: encodingOf(expectTag(algorithm, tag.sequence, 'signatureAlgorithm')),
    signature: readBitString(expectTag(signature, tag.bitString, 'signature')).bytes,
    certificates: certificates === undefined ? [] : attachedCertificates(certificates),
  }
}

function attachedCertificates(tagged: Element): Uint8Array[] {
  const [list] = childrenOf(expectTag(tagged, contextTag(0), 'certs'))
  return childrenOf(expectTag(list, tag.sequence, 'certs')).map(encodingOf)
}

function readResponder(element: Element | undefined): BasicOcspResponse['responder'] {
  if (element === undefined) throw new MalformedError('responderID is missing')
  const [inner] = childrenOf(element)
  if (inner !== undefined && element.tag === contextTag(1)) return { kind: 'name', name: encodingOf(inner) }
  if (inner !== undefined && element.tag === contextTag(2)) return { kind: 'key', keyHash: readOctetString(inner) }
  throw new MalformedError('responderID is neither a name nor a key hash', element.start)
}

function readSingle(element: Element): OcspSingleResponse {
  const [certId, status, thisUpdate, ...optional] = childrenOf(expectTag(element, tag.sequence, 'SingleResponse'))
  if (status === undefined) throw new MalformedError('SingleResponse lacks certStatus', element.start)
  const next = optional.find((part) => part.tag === contextTag(0))
  const [nextUpdate] = next === undefined ? [] : childrenOf(next)
  const tagged = optional.find((part) => part.tag === contextTag(1))
  const [list] = tagged === undefined ? [] : childrenOf(tagged)
  return {
    certId: readCertId(expectTag(certId, tag.sequence, 'certID')),
    ...readStatus(status),
    thisUpdate: readTime(expectTag(thisUpdate, tag.generalizedTime, 'thisUpdate')),
    ...(nextUpdate === undefined ? {} : { nextUpdate: readTime(expectTag(nextUpdate, tag.generalizedTime, 'nextUpdate')) }),
    extensions: list === undefined ? new Map() : readExtensions(list),
  }
}

function readStatus(element: Element): Pick<OcspSingleResponse, 'status' | 'revokedAt' | 'reason'> {
  if (element.tag === contextTag(0, 'primitive') && contentOf(element).length === 0) return { status: 'good' }
  if (element.tag === contextTag(2, 'primitive')) return { status: 'unknown' }
  const [revokedAt, tagged] = childrenOf(expectTag(element, contextTag(1), 'certStatus'))
  const [number] = tagged === undefined ? [] : childrenOf(expectTag(tagged, contextTag(0), 'revocationReason'))
  const reason = number === undefined ? undefined : reasonByNumber(readSmallInteger(expectTag(number, tag.enumerated, 'revocationReason')))
  return { status: 'revoked', revokedAt: readTime(expectTag(revokedAt, tag.generalizedTime, 'revocationTime')), ...(reason === undefined ? {} : { reason }) }
}
