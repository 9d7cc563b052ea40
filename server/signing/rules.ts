/**
 * Who may sign what with which certificate, checked before each signature (F10). Pure: every fact comes in as an argument.
 * A refusal names every reason at once, so nobody mends one only to meet the next.
 */
import { z } from 'zod'
import { decideAct, type Document, type Participant, type SignatureLevel, type SignerFacts } from '../documents/index.ts'

export type SigningFault =
  | 'document-not-open'
  | 'not-a-participant'
  | 'not-your-role'
  | 'not-your-turn'
  | 'already-done'
  | 'email-not-confirmed'
  | 'certificate-not-yet-valid'
  | 'certificate-expired'
  | 'certificate-revoked'
  | 'certificate-not-for-signing'
  | 'issuer-not-accepted'
  | 'status-unknown'
  | 'tax-number-differs'

export type SigningDecision = { readonly kind: 'allowed' } | { readonly kind: 'refused'; readonly because: readonly SigningFault[] }

/** What is known of the certificate at this moment. */
export type Standing = {
  readonly validFrom: Date
  readonly validTo: Date
  /** Key usage allows signatures on content. */
  readonly forSigning: boolean
  /** It was issued by an authority that this deployment accepts. */
  readonly issuerAccepted: boolean
  /** What the authority answers right now. "Unknown" is never "not revoked". */
  readonly status: 'good' | 'revoked' | 'unknown'
  readonly numbers: readonly { readonly country: string; readonly value: string }[]
}

export type SigningQuestion = {
  readonly document: Pick<Document, 'state' | 'participants'>
  readonly participant: Participant | undefined
  readonly certificate: Standing
  readonly emailConfirmed: boolean
  readonly now: Date
}

export function decideSigning(question: SigningQuestion): SigningDecision {
  const because = [...placeFaults(question), ...certificateFaults(question.certificate, question.now), ...personFaults(question)]
  return because.length === 0 ? { kind: 'allowed' } : { kind: 'refused', because }
}

function placeFaults({ document, participant, emailConfirmed }: SigningQuestion): SigningFault[] {
  const faults: SigningFault[] = emailConfirmed ? [] : ['email-not-confirmed']
  if (participant === undefined) return [...faults, 'not-a-participant']
  const decision = decideAct(document, participant, 'sign')
  return decision.kind === 'refused' ? [...faults, decision.because] : faults
}

function certificateFaults(certificate: Standing, now: Date): SigningFault[] {
  const faults: SigningFault[] = []
  if (now < certificate.validFrom) faults.push('certificate-not-yet-valid')
  if (now > certificate.validTo) faults.push('certificate-expired')
  if (!certificate.forSigning) faults.push('certificate-not-for-signing')
  if (!certificate.issuerAccepted) return [...faults, 'issuer-not-accepted']
  if (certificate.status === 'revoked') faults.push('certificate-revoked')
  if (certificate.status === 'unknown') faults.push('status-unknown')
  return faults
}

/** The invited number may be the person's or the company's (F4); the country counts where the invitation names one. */
function personFaults({ participant, certificate }: SigningQuestion): SigningFault[] {
  if (participant === undefined || participant.taxNumber === null) return []
  const { taxNumber, taxCountry } = participant
  return certificate.numbers.some(({ country, value }) => value === taxNumber && (taxCountry === null || country === taxCountry)) ? [] : ['tax-number-differs']
}

/** The next step of a signature's evidence. */
export const evidenceLadder = { B: 'T', T: 'LT', LT: null } as const satisfies Record<SignatureLevel, SignatureLevel | null>

/** One step up the ladder for one signature; asks for itself again until the top. */
export const raiseSignature = { name: 'raise-signature', schema: z.object({ signatureId: z.uuid() }) }
/** Validation data and a document time-stamp behind the newest signature inside a PDF. */
export const raisePdf = { name: 'raise-pdf', schema: z.object({ documentId: z.uuid() }) }
/** Whose evidence is still wanting after this long is asked for anew: no outage outlasts the retries for ever. */
export const patienceMilliseconds = 30 * 60 * 1000

export type { SignerFacts }
