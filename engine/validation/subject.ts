/** What a format hands over for each signature that it found: the CMS, how to hash what it covers, and what became of the file since. */
import type { DigestName } from '../algorithms/index.ts'
import type { SignedData, SignerInfo } from '../cms/index.ts'
import type { Conclusion } from './conclusion.ts'
import type { Change } from './report.ts'

export type SignedDocument = {
  digest(name: DigestName): Promise<Uint8Array>
  /** The bytes themselves: for a signature without signed attributes, which is over them directly. */
  bytes(): Promise<Uint8Array>
}

export type SignatureSubject = {
  readonly id: string
  /** `CMS`: an older PDF signature, to which no level applies. */
  readonly format: 'CAdES' | 'PAdES' | 'CMS'
  readonly signedData: SignedData
  readonly signer: SignerInfo
  /** `undefined`: the signature stands apart and its document was not given. */
  readonly document: SignedDocument | undefined
  /** How far the signature covers the file it stands in, and whether changes after it are permitted; judged by the format. */
  readonly coverage?: Conclusion
  readonly coversWholeFile: boolean | null
  /** A signature over another signature: it has no content type (RFC 5652 §11.4), and what it covers is that signature's value. */
  readonly countersigns?: boolean
  readonly changesAfter: readonly Change[]
  /** What the format itself says about the time (/M of a PDF signature). */
  readonly claimedTime?: Date
  /** The file holds data that make it long-term (a PDF's DSS) beside the CMS. */
  readonly hasValidationData?: boolean
  /** A valid time-stamp over the file proves that the signature existed then. */
  readonly provenBy?: Date
  /** Such a time-stamp covers the validation data too. */
  readonly archived?: boolean
}
