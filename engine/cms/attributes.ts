/** Attribute (RFC 5652 §5.3), read as views and written. */
import { childrenOf, der, encodingOf, expectTag, readObjectIdentifier, tag, type Element } from '../asn1/index.ts'
import { MalformedError } from '../errors.ts'

export type Attribute = {
  readonly type: string
  readonly element: Element
  /** The SET OF values. Almost every attribute must have exactly one. */
  readonly values: readonly Element[]
}

export type Attributes = {
  /** The implicitly tagged [0] or [1], as it stands. */
  readonly element: Element
  readonly list: readonly Attribute[]
}

export function readAttributes(element: Element): Attributes {
  return { element, list: childrenOf(element).map(readAttribute) }
}

function readAttribute(element: Element): Attribute {
  const [type, values, surplus] = childrenOf(expectTag(element, tag.sequence, 'Attribute'))
  if (surplus !== undefined) throw new MalformedError('Attribute has a surplus part', surplus.start)
  return {
    type: readObjectIdentifier(expectTag(type, tag.objectIdentifier, 'attrType')),
    element,
    values: childrenOf(expectTag(values, tag.set, 'attrValues')),
  }
}

export function attributesOfType(attributes: Attributes | undefined, type: string): readonly Attribute[] {
  return attributes === undefined ? [] : attributes.list.filter((attribute) => attribute.type === type)
}

/** The value of an attribute that must stand once with one value; `undefined` where it is absent, several, or empty. */
export function soleValue(attributes: Attributes | undefined, type: string): Element | undefined {
  const [attribute, another] = attributesOfType(attributes, type)
  return another === undefined && attribute?.values.length === 1 ? attribute.values[0] : undefined
}

/** Every value of every attribute of this type, encoded. */
export function valuesOfType(attributes: Attributes | undefined, type: string): Uint8Array[] {
  return attributesOfType(attributes, type).flatMap((attribute) => attribute.values.map(encodingOf))
}

export function buildAttribute(type: string, ...values: readonly Uint8Array[]): Uint8Array {
  return der.sequence(der.objectIdentifier(type), der.setOf(...values))
}
