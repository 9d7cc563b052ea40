/** The revocation status of one certificate at a control time, from everything at hand, then from the network. */
import { verifySignature } from '../algorithms/index.ts'
import { validatePath } from '../path/index.ts'
import { CertificatePool } from '../trust/index.ts'
import { checkCrl, checkOcspResponse, type Crl, type RevocationAnswer, type RevocationRefusal } from '../revocation/index.ts'
import { encodesName, extensionOids, type Certificate } from '../x509/index.ts'
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
const maximumListSigners = 4

export function needsNoRevocationCheck(certificate: Certificate): boolean {
  return certificate.extensions.has(extensionOids.validityAssuredShortTerm) || certificate.extensions.has(noRevocationAvailable)
}

export async function revocationStatus(context: Context, certificate: Certificate, issuer: Certificate, control: ControlTime): Promise<RevocationStatus> {
  const first = await fromEvidence(context, certificate, issuer, control)
  // For the present the newest data count, not those that the file chose to bring along.
  if (context.fetch === undefined || (first.kind === 'known' && control.proven)) return first
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
  for (const response of context.evidence.ocspResponses) {
    const answer = await checkOcspResponse({ response, certificate, issuer, ...moment })
    keep((await isFromRevokedResponder(context, answer, issuer)) ? { status: 'unusable', because: 'signer-not-authorised' } : answer, response.der)
  }
  for (const crl of context.evidence.crls) {
    // Indirect lists are left out on purpose.
    if (!encodesName(crl.issuer, issuer.subject)) continue
    for (const crlIssuer of await listSigners(context, crl, issuer)) keep(await checkCrl({ crl, certificate, crlIssuer, ...moment }), crl.der)
  }
  return chosen(usable, refusals)
}

/** The issuer; where the list was not made with its key, its other certificates that hold a path of their own (a change of keys). */
async function listSigners(context: Context, crl: Crl, issuer: Certificate): Promise<readonly Certificate[]> {
  const genuine = (): Promise<boolean> =>
    verifySignature({ algorithm: crl.signatureAlgorithm, publicKey: issuer.spki, message: crl.tbs, signature: crl.signature })
  if (await context.memory.remember(crl, issuer, genuine)) return [issuer]
  const pool = new CertificatePool(context.evidence.certificates)
  const others = [...context.anchors.named(issuer.subject), ...pool.named(issuer.subject)].filter(({ sha256 }) => sha256 !== issuer.sha256)
  const trusted: Certificate[] = [issuer]
  for (const other of others.slice(0, maximumListSigners))
    if ((await validatePath({ certificate: other, anchors: context.anchors, pool, at: crl.thisUpdate })).valid) trusted.push(other)
  return trusted
}

/** RFC 6960 §4.2.2.2.1: a responder without id-pkix-ocsp-nocheck may itself be revoked. Only lists are asked, or the question would never end. */
async function isFromRevokedResponder(context: Context, answer: RevocationAnswer, issuer: Certificate): Promise<boolean> {
  if (answer.status === 'unusable' || answer.signerNeedsNoCheck) return false
  const moment = { controlTime: answer.issuedAt, at: context.at, remember: context.memory.remember }
  for (const crl of context.evidence.crls) {
    if (!encodesName(crl.issuer, issuer.subject)) continue
    if ((await checkCrl({ crl, certificate: answer.signer, crlIssuer: issuer, ...moment })).status === 'revoked') return true
  }
  return false
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
