/** Universal tag numbers (X.680 §8.6) and the classes of X.690 §8.1.2.2, as they stand in an identifier octet. */
export const tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const

/** Identifier octet of a context-specific tag [n]; n ≤ 30. */
export function contextTag(number: number, form: 'primitive' | 'constructed' = 'constructed'): number {
  return 0x80 | (form === 'constructed' ? 0x20 : 0) | number
}
