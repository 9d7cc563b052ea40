/** ats-hash-index-v3 and the older ats-hash-index (EN 319 122-1 §5.5.2, Annex A.1.1): which parts of the signature an archive time-stamp covers. */
import { childrenOf, der, encodingOf, expectTag, readObjectIdentifier, readOctetString, tag, type Element } from '../asn1/index.ts'
import { digest, digestAlgorithmIdentifier, digestByOid, type DigestName } from '../algorithms/index.ts'
import { concatBytes, toHex } from '../bytes/index.ts'
import { buildAttribute, cmsOid, soleValue, type Attribute, type SignedData, type SignerInfo } from '../cms/index.ts'

export type HashIndex = {
  readonly encoded: Uint8Array
  readonly digest: DigestName
  readonly attributeForm: 'whole' | 'value'
  readonly certificates: ReadonlySet<string>
  readonly revocation: ReadonlySet<string>
  readonly attributes: ReadonlySet<string>
}

export function buildHashIndex(signedData: SignedData, signer: SignerInfo, name: DigestName): Uint8Array {
  const hashed = (parts: readonly Uint8Array[]): Uint8Array => der.sequence(...parts.map((part) => der.octetString(digest(name, part))))
  return der.sequence(
    digestAlgorithmIdentifier(name),
    hashed(members(signedData.certificatesElement)),
    hashed(members(signedData.revocationElement)),
    hashed((signer.unsignedAttributes?.list ?? []).flatMap((attribute) => indexedParts(attribute, 'value'))),
  )
}

export function hashIndexAttribute(encoded: Uint8Array): Uint8Array {
  return buildAttribute(cmsOid.atsHashIndexV3, encoded)
}

/** The index that a token of an archive time-stamp carries; `undefined` where it has none that can be read. */
export function readHashIndex(tokenSigner: SignerInfo): HashIndex | undefined {
  const third = soleValue(tokenSigner.unsignedAttributes, cmsOid.atsHashIndexV3)
  const value = third ?? soleValue(tokenSigner.unsignedAttributes, cmsOid.atsHashIndex)
  if (value === undefined) return undefined
  const parts = childrenOf(expectTag(value, tag.sequence, 'ATSHashIndex'))
  // Only the older form has a default algorithm, SHA-256.
  const algorithm = parts.length === 4 ? parts.shift() : undefined
  const [identifier] = algorithm === undefined ? [] : childrenOf(algorithm)
  const name = identifier === undefined ? 'sha256' : digestByOid(readObjectIdentifier(identifier))
  const [certificates, revocation, attributes] = parts
  if (name === undefined || certificates === undefined || revocation === undefined || attributes === undefined) return undefined
  const set = (element: Element): ReadonlySet<string> => new Set(childrenOf(element).map((hash) => toHex(readOctetString(hash))))
  return {
    encoded: encodingOf(value),
    digest: name,
    attributeForm: third === undefined ? 'whole' : 'value',
    certificates: set(certificates),
    revocation: set(revocation),
    attributes: set(attributes),
  }
}

export type Covered = { readonly certificates: readonly Uint8Array[]; readonly revocation: readonly Uint8Array[]; readonly attributes: readonly Attribute[] }

/** What the index covers of what stands in the signature; `undefined` where it lists something that is not there any more. */
export function coveredBy(index: HashIndex, signedData: SignedData, signer: SignerInfo): Covered | undefined {
  const hash = (part: Uint8Array): string => toHex(digest(index.digest, part))
  const certificates = members(signedData.certificatesElement).filter((part) => index.certificates.has(hash(part)))
  const revocation = members(signedData.revocationElement).filter((part) => index.revocation.has(hash(part)))
  const found = new Set<string>()
  const attributes = (signer.unsignedAttributes?.list ?? []).filter((attribute) => {
    const hashes = indexedParts(attribute, index.attributeForm).map(hash)
    hashes.filter((each) => index.attributes.has(each)).forEach((each) => found.add(each))
    return hashes.length > 0 && hashes.every((each) => index.attributes.has(each))
  })
  const complete =
    distinct(certificates, hash) === index.certificates.size && distinct(revocation, hash) === index.revocation.size && found.size === index.attributes.size
  return complete ? { certificates, revocation, attributes } : undefined
}

function distinct(parts: readonly Uint8Array[], hash: (part: Uint8Array) => string): number {
  return new Set(parts.map(hash)).size
}

function members(element: Element | undefined): Uint8Array[] {
  return element === undefined ? [] : childrenOf(element).map(encodingOf)
}

/** Version 3 hashes attrType and one AttributeValue together; the older form the whole Attribute. */
function indexedParts(attribute: Attribute, form: HashIndex['attributeForm']): Uint8Array[] {
  if (form === 'whole') return [encodingOf(attribute.element)]
  const [type] = childrenOf(attribute.element)
  return type === undefined ? [] : attribute.values.map((value) => concatBytes(encodingOf(type), encodingOf(value)))
}
