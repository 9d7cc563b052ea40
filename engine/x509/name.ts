/**
 * Distinguished names (RFC 5280 §4.1.2.4): read, compared (§7.1), spelt (RFC 4514) and written.
 * Left out on purpose: full RFC 4518 string preparation; NFKC, lower case and single spaces are what certificates need.
 */
import { childrenOf, der, encodingOf, expectTag, readDocument, readObjectIdentifier, readText, tag, type Element } from '../asn1/index.ts'
import { equalBytes, toHex } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import { attributeOids } from './oids.ts'

/** `value` is the text; for a type that is not text it is `#` and the hexadecimal encoding, as in RFC 4514 §2.4. */
export type NameAttribute = { readonly oid: string; readonly value: string }

export interface Name {
  readonly der: Uint8Array
  readonly attributes: readonly NameAttribute[]
  /** The relative distinguished names, first to last; nearly always one attribute each. */
  readonly parts: readonly (readonly NameAttribute[])[]
  /** RFC 4514: last attribute first. */
  readonly text: string
  /** The same text for the same name, whatever its case, spaces and string types; for indexes. */
  readonly comparisonKey: string
  /** The first value of an attribute. */
  get(oid: string): string | undefined
}

export function parseName(bytes: Uint8Array): Name {
  return nameFrom(readDocument(bytes, { nodes: 4096 }))
}

/** A part without attributes is against X.501 but exists, as a whole: `SET {}`. */
export function nameFrom(element: Element): Name {
  const parts = childrenOf(expectTag(element, tag.sequence, 'Name')).map((part) =>
    childrenOf(expectTag(part, tag.set, 'RelativeDistinguishedName')).map(readAttribute),
  )
  return new ParsedName(encodingOf(element), parts)
}

function readAttribute(element: Element): NameAttribute {
  const [oid, value, ...rest] = childrenOf(expectTag(element, tag.sequence, 'AttributeTypeAndValue'))
  if (oid === undefined || value === undefined || rest.length > 0) throw new MalformedError('AttributeTypeAndValue has not two parts', element.start)
  return { oid: readObjectIdentifier(oid), value: textTags.has(value.tag) ? readText(value) : `#${toHex(encodingOf(value))}` }
}

const textTags: ReadonlySet<number> = new Set([
  tag.utf8String,
  tag.printableString,
  tag.ia5String,
  tag.numericString,
  tag.visibleString,
  tag.teletexString,
  tag.bmpString,
  tag.universalString,
])

class ParsedName implements Name {
  readonly der: Uint8Array
  readonly parts: readonly (readonly NameAttribute[])[]
  #comparisonKey: string | undefined
  #text: string | undefined
  constructor(bytes: Uint8Array, parts: readonly (readonly NameAttribute[])[]) {
    this.der = bytes
    this.parts = parts
  }
  get comparisonKey(): string {
    this.#comparisonKey ??= this.parts.map(keyOf).join()
    return this.#comparisonKey
  }
  get attributes(): readonly NameAttribute[] {
    return this.parts.flat()
  }
  get text(): string {
    this.#text ??= this.parts
      .toReversed()
      .map((part) => part.map(spell).join('+'))
      .join(',')
    return this.#text
  }
  get(oid: string): string | undefined {
    return this.attributes.find((attribute) => attribute.oid === oid)?.value
  }
}

const shortNames = new Map<string, string>([
  [attributeOids.commonName, 'CN'],
  [attributeOids.surname, 'SN'],
  [attributeOids.serialNumber, 'serialNumber'],
  [attributeOids.countryName, 'C'],
  [attributeOids.localityName, 'L'],
  [attributeOids.stateOrProvinceName, 'ST'],
  [attributeOids.streetAddress, 'street'],
  [attributeOids.organizationName, 'O'],
  [attributeOids.organizationalUnitName, 'OU'],
  [attributeOids.title, 'title'],
  [attributeOids.givenName, 'givenName'],
  [attributeOids.organizationIdentifier, 'organizationIdentifier'],
  [attributeOids.pseudonym, 'pseudonym'],
  [attributeOids.emailAddress, 'emailAddress'],
  [attributeOids.domainComponent, 'DC'],
  [attributeOids.userId, 'UID'],
])

