/**
 * archive-time-stamp-v3 (EN 319 122-1 §5.5.3): LT → LTA, and again before the last one grows old.
 * Left out on purpose: making archive-time-stamp-v2 and long-term-validation.
 */
import { childrenOf, encodingOf } from '../asn1/index.ts'
import { digest, type DigestName } from '../algorithms/index.ts'
import { concatBytes } from '../bytes/index.ts'
import { addUnsignedAttribute, buildAttribute, cmsOid, parseSignedData, type SignedData, type SignerInfo } from '../cms/index.ts'
import { MisuseError } from '../errors.ts'
import { buildHashIndex, hashIndexAttribute } from './hash-index.ts'

/**
 * `imprint` is to be time-stamped; `complete` puts the token in. `contentDigest` is the document's hash under the same algorithm
 * (its length says that it is not another).
 */
export function prepareArchiveTimestamp(
  cms: Uint8Array,
  request: { readonly digest: DigestName; readonly contentDigest: Uint8Array; readonly signerIndex?: number },
): { readonly imprint: Uint8Array; complete(token: Uint8Array): Uint8Array } {
  const signedData = parseSignedData(cms)
  const signerIndex = request.signerIndex ?? 0
  const signer = signedData.signers[signerIndex]
  if (signer === undefined) throw new MisuseError(`there is no signer ${signerIndex}`)
  const hashIndex = buildHashIndex(signedData, signer, request.digest)
  return {
    imprint: digest(request.digest, archiveTimestampInput(signedData, signer, request.contentDigest, hashIndex)),
    complete: (token) =>
      addUnsignedAttribute(cms, buildAttribute(cmsOid.archiveTimeStampV3, addUnsignedAttribute(token, hashIndexAttribute(hashIndex))), signerIndex),
  }
}

/** The concatenation whose hash is the message imprint: content type, hash of the content, the signer's signed and unsigned-by-nature fields, the index. */
export function archiveTimestampInput(signedData: SignedData, signer: SignerInfo, contentDigest: Uint8Array, hashIndex: Uint8Array): Uint8Array {
  const [contentType] = childrenOf(signedData.encapsulated)
  if (contentType === undefined) throw new MisuseError('encapContentInfo is empty')
  const fields = childrenOf(signer.element).filter((part) => part.start !== signer.unsignedAttributes?.element.start)
  return concatBytes(encodingOf(contentType), contentDigest, ...fields.map(encodingOf), hashIndex)
}
