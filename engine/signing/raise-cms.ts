/** A CMS signature brought up to a level (EN 319 122-1 §6.3). Only added to: what was signed, and what earlier time-stamps cover, stays byte for byte. */
import { digest, type DigestName } from '../algorithms/index.ts'
import { addSignatureTimestamp, addValidationData, prepareArchiveTimestamp, signatureTimestampImprint } from '../cades/index.ts'
import { attributesOfType, cmsOid, parseSignedData, valuesOfType, type SignedData, type SignerInfo } from '../cms/index.ts'
import { MisuseError } from '../errors.ts'
import { parseTimestampToken } from '../timestamp/index.ts'
import { certificateOf, readable } from './certificates.ts'
import { collectValidationData, type Needed, type ValidationData } from './collect.ts'
import { LevelNotReachedError, reaches, timestampOf, type Level } from './level.ts'
import { timestampDigest, type Sources } from './sources.ts'

export type Raise = Sources & {
  readonly level: Level
  /** The present. */
  readonly at: Date
  readonly refuseRevoked?: boolean
}

/** Hash of the document of a detached signature; not asked where the document is inside. */
export type DocumentDigest = (name: DigestName) => Promise<Uint8Array>

export async function raiseCms(cms: Uint8Array, raise: Raise, documentDigest: DocumentDigest | undefined): Promise<Uint8Array> {
  let current = cms
  if (reaches(raise.level, 'T')) current = await addMissingTimestamps(current, raise)
  if (reaches(raise.level, 'LT')) {
    const signedData = parseSignedData(current)
    const { needed, atHand } = needsOf(signedData, raise.at)
    current = addValidationData(
      current,
      await collectValidationData({ needed, atHand, sources: raise, at: raise.at, refuseRevoked: raise.refuseRevoked === true }),
    )
  }
  return reaches(raise.level, 'LTA') ? addArchiveTimestamps(current, raise, documentDigest) : current
}

async function addMissingTimestamps(cms: Uint8Array, raise: Raise): Promise<Uint8Array> {
  let current = cms
  for (const [index, signer] of parseSignedData(cms).signers.entries()) {
    if (attributesOfType(signer.unsignedAttributes, cmsOid.signatureTimeStamp).length > 0) continue
    const token = await timestampOf(raise)(timestampDigest, signatureTimestampImprint(current, timestampDigest, index))
    current = addSignatureTimestamp(current, token, index)
  }
  return current
}

const timestampTypes = [cmsOid.signatureTimeStamp, cmsOid.archiveTimeStampV3, cmsOid.archiveTimeStampV2, cmsOid.cadesCTimeStamp]

export function tokensOf(signer: SignerInfo): Uint8Array[] {
  return timestampTypes.flatMap((type) => valuesOfType(signer.unsignedAttributes, type))
}

/** Whose status a verifier of this CMS will want, and what it brings along. The signer's counts when the signature is proven, a time-stamp unit's at its time. */
export function needsOf(signedData: SignedData, at: Date): { readonly needed: readonly Needed[]; readonly atHand: ValidationData } {
  const parsed = signedData.signers.map((signer) => ({ signer, tokens: tokensOf(signer).map((bytes) => parseTimestampToken(bytes)) }))
  const stores = [signedData, ...parsed.flatMap(({ tokens }) => tokens.map((token) => token.signedData))]
  const atHand: ValidationData = {
    certificates: stores.flatMap(({ certificates }) => certificates),
    ocspResponses: stores.flatMap(({ ocspResponses }) => ocspResponses),
    crls: stores.flatMap(({ crls }) => crls),
  }
  const known = atHand.certificates.flatMap(readable)
  const need = (signer: SignerInfo | undefined, time: Date): Needed => {
    const certificate = signer === undefined ? undefined : certificateOf(signer, known)
    if (certificate === undefined) throw new LevelNotReachedError('the certificate of a signer is not in the file')
    return { certificate, time }
  }
  const needed = parsed.flatMap(({ signer, tokens }) => {
    const times = tokens.map(({ info }) => info.genTime)
    const proven = times.toSorted((left, right) => left.getTime() - right.getTime())[0] ?? at
    return [need(signer, proven), ...tokens.map((token) => need(token.signedData.signers[0], token.info.genTime))]
  })
  return { needed, atHand }
}

async function addArchiveTimestamps(cms: Uint8Array, raise: Raise, documentDigest: DocumentDigest | undefined): Promise<Uint8Array> {
  const { content, signers } = parseSignedData(cms)
  if (content === undefined && documentDigest === undefined) throw new MisuseError('an archive time-stamp is over the document too: give the document')
  const contentDigest = content === undefined ? await documentDigest?.(timestampDigest) : digest(timestampDigest, content)
  let current = cms
  for (const signerIndex of signers.keys()) {
    const prepared = prepareArchiveTimestamp(current, { digest: timestampDigest, contentDigest: contentDigest ?? new Uint8Array(0), signerIndex })
    current = prepared.complete(await timestampOf(raise)(timestampDigest, prepared.imprint))
  }
  return current
}