/** Most values need no escape. */
const plain = /^(?![ #])[^\\",;+<>\0]+(?<! )$/

/** RFC 4514 §2.4. */
function spell({ oid, value }: NameAttribute): string {
  const name = shortNames.get(oid) ?? oid
  if (plain.test(value)) return `${name}=${value}`
  const escaped = value
    .replace(/[\\",;+<>]/g, '\\$&')
    .replace(/^[ #]/, '\\$&')
    .replace(/ $/, '\\ ')
    .replaceAll('\u0000', '\\00')
  return `${name}=${/^#[0-9a-f]+$/.test(value) ? value : escaped}`
}

/** Are these the same name? Octets first; then case and spaces do not count, nor does the string type (RFC 5280 §7.1). */
export function sameName(left: Name, right: Name): boolean {
  return equalBytes(left.der, right.der) || (left.parts.length === right.parts.length && left.comparisonKey === right.comparisonKey)
}

/** The same of a name that is still encoded; it is read only where the octets differ. */
export function encodesName(encoded: Uint8Array, name: Name): boolean {
  return equalBytes(encoded, name.der) || sameName(parseName(encoded), name)
}

/** Does `name` begin with all the parts of `base`? Directory name constraints ask this (RFC 5280 §4.2.1.10). */
export function startsWith(name: Name, base: Name): boolean {
  return base.parts.length <= name.parts.length && base.parts.every((part, index) => samePart(part, name.parts[index] ?? []))
}

function samePart(left: readonly NameAttribute[], right: readonly NameAttribute[]): boolean {
  return keyOf(left) === keyOf(right)
}

/** Attributes of one part in any order (RFC 5280 §7.1). */
function keyOf(part: readonly NameAttribute[]): string {
  return JSON.stringify(part.map(({ oid, value }) => `${oid}=${prepared(value)}`).toSorted())
}

/** ASCII without spaces at the ends or side by side: only the case is left to fold. */
const tidy = /^(?! )(?:[!-~]| (?! ))*(?<! )$/

function prepared(value: string): string {
  if (tidy.test(value)) return value.toLowerCase()
  return value.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ')
}

/** What a name may be built from, in the order in which it is written (EN 319 412-2 §4.2.4, -3 §4.2.1). */
export type NameSpec = {
  readonly country?: string | undefined
  readonly stateOrProvince?: string | undefined
  readonly locality?: string | undefined
  readonly organizationName?: string | undefined
  readonly organizationalUnit?: string | undefined
  readonly organizationIdentifier?: string | undefined
  readonly title?: string | undefined
  readonly surname?: string | undefined
  readonly givenName?: string | undefined
  readonly pseudonym?: string | undefined
  readonly serialNumber?: string | undefined
  readonly commonName?: string | undefined
}

const writtenAttributes = [
  ['country', attributeOids.countryName, 'printable'],
  ['stateOrProvince', attributeOids.stateOrProvinceName, 'utf8'],
  ['locality', attributeOids.localityName, 'utf8'],
  ['organizationName', attributeOids.organizationName, 'utf8'],
  ['organizationalUnit', attributeOids.organizationalUnitName, 'utf8'],
  ['organizationIdentifier', attributeOids.organizationIdentifier, 'utf8'],
  ['title', attributeOids.title, 'utf8'],
  ['surname', attributeOids.surname, 'utf8'],
  ['givenName', attributeOids.givenName, 'utf8'],
  ['pseudonym', attributeOids.pseudonym, 'utf8'],
  ['serialNumber', attributeOids.serialNumber, 'printable'],
  ['commonName', attributeOids.commonName, 'utf8'],
] as const satisfies readonly (readonly [keyof NameSpec, string, 'printable' | 'utf8'])[]

/** DER Name. Country and serialNumber are PrintableString (X.520 §6.3.1, RFC 5280 appendix A), everything else UTF8String. */
export function buildName(spec: NameSpec): Uint8Array {
  const parts: Uint8Array[] = []
  for (const [field, oid, type] of writtenAttributes) {
    const value = spec[field]
    if (value === undefined || value === '') continue
    parts.push(der.setOf(der.sequence(der.objectIdentifier(oid), type === 'printable' ? der.printableString(value) : der.utf8String(value))))
  }
  return der.sequence(...parts)
}
