/** Extension elements (RFC 5280 §4.1.2.9) for OCSP messages, lists and their entries. Reading is x509's. */
import { der } from '../asn1/index.ts'

export { readExtensions, type Extension as ExtensionView } from '../x509/index.ts'

export function buildExtension(type: string, value: Uint8Array, options: { readonly critical?: boolean } = {}): Uint8Array {
  const criticality = options.critical === true ? [der.boolean(true)] : []
  return der.sequence(der.objectIdentifier(type), ...criticality, der.octetString(value))
}
