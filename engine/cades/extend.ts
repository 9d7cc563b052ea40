/** Raising the level of a CAdES signature (EN 319 122-1 §5.3, §5.4, §6.3): time-stamp (T) and validation data (LT). Nothing signed is touched. */
import { digest, type DigestName } from '../algorithms/index.ts'
import { addToSignedData, addUnsignedAttribute, buildAttribute, cmsOid, parseSignedData } from '../cms/index.ts'
import { MisuseError } from '../errors.ts'

/** What a signature-time-stamp is over: the signature value of that signer (EN 319 122-1 §5.3). */
export function signatureTimestampImprint(cms: Uint8Array, digestName: DigestName, signerIndex = 0): Uint8Array {
  const signer = parseSignedData(cms).signers[signerIndex]
  if (signer === undefined) throw new MisuseError(`there is no signer ${signerIndex}`)
  return digest(digestName, signer.signature)
}

/** B → T. */
export function addSignatureTimestamp(cms: Uint8Array, token: Uint8Array, signerIndex = 0): Uint8Array {
  return addUnsignedAttribute(cms, buildAttribute(cmsOid.signatureTimeStamp, token), signerIndex)
}

export type ValidationData = {
  readonly certificates?: readonly Uint8Array[]
  /** Whole OCSPResponse elements. */
  readonly ocspResponses?: readonly Uint8Array[]
  readonly crls?: readonly Uint8Array[]
}

/** T → LT: into SignedData.certificates and SignedData.crls. What stands there already is not added twice. */
export function addValidationData(cms: Uint8Array, data: ValidationData): Uint8Array {
  return addToSignedData(cms, data)
}
