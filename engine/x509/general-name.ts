/** GeneralName (RFC 5280 §4.2.1.6), read and written. x400Address and ediPartyName are kept as bytes. */
import { childrenOf, contentOf, decodeObjectIdentifier, der, encodingOf, readInside, readObjectIdentifier, type Element } from '../asn1/index.ts'
import { latin1 } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import { nameFrom, type Name } from './name.ts'

export type GeneralName =
  | { readonly kind: 'email' | 'dns' | 'uri'; readonly value: string }
  | { readonly kind: 'directory'; readonly name: Name }
  /** 4 or 16 octets; 8 or 32 in name constraints. */
  | { readonly kind: 'ip'; readonly octets: Uint8Array }
  | { readonly kind: 'registered'; readonly oid: string }
  /** `value` is the element inside [0]. */
  | { readonly kind: 'other'; readonly oid: string; readonly value: Uint8Array }
  | { readonly kind: 'x400' | 'ediParty'; readonly der: Uint8Array }

export function readGeneralName(element: Element): GeneralName {
  switch (element.tag) {
    case 0xa0: {
      const [oid, wrapped] = childrenOf(element)
      const value = wrapped === undefined ? undefined : childrenOf(wrapped)[0]
      if (oid === undefined || value === undefined) throw new MalformedError('otherName is cut off', element.start)
      return { kind: 'other', oid: readObjectIdentifier(oid), value: encodingOf(value) }
    }
    case 0x81:
      return { kind: 'email', value: latin1(contentOf(element)) }
    case 0x82:
      return { kind: 'dns', value: latin1(contentOf(element)) }
    case 0xa3:
      return { kind: 'x400', der: encodingOf(element) }
    case 0xa4:
      return { kind: 'directory', name: nameFrom(readInside(element)) }
    case 0xa5:
      return { kind: 'ediParty', der: encodingOf(element) }
    case 0x86:
      return { kind: 'uri', value: latin1(contentOf(element)) }
    case 0x87:
      return { kind: 'ip', octets: contentOf(element) }
    case 0x88:
      return { kind: 'registered', oid: decodeObjectIdentifier(contentOf(element), element.start) }
    default:
      throw new MalformedError('not a GeneralName', element.start)
  }
}

export function readGeneralNames(element: Element): GeneralName[] {
  return childrenOf(element).map(readGeneralName)
}

export function buildGeneralName(name: GeneralName): Uint8Array {
  switch (name.kind) {
    case 'email':
      return der.implicit(1, der.ia5String(name.value))
    case 'dns':
      return der.implicit(2, der.ia5String(name.value))
    case 'uri':
      return der.implicit(6, der.ia5String(name.value))
    case 'directory':
      return der.explicit(4, name.name.der)
    case 'ip':
      return der.implicit(7, der.octetString(name.octets))
    case 'registered':
      return der.implicit(8, der.objectIdentifier(name.oid))
    case 'other':
      return der.explicit(0, der.objectIdentifier(name.oid), der.explicit(0, name.value))
    case 'x400':
    case 'ediParty':
      return name.der
  }
}
