/** Time-stamp validation (EN 319 102-1 §5.4), at a control time that a later time-stamp may have moved into the past. */
import type { DigestName } from '../algorithms/index.ts'
import { MalformedError } from '../errors.ts'
import { checkTimestampToken, parseTimestampToken, type TimestampCheck, type TimestampRefusal, type TimestampToken } from '../timestamp/index.ts'
import type { Certificate } from '../x509/index.ts'
import { validateCertificate } from './certificate-validation.ts'
import { failed, indeterminate, passed, say, spell, together, type Conclusion } from './conclusion.ts'
import type { Context } from './context.ts'
import { judgeDigest } from './policy.ts'
import type { TimestampReport } from './report.ts'
import { summaryOf } from './summary.ts'

export type TimestampSubject = {
  readonly id: string
  readonly signatureId: string | null
  readonly kind: TimestampReport['kind']
  readonly bytes: Uint8Array
  /** The hash of what the token should be over; `undefined` where it cannot be computed. */
  readonly imprint: (digest: DigestName, token: TimestampToken) => Uint8Array | undefined | Promise<Uint8Array | undefined>
}

export type TimestampJudgement = {
  readonly report: TimestampReport
  /** The time it proves; absent where it proves nothing. */
  readonly proves?: Date
}

/** `existedBy`: since when the token itself is proven to exist; the present where nothing proves it. */
export async function validateTimestamp(context: Context, subject: TimestampSubject, existedBy: Date): Promise<TimestampJudgement> {
  try {
    return await judged(context, subject, parseTimestampToken(subject.bytes), existedBy)
  } catch (error) {
    // Also parts that are read only when they are asked for: one broken token spoils nothing else.
    if (!(error instanceof MalformedError)) throw error
    return { report: reportOf(subject, undefined, failed('FORMAT_FAILURE', say('format.malformed', { detail: error.message }))) }
  }
}

async function judged(context: Context, subject: TimestampSubject, token: TimestampToken, existedBy: Date): Promise<TimestampJudgement> {
  context.evidence.addSignedData(token.signedData)
  const check = await checkTimestampToken({ token, imprint: (digest) => subject.imprint(digest, token), certificates: context.evidence.certificates })
  if (check.kind === 'refused') return { report: reportOf(subject, token, conclusionOf(check.because, check.authority?.subject.text ?? ''), check) }
  const control = { time: existedBy, proven: existedBy < context.at, statusTime: token.info.genTime }
  const judgement = await validateCertificate(context, check.authority, 'time-stamp', control)
  const strength = token.info.imprint.digest === undefined ? passed() : judgeDigest(token.info.imprint.digest, existedBy)
  const future = token.info.genTime > context.at ? indeterminate('TIMESTAMP_ORDER_FAILURE', say('time.order')) : passed()
  const outside = token.info.genTime < check.authority.notBefore || token.info.genTime > check.authority.notAfter
  const bounds = outside
    ? indeterminate('OUT_OF_BOUNDS_NO_POE', say('chain.expired', { subject: check.authority.subject.text, notAfter: spell(check.authority.notAfter) }))
    : passed()
  const conclusion = together(judgement.conclusion, strength, future, bounds)
  const report = reportOf(subject, token, conclusion, check, judgement.chain)
  return conclusion.indication === 'TOTAL_PASSED' ? { report, proves: token.info.genTime } : { report }
}

function conclusionOf(because: TimestampRefusal, subject: string): Conclusion {
  switch (because) {
    case 'malformed':
      return failed('FORMAT_FAILURE', say('format.malformed', { detail: 'the time-stamp token breaks RFC 3161' }))
    case 'imprint-differs':
    case 'content-digest-differs':
      return failed('HASH_FAILURE', say('time-stamp.imprint-differs'))
    case 'imprint-algorithm-unknown':
      return indeterminate('CRYPTO_CONSTRAINTS_FAILURE', say('algorithm.unknown', { algorithm: 'of the time-stamp' }))
    case 'certificate-not-found':
      return indeterminate('NO_SIGNING_CERTIFICATE_FOUND', say('signer.not-found'))
    case 'certificate-reference-differs':
      return indeterminate('NO_SIGNING_CERTIFICATE_FOUND', say('signer.reference-differs'))
    case 'wrong-purpose':
      return indeterminate('CHAIN_CONSTRAINTS_FAILURE', say('time-stamp.usage', { subject }))
    case 'signature-invalid':
    case 'nonce-differs':
      return failed('SIG_CRYPTO_FAILURE', say('signature.invalid'))
  }
}

function reportOf(
  subject: TimestampSubject,
  token: TimestampToken | undefined,
  conclusion: Conclusion,
  check?: TimestampCheck,
  chain: readonly Certificate[] = [],
): TimestampReport {
  const because = check?.kind === 'refused' ? check.because : undefined
  return {
    id: subject.id,
    signatureId: subject.signatureId,
    kind: subject.kind,
    indication: conclusion.indication,
    subIndication: conclusion.subIndication,
    time: token === undefined ? null : spell(token.info.genTime),
    authority: check?.authority === undefined ? null : summaryOf(check.authority),
    imprintOk:
      check === undefined
        ? null
        : because === 'imprint-differs'
          ? false
          : because === undefined || because === 'signature-invalid' || because === 'wrong-purpose'
            ? true
            : null,
    signatureOk:
      check === undefined ? null : because === undefined ? true : because === 'signature-invalid' || because === 'content-digest-differs' ? false : null,
    certificateChain: chain.map(summaryOf),
    messages: conclusion.messages,
  }
}
