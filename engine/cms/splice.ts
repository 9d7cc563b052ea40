/**
 * Adding to a CMS without touching what stands in it: only the lengths around the insertion are written anew.
 * Elements of indefinite length (BER) keep it. What was signed stays byte for byte.
 */
import { childrenOf, der, encodingOf, type Element } from '../asn1/index.ts'
import { concatBytes } from '../bytes/index.ts'
import { MisuseError } from '../errors.ts'
import { oid } from './oids.ts'
import { parseSignedData, type SignedData } from './signed-data.ts'

const endOfContents = new Uint8Array(2)

/** Inside `parent`, `[start, end)` of the input gives way to `bytes`. */
type Edit = { readonly parent: Element; readonly start: number; readonly end: number; readonly bytes: Uint8Array }

/** Applies edits inside `element`, and writes anew the definite lengths around them. */
function edited(element: Element, edits: readonly Edit[]): Uint8Array {
  const children = childrenOf(element)
  // Whole children that have edits deeper inside are edits of this element.
  const deeper = children.flatMap((child): Edit[] => {
    const inside = edits.filter(({ parent }) => parent.start >= child.start && parent.end <= child.end && parent.depth > element.depth)
    return inside.length === 0 ? [] : [{ parent: element, start: child.start, end: child.end, bytes: edited(child, inside) }]
  })
  const own = edits.filter(({ parent }) => parent.start === element.start && parent.depth === element.depth)
  const pieces: Uint8Array[] = []
  let offset = element.contentStart
  // Insertions stand before what they precede, in the order given; `toSorted` is stable.
  for (const { start, end, bytes } of [...own, ...deeper].toSorted((left, right) => left.start - right.start || left.end - right.end)) {
    pieces.push(element.source.subarray(offset, start), bytes)
    offset = end
  }
  pieces.push(element.source.subarray(offset, element.contentEnd))
  const indefinite = element.source[element.start + 1] === 0x80
  return indefinite ? concatBytes(element.source.subarray(element.start, element.contentStart), ...pieces, endOfContents) : der.encode(element.tag, ...pieces)
}

function insertion(parent: Element, at: number, ...bytes: readonly Uint8Array[]): Edit {
  return { parent, start: at, end: at, bytes: concatBytes(...bytes) }
}

/** Adds an encoded Attribute to the unsigned attributes of one signer. */
export function addUnsignedAttribute(cms: Uint8Array, attribute: Uint8Array, signerIndex = 0): Uint8Array {
  const signedData = parseSignedData(cms)
  const signer = signedData.signers[signerIndex]
  if (signer === undefined) throw new MisuseError(`there is no signer ${signerIndex}`)
  const present = signer.unsignedAttributes?.element
  const edit =
    present === undefined
      ? insertion(signer.element, signer.element.contentEnd, der.encode(0xa1, attribute))
      : insertion(present, present.contentEnd, attribute)
  return edited(signedData.contentInfo, [edit])
}

/** Adds certificates and revocation data to SignedData; what stands there already is not added twice. */
export function addToSignedData(
  cms: Uint8Array,
  additions: {
    readonly certificates?: readonly Uint8Array[]
    readonly crls?: readonly Uint8Array[]
    /** OCSPResponse elements. */ readonly ocspResponses?: readonly Uint8Array[]
  },
): Uint8Array {
  const signedData = parseSignedData(cms)
  const certificates = missing(signedData.certificatesElement, additions.certificates ?? [])
  const revocation = missing(signedData.revocationElement, [...(additions.crls ?? []), ...(additions.ocspResponses ?? []).map(otherRevocationInfo)])
  const edits: Edit[] = []
  if (certificates.length > 0) edits.push(insertedSet(signedData, signedData.certificatesElement, signedData.encapsulated.end, 0xa0, certificates))
  if (revocation.length > 0)
    edits.push(insertedSet(signedData, signedData.revocationElement, signedData.certificatesElement?.end ?? signedData.encapsulated.end, 0xa1, revocation))
  if (edits.length === 0) return cms
  if ((additions.ocspResponses?.length ?? 0) > 0) edits.push(...versionFive(signedData))
  return edited(signedData.contentInfo, edits)
}

/** RFC 5940 §2.1. */
function otherRevocationInfo(response: Uint8Array): Uint8Array {
  return der.encode(0xa1, der.objectIdentifier(oid.ocspResponse), response)
}

function missing(element: Element | undefined, wanted: readonly Uint8Array[]): Uint8Array[] {
  const seen = new Set(element === undefined ? [] : childrenOf(element).map((child) => fingerprint(encodingOf(child))))
  return wanted.filter((bytes) => {
    const key = fingerprint(bytes)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function fingerprint(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

function insertedSet(signedData: SignedData, element: Element | undefined, at: number, identifier: number, members: readonly Uint8Array[]): Edit {
  return element === undefined ? insertion(signedData.element, at, der.encode(identifier, ...members)) : insertion(element, element.contentEnd, ...members)
}

/** RFC 5652 §5.1: other revocation formats make it version 5. The version is not signed. */
function versionFive(signedData: SignedData): Edit[] {
  const [version] = childrenOf(signedData.element)
  return version === undefined || signedData.version >= 5 ? [] : [{ parent: signedData.element, start: version.start, end: version.end, bytes: der.integer(5) }]
}
