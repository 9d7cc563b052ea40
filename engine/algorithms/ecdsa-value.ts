/** Ecdsa-Sig-Value (RFC 3279 §2.2.3) to and from the raw r‖s of WebCrypto and PKCS#11. Strict DER, both numbers positive. */
import { childrenOf, der, expectTag, readDocument, readIntegerBytes, tag, type Element } from '../asn1/index.ts'
import { concatBytes } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'

export function ecdsaValueToRaw(value: Uint8Array, octets: number): Uint8Array {
  const [r, s, ...rest] = childrenOf(expectTag(readDocument(value, { nodes: 3 }), tag.sequence, 'Ecdsa-Sig-Value'))
  if (r === undefined || s === undefined || rest.length > 0) throw new MalformedError('Ecdsa-Sig-Value has not two parts')
  return concatBytes(half(r, octets), half(s, octets))
}

function half(element: Element, octets: number): Uint8Array {
  const content = readIntegerBytes(element)
  const magnitude = content[0] === 0 ? content.subarray(1) : content
  if ((content[0] ?? 0x80) >= 0x80 || magnitude.length === 0 || magnitude.length > octets)
    throw new MalformedError('signature number is out of range', element.start)
  const padded = new Uint8Array(octets)
  padded.set(magnitude, octets - magnitude.length)
  return padded
}

export function ecdsaValueFromRaw(raw: Uint8Array): Uint8Array {
  const octets = raw.length / 2
  return der.sequence(der.integer(raw.subarray(0, octets)), der.integer(raw.subarray(octets)))
}
