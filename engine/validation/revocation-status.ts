/** The revocation status of one certificate at a control time, from everything at hand, then from the network. */
import { checkCrl, checkOcspResponse, type RevocationAnswer, type RevocationRefusal } from '../revocation/index.ts'
import { extensionOids, parseName, sameName, type Certificate } from '../x509/index.ts'
import type { Context, ControlTime } from './context.ts'
import { fetchRevocation } from './fetching.ts'

export type KnownAnswer = Extract<RevocationAnswer, { readonly status: 'good' | 'revoked' }>

export type RevocationStatus =
  | { readonly kind: 'known'; readonly answer: KnownAnswer }
  /** Signed by a certificate that has expired since, and nothing proves the data older. */
  | { readonly kind: 'unproven'; readonly answer: KnownAnswer }
  | { readonly kind: 'unknown'; readonly because: readonly RevocationRefusal[] }

/** EN 319 412-1 §5.2: certificates so short-lived that nobody revokes them. RFC 9608: noRevAvail. */
const noRevocationAvailable = '2.5.29.56'

export function needsNoRevocationCheck(certificate: Certificate): boolean {
  return (
    certificate.extensions.has(extensionOids.validityAssuredShortTerm) ||
    certificate.extensions.has(noRevocationAvailable) ||
    certificate.extensions.has(extensionOids.ocspNoCheck)
  )
}

export async function revocationStatus(context: Context, certificate: Certificate, issuer: Certificate, control: ControlTime): Promise<RevocationStatus> {
  const first = await fromEvidence(context, certificate, issuer, control)
  if (context.fetch === undefined || first.kind === 'known') return first
  await fetchRevocation(context, certificate, issuer)
  return fromEvidence(context, certificate, issuer, control)
}

async function fromEvidence(context: Context, certificate: Certificate, issuer: Certificate, control: ControlTime): Promise<RevocationStatus> {
  const refusals: RevocationRefusal[] = []
  const usable: { readonly answer: KnownAnswer; readonly provenBy: Date }[] = []
  const keep = (answer: RevocationAnswer, bytes: Uint8Array): void => {
    if (answer.status === 'unusable') refusals.push(answer.because)
    else usable.push({ answer, provenBy: context.evidence.existedBy(bytes, context.at) })
  }
  const moment = { controlTime: control.statusTime, at: context.at, remember: context.memory.remember }
  for (const response of context.evidence.ocspResponses) keep(await checkOcspResponse({ response, certificate, issuer, ...moment }), response.der)
  for (const crl of context.evidence.crls) {
    // Lists of an issuer other than the certificate's own (indirect, or under another key) are left out on purpose.
    if (sameName(parseName(crl.issuer), issuer.subject)) keep(await checkCrl({ crl, certificate, crlIssuer: issuer, ...moment }), crl.der)
  }
  return chosen(usable, refusals)
}

/** A revocation, once said, stays said; otherwise the newest data count, those that are proven first. */
function chosen(usable: readonly { readonly answer: KnownAnswer; readonly provenBy: Date }[], refusals: readonly RevocationRefusal[]): RevocationStatus {
  const relevant = usable.filter(({ answer }) => answer.status === 'revoked')
  const sorted = (relevant.length > 0 ? relevant : usable).toSorted((left, right) => right.answer.thisUpdate.getTime() - left.answer.thisUpdate.getTime())
  const proven = sorted.find(({ answer, provenBy }) => provenBy <= answer.signer.notAfter)
  if (proven !== undefined) return { kind: 'known', answer: proven.answer }
  const [unproven] = sorted
  return unproven === undefined
    ? { kind: 'unknown', because: refusals.filter((because) => because !== 'other-certificate') }
    : { kind: 'unproven', answer: unproven.answer }
}
