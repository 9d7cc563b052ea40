/**
 * A signed PDF brought up to a level by appending (EN 319 142-1 §5.4, §6.3). A signature without time-stamp gets one over the whole document.
 * Every step is a revision of its own, so that earlier time-stamps keep covering what they covered.
 */
import { concatBytes } from '../bytes/index.ts'
import { attributesOfType, cmsOid, parseSignedData } from '../cms/index.ts'
import { MisuseError } from '../errors.ts'
import { appendValidationData, listPdfSignatures, prepareDocumentTimestamp, type PdfSignature } from '../pades/index.ts'
import { openPdf } from '../pdf/index.ts'
import type { ByteSource } from '../ports.ts'
import { parseTimestampToken } from '../timestamp/index.ts'
import { readSecurityStore } from '../validation/index.ts'
import { collectValidationData, type Needed, type ValidationData } from './collect.ts'
import { joined } from './joined-source.ts'
import { reaches, timestampOf } from './level.ts'
import { needsOf, type Raise } from './raise-cms.ts'
import { needsOfToken } from './raise-token.ts'
import { timestampDigest } from './sources.ts'

export type PdfRaise = Raise & { readonly password?: string | undefined }

/** `tail` is what was appended so far; the answer is all of it. */
export async function raisePdf(source: ByteSource, tail: Uint8Array, raise: PdfRaise): Promise<Uint8Array> {
  let current = tail
  if (reaches(raise.level, 'T') && lacksTimestamp(await signaturesOf(joined(source, current), raise)))
    current = concatBytes(current, await documentTimestamp(joined(source, current), raise))
  if (reaches(raise.level, 'LT')) current = concatBytes(current, await validationData(joined(source, current), raise))
  return reaches(raise.level, 'LTA') ? concatBytes(current, await documentTimestamp(joined(source, current), raise)) : current
}

function unlocking({ password }: PdfRaise): { readonly password?: string } {
  return password === undefined ? {} : { password }
}

async function signaturesOf(source: ByteSource, raise: PdfRaise): Promise<PdfSignature[]> {
  const signatures = (await listPdfSignatures(source, unlocking(raise))).filter(({ cms }) => cms.length > 0)
  if (signatures.length === 0) throw new MisuseError('the file carries no signature')
  return signatures
}

function isDocumentTimestamp({ type, subFilter }: PdfSignature): boolean {
  return type === 'DocTimeStamp' || subFilter === 'ETSI.RFC3161'
}

function lacksTimestamp(signatures: readonly PdfSignature[]): boolean {
  const stamped = Math.max(-1, ...signatures.filter(isDocumentTimestamp).map(({ revision }) => revision ?? -1))
  return signatures
    .filter((signature) => !isDocumentTimestamp(signature))
    .some(({ cms, revision }) => {
      const inside = parseSignedData(cms).signers.every(({ unsignedAttributes }) => attributesOfType(unsignedAttributes, cmsOid.signatureTimeStamp).length > 0)
      return !inside && (revision ?? 0) >= stamped
    })
}

export async function documentTimestamp(source: ByteSource, raise: PdfRaise): Promise<Uint8Array> {
  const prepared = await prepareDocumentTimestamp(source, { digest: timestampDigest, ...unlocking(raise) })
  return prepared.complete(await timestampOf(raise)(timestampDigest, prepared.imprint))
}

async function validationData(source: ByteSource, raise: PdfRaise): Promise<Uint8Array> {
  const { view } = await openPdf(source, unlocking(raise))
  const signatures = await signaturesOf(source, raise)
  const stores: ValidationData[] = [await readSecurityStore(view)]
  const needed: Needed[] = []
  for (const signature of signatures) {
    const needs = isDocumentTimestamp(signature)
      ? needsOfToken(signature.cms)
      : needsOf(parseSignedData(signature.cms), provenBy(signatures, signature) ?? raise.at)
    stores.push(needs.atHand)
    needed.push(...needs.needed)
  }
  const atHand: ValidationData = {
    certificates: stores.flatMap(({ certificates }) => certificates),
    ocspResponses: stores.flatMap(({ ocspResponses }) => ocspResponses),
    crls: stores.flatMap(({ crls }) => crls),
  }
  const collected = await collectValidationData({ needed, atHand, sources: raise, at: raise.at, refuseRevoked: raise.refuseRevoked === true })
  return appendValidationData(source, collected, unlocking(raise))
}

/** The earliest time-stamp over the document after this signature. */
function provenBy(signatures: readonly PdfSignature[], { revision }: PdfSignature): Date | undefined {
  const times = signatures
    .filter((later) => isDocumentTimestamp(later) && revision !== undefined && (later.revision ?? -1) > revision)
    .map(({ cms }) => parseTimestampToken(cms).info.genTime)
  return times.toSorted((left, right) => left.getTime() - right.getTime())[0]
}
