/**
 * A serial number as text: lower-case hexadecimal of its value in whole octets, no leading zero octet; the one spelling used for certificates, CRLs, OCSP and CMS alike.
 * RFC 5280 §4.1.2.2 forbids negative ones, which nevertheless exist: `-` and the content octets, so that no two numbers share a spelling.
 */
import { der, expectTag, readIntegerBytes, tag, type Element } from '../asn1/index.ts'
import { fromHex, toHex } from '../bytes/index.ts'

export function readSerialNumber(element: Element | undefined): string {
  return spellSerialNumber(readIntegerBytes(expectTag(element, tag.integer, 'serialNumber')))
}

/** From content octets of an INTEGER (two's complement). */
export function spellSerialNumber(content: Uint8Array): string {
  if ((content[0] ?? 0) >= 0x80) return `-${toHex(content)}`
  return toHex(content[0] === 0 && content.length > 1 ? content.subarray(1) : content)
}

/** The INTEGER again, from its spelling. */
export function serialNumberElement(spelling: string): Uint8Array {
  return spelling.startsWith('-') ? der.encode(tag.integer, fromHex(spelling.slice(1))) : der.integer(fromHex(spelling))
}
