/**
 * One signature, block by block (EN 319 102-1 §5.3, §5.5, §5.6): format, signer, cryptography, time-stamps,
 * the certificate at the earliest proven time, acceptance. Returns a report; nothing bad in the signature throws.
 */
import type { Element } from '../asn1/index.ts'
import { digestByOid, signatureAlgorithmByIdentifier } from '../algorithms/index.ts'
import { claimedSigningTime, attributesOfType, cmsOid, readSignerInfo, signerDigest } from '../cms/index.ts'
import { MalformedError } from '../errors.ts'
import type { Certificate } from '../x509/index.ts'
import { validateCertificate } from './certificate-validation.ts'
import { checkFormat, identifySigner, verifyCryptography, type Identification } from './cms-blocks.ts'
import { indeterminate, passed, say, spell, together, type Conclusion } from './conclusion.ts'
import type { Context } from './context.ts'
import { judgeDigest, judgeSignature } from './policy.ts'
import type { Level, SignatureReport, TimestampReport } from './report.ts'
import { validateTimestampsOf, type SignatureTimes } from './signature-timestamps.ts'
import { documentOf } from './source.ts'
import type { SignatureSubject } from './subject.ts'
import { summaryOf } from './summary.ts'

export type SignatureJudgement = {
  readonly report: SignatureReport
  readonly timestamps: readonly TimestampReport[]
  /** Signatures over this one. */
  readonly countersignatures?: readonly SignatureJudgement[]
}

/** The signature and those over it, outermost last. */
export function reportsOf({ report, countersignatures }: SignatureJudgement): SignatureReport[] {
  return [report, ...(countersignatures ?? []).flatMap(reportsOf)]
}

export function timestampReportsOf({ timestamps, countersignatures }: SignatureJudgement): TimestampReport[] {
  return [...timestamps, ...(countersignatures ?? []).flatMap(timestampReportsOf)]
}

const maximumCountersignatures = 20

export async function validateSignature(context: Context, subject: SignatureSubject): Promise<SignatureJudgement> {
  try {
    return { ...(await judged(context, subject)), countersignatures: await validateCountersignatures(context, subject) }
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error
    return { report: malformedSignature(context, subject.id, subject.format, error.message), timestamps: [] }
  }
}

/** EN 319 122-1 §5.2.7. Each is a signature of its own, over the value of this one; signatures over countersignatures are left out on purpose. */
async function validateCountersignatures(context: Context, subject: SignatureSubject): Promise<SignatureJudgement[]> {
  if (subject.countersigns === true) return []
  const values = attributesOfType(subject.signer.unsignedAttributes, cmsOid.countersignature).flatMap((attribute) => attribute.values)
  const document = documentOf(subject.signer.signature)
  const judgements: SignatureJudgement[] = []
  for (const [index, value] of values.slice(0, maximumCountersignatures).entries()) {
    const id = `${subject.id}-countersignature-${index + 1}`
    judgements.push(await validateCountersignature(context, subject, value, { id, document }))
  }
  return judgements
}

/** One that cannot be read fails by itself: anybody could have added it. */
async function validateCountersignature(
  context: Context,
  { signedData }: SignatureSubject,
  value: Element,
  own: Pick<SignatureSubject, 'id' | 'document'>,
): Promise<SignatureJudgement> {
  try {
    const signer = readSignerInfo(value)
    context.evidence.addSigner(signer)
    return await validateSignature(context, { ...own, format: 'CAdES', signedData, signer, countersigns: true, coversWholeFile: null, changesAfter: [] })
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error
    return { report: malformedSignature(context, own.id, 'CAdES', error.message), timestamps: [] }
  }
}

