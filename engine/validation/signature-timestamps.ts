/** The time-stamps inside a CMS signature, newest first, each giving proof of existence to what it covers (EN 319 102-1 §5.5, §5.6.3). */
import { childrenOf, contentOf, contextTag, encodingOf, readFirst, tag } from '../asn1/index.ts'
import { digest, type DigestName } from '../algorithms/index.ts'
import { archiveTimestampInput, coveredBy, readHashIndex } from '../cades/index.ts'
import { attributesOfType, cmsOid, type Attributes } from '../cms/index.ts'
import { parseTimestampToken, type TimestampToken } from '../timestamp/index.ts'
import type { Context } from './context.ts'
import { proveOcspResponse, proveRevocationValues, proveToken, tolerated } from './proof.ts'
import { validateTimestamp, type TimestampJudgement, type TimestampSubject } from './timestamp-validation.ts'
import type { SignatureSubject } from './subject.ts'

export type SignatureTimes = {
  readonly judgements: readonly TimestampJudgement[]
  /** The earliest moment at which the signature is proven to have existed. */
  readonly existedBy: Date | undefined
  /** The signature existed only after this: a content-time-stamp is inside what was signed. */
  readonly notBefore: Date | undefined
}

export async function validateTimestampsOf(context: Context, subject: SignatureSubject): Promise<SignatureTimes> {
  const archive = await validateArchiveTimestamps(context, subject)
  const inner = await validateInnerTimestamps(context, subject)
  const content = await validateContentTimestamps(context, subject)
  const proofs = [...archive, ...inner].flatMap(({ proves }) => (proves === undefined ? [] : [proves]))
  const contentTimes = content.flatMap(({ proves }) => (proves === undefined ? [] : [proves]))
  return {
    judgements: [...content, ...inner, ...archive],
    existedBy: earliest([...proofs, ...(subject.provenBy === undefined ? [] : [subject.provenBy])]),
    notBefore: contentTimes.toSorted((left, right) => right.getTime() - left.getTime())[0],
  }
}

function earliest(times: readonly Date[]): Date | undefined {
  return times.toSorted((left, right) => left.getTime() - right.getTime())[0]
}

/** A token's own proof of existence: a later time-stamp that covers it, one over the whole file, or the present. */
function tokenExistedBy(context: Context, subject: SignatureSubject, bytes: Uint8Array): Date {
  return context.evidence.existedBy(bytes, subject.provenBy ?? context.at)
}

/** Some signers wrap the token in an OCTET STRING; it is the same token. */
function tokensOf(attributes: Attributes | undefined, type: string): Uint8Array[] {
  return attributesOfType(attributes, type).flatMap(({ values }) =>
    values.map((value) => (value.tag === tag.octetString ? contentOf(value) : encodingOf(value))),
  )
}

async function validateInnerTimestamps(context: Context, subject: SignatureSubject): Promise<TimestampJudgement[]> {
  const judgements: TimestampJudgement[] = []
  for (const [index, bytes] of tokensOf(subject.signer.unsignedAttributes, cmsOid.signatureTimeStamp).entries()) {
    const timestamp: TimestampSubject = {
      id: `${subject.id}-time-stamp-${index + 1}`,
      signatureId: subject.id,
      kind: 'signature',
      bytes,
      imprint: (name) => digest(name, subject.signer.signature),
    }
    judgements.push(await validateTimestamp(context, timestamp, tokenExistedBy(context, subject, bytes)))
  }
  return judgements
}

async function validateContentTimestamps(context: Context, subject: SignatureSubject): Promise<TimestampJudgement[]> {
  const judgements: TimestampJudgement[] = []
  for (const [index, bytes] of tokensOf(subject.signer.signedAttributes, cmsOid.contentTimeStamp).entries()) {
    const timestamp: TimestampSubject = {
      id: `${subject.id}-content-time-stamp-${index + 1}`,
      signatureId: subject.id,
      kind: 'content',
      bytes,
      imprint: (name) => subject.document?.digest(name),
    }
    judgements.push(await validateTimestamp(context, timestamp, tokenExistedBy(context, subject, bytes)))
  }
  return judgements
}

async function validateArchiveTimestamps(context: Context, subject: SignatureSubject): Promise<TimestampJudgement[]> {
  const found = attributesOfType(subject.signer.unsignedAttributes, cmsOid.archiveTimeStampV3).flatMap((attribute) => attribute.values.map(encodingOf))
  const dated = found.map((bytes) => ({ bytes, token: readable(bytes) })).toSorted((left, right) => timeOf(right.token) - timeOf(left.token))
  const judgements: TimestampJudgement[] = []
  for (const [index, { bytes, token }] of dated.entries()) {
    const timestamp: TimestampSubject = {
      id: `${subject.id}-archive-time-stamp-${dated.length - index}`,
      signatureId: subject.id,
      kind: 'archive',
      bytes,
      imprint: (name) => archiveImprint(subject, token, name),
    }
    const judgement = await validateTimestamp(context, timestamp, tokenExistedBy(context, subject, bytes))
    judgements.push(judgement)
    if (judgement.proves !== undefined && token !== undefined) proveCovered(context, subject, token, judgement.proves)
  }
  return judgements.toReversed()
}

function timeOf(token: TimestampToken | undefined): number {
  return token?.info.genTime.getTime() ?? 0
}

function readable(bytes: Uint8Array): TimestampToken | undefined {
  return tolerated(() => parseTimestampToken(bytes))
}

async function archiveImprint(subject: SignatureSubject, token: TimestampToken | undefined, name: DigestName): Promise<Uint8Array | undefined> {
  const [tokenSigner] = token?.signedData.signers ?? []
  const index = tokenSigner === undefined ? undefined : readHashIndex(tokenSigner)
  const content = await subject.document?.digest(name)
  if (index === undefined || content === undefined || coveredBy(index, subject.signedData, subject.signer) === undefined) return undefined
  return digest(name, archiveTimestampInput(subject.signedData, subject.signer, content, index.encoded))
}

/** Whatever the index lists, and whatever stands inside that, existed at the time of the token. */
function proveCovered(context: Context, subject: SignatureSubject, token: TimestampToken, time: Date): void {
  const [tokenSigner] = token.signedData.signers
  const index = tokenSigner === undefined ? undefined : readHashIndex(tokenSigner)
  const covered = index === undefined ? undefined : coveredBy(index, subject.signedData, subject.signer)
  if (covered === undefined) return
  for (const bytes of covered.certificates) context.evidence.prove(bytes, time)
  for (const bytes of covered.revocation) proveRevocation(context, bytes, time)
  for (const attribute of covered.attributes) {
    for (const value of attribute.values) {
      const bytes = encodingOf(value)
      context.evidence.prove(bytes, time)
      if (attribute.type === cmsOid.revocationValues) proveRevocationValues(context, value, time)
      else proveToken(context, bytes, time)
    }
  }
}

/** A RevocationInfoChoice: a list, or [1] around an OCSP response, whole or bare. */
function proveRevocation(context: Context, bytes: Uint8Array, time: Date): void {
  context.evidence.prove(bytes, time)
  if (bytes[0] !== contextTag(1)) return
  tolerated(() => {
    for (const part of childrenOf(readFirst(bytes, { rules: 'BER' })).map(encodingOf)) {
      context.evidence.prove(part, time)
      proveOcspResponse(context, part, time)
    }
  })
}
