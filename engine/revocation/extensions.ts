/** Extensions (RFC 5280 §4.1.2.9) as they stand in OCSP messages, CRLs and CRL entries. */
import { childrenOf, der, expectTag, readBoolean, readObjectIdentifier, readOctetString, tag, type Element } from '../asn1/index.ts'
import { MalformedError } from '../errors.ts'

export type ExtensionView = { readonly critical: boolean; readonly value: Uint8Array }

/** `element` is the SEQUENCE OF Extension. One extension may stand there once only. */
export function readExtensions(element: Element): ReadonlyMap<string, ExtensionView> {
  const extensions = new Map<string, ExtensionView>()
  for (const extension of childrenOf(expectTag(element, tag.sequence, 'Extensions'))) {
    const [identifier, ...rest] = childrenOf(expectTag(extension, tag.sequence, 'Extension'))
    const [second, third] = rest
    if (identifier === undefined || second === undefined || rest.length > 2) throw new MalformedError('Extension has the wrong number of parts', extension.start)
    const type = readObjectIdentifier(identifier)
    if (extensions.has(type)) throw new MalformedError(`extension ${type} stands there twice`, extension.start)
    extensions.set(type, third === undefined ? { critical: false, value: readOctetString(second) } : { critical: readBoolean(second), value: readOctetString(third) })
  }
  return extensions
}

export function buildExtension(type: string, value: Uint8Array, options: { readonly critical?: boolean } = {}): Uint8Array {
  const criticality = options.critical === true ? [der.boolean(true)] : []
  return der.sequence(der.objectIdentifier(type), ...criticality, der.octetString(value))
}