async function judged(context: Context, subject: SignatureSubject): Promise<SignatureJudgement> {
  const format = checkFormat(subject)
  const identification = identifySigner(subject, context.evidence.certificates)
  const cryptography = await verifyCryptography(subject, identification.certificate)
  const times = await validateTimestampsOf(context, subject)
  const control = times.existedBy ?? context.at
  const claimedTime = claimedSigningTime(subject.signer) ?? subject.claimedTime
  const trust =
    identification.certificate === undefined
      ? undefined
      : await validateCertificate(context, identification.certificate, 'signature', {
          time: control,
          proven: times.existedBy !== undefined,
          statusTime: control,
        })
  const conclusion = together(
    format,
    cryptography.conclusion,
    subject.coverage ?? passed(),
    identification.conclusion,
    identified(identification, trust?.conclusion ?? passed()),
    strength(subject, identification.certificate, control),
    acceptance(times, control),
    claim(claimedTime, identification.certificate),
  )
  const report: SignatureReport = {
    id: subject.id,
    indication: conclusion.indication,
    subIndication: conclusion.subIndication,
    format: identification.named ? subject.format : 'CMS',
    level: levelOf(subject, identification, times),
    signer: identification.certificate === undefined ? null : summaryOf(identification.certificate),
    claimedTime: claimedTime === undefined ? null : spell(claimedTime),
    bestTime: spell(control),
    digestOk: cryptography.digestOk,
    signatureOk: cryptography.signatureOk,
    ...algorithmsOf(subject),
    coversWholeFile: subject.coversWholeFile,
    changesAfter: subject.changesAfter,
    certificateChain: (trust?.chain ?? []).map(summaryOf),
    messages: conclusion.messages,
  }
  return { report, timestamps: times.judgements.map((judgement) => judgement.report) }
}

/** Where the signature does not name its certificate, only trust in that very certificate makes up for it. */
function identified(identification: Identification, trust: Conclusion): Conclusion {
  if (identification.named || trust.indication === 'TOTAL_PASSED') return trust
  return trust.subIndication === 'NO_CERTIFICATE_CHAIN_FOUND' ? indeterminate('NO_SIGNING_CERTIFICATE_FOUND', ...trust.messages) : trust
}

/** Cryptographic constraints of signature acceptance (§5.2.8), at the proven time. */
function strength(subject: SignatureSubject, certificate: Certificate | undefined, time: Date): Conclusion {
  const digest = signerDigest(subject.signer)
  if (digest === undefined || certificate === undefined) return passed()
  return together(judgeDigest(digest, time), judgeSignature(subject.signer.signatureAlgorithm, certificate, digest, time))
}

function acceptance(times: SignatureTimes, control: Date): Conclusion {
  const doubtful = times.judgements.filter(({ proves }) => proves === undefined).map(({ report }) => say('time-stamp.not-proven', { time: report.time ?? '?' }))
  if (times.notBefore !== undefined && times.notBefore > control) return indeterminate('TIMESTAMP_ORDER_FAILURE', say('time.order'), ...doubtful)
  return passed(times.existedBy === undefined ? say('time.not-proven') : say('time.proven', { time: spell(control) }), ...doubtful)
}

function claim(claimedTime: Date | undefined, certificate: Certificate | undefined): Conclusion {
  return claimedTime !== undefined && certificate !== undefined && claimedTime < certificate.notBefore
    ? passed(say('time.claimed-before-certificate'))
    : passed()
}

function levelOf(subject: SignatureSubject, identification: Identification, times: SignatureTimes): Level | null {
  if (subject.format === 'CMS' || !identification.named || subject.signer.signedAttributes === undefined) return null
  const stamped = (kind: TimestampReport['kind']): boolean => times.judgements.some(({ report }) => report.kind === kind && report.imprintOk === true)
  if (!stamped('signature') && subject.provenBy === undefined) return 'B-B'
  const { crls, ocspResponses } = subject.signedData
  const hasValues = attributesOfType(subject.signer.unsignedAttributes, cmsOid.revocationValues).length > 0
  if (crls.length + ocspResponses.length === 0 && !hasValues && subject.hasValidationData !== true) return 'B-T'
  return stamped('archive') || subject.archived === true ? 'B-LTA' : 'B-LT'
}

function algorithmsOf({ signer }: SignatureSubject): Pick<SignatureReport, 'digestAlgorithm' | 'signatureAlgorithm'> {
  const digest = digestByOid(signer.digestAlgorithmOid)
  return {
    digestAlgorithm: digest ?? signer.digestAlgorithmOid,
    signatureAlgorithm: signatureAlgorithmByIdentifier(signer.signatureAlgorithm, digest)?.name ?? signer.signatureAlgorithmOid,
  }
}

/** A signature that cannot even be read. */
export function malformedSignature(context: Pick<Context, 'at'>, id: string, format: string, detail: string): SignatureReport {
  return {
    id,
    indication: 'TOTAL_FAILED',
    subIndication: 'FORMAT_FAILURE',
    format,
    level: null,
    signer: null,
    claimedTime: null,
    bestTime: spell(context.at),
    digestOk: null,
    signatureOk: null,
    digestAlgorithm: null,
    signatureAlgorithm: null,
    coversWholeFile: null,
    changesAfter: [],
    certificateChain: [],
    messages: [say('format.malformed', { detail })],
  }
}
