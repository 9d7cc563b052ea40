/** X.509 certificate validation (EN 319 102-1 §5.2.6): a chain to trust, valid and unrevoked at the control time. */
import type { RevocationReason } from '../revocation/index.ts'
import { buildPaths, checkPath, SearchBudget, type PathFault } from '../path/index.ts'
import { CertificatePool } from '../trust/index.ts'
import type { Certificate } from '../x509/index.ts'
import { failed, indeterminate, passed, say, spell, together, type Conclusion } from './conclusion.ts'
import type { Context, ControlTime } from './context.ts'
import { fetchIssuers } from './fetching.ts'
import { judgeSignature } from './policy.ts'
import { needsNoRevocationCheck, revocationStatus, type KnownAnswer } from './revocation-status.ts'

export type CertificateJudgement = {
  readonly conclusion: Conclusion
  /** Signer first, anchor last; the signer alone where no chain was found. */ readonly chain: readonly Certificate[]
}

export type CertificatePurpose = 'signature' | 'time-stamp'

const maximumChains = 8

export async function validateCertificate(
  context: Context,
  certificate: Certificate,
  purpose: CertificatePurpose,
  control: ControlTime,
): Promise<CertificateJudgement> {
  const judgement = await overChains(context, certificate, purpose, control)
  if (judgement !== undefined) return judgement
  if (await completed(context, certificate)) {
    const second = await overChains(context, certificate, purpose, control)
    if (second !== undefined) return second
  }
  return { conclusion: indeterminate('NO_CERTIFICATE_CHAIN_FOUND', say('chain.not-found', { subject: certificate.subject.text })), chain: [certificate] }
}

/** The first chain that passes, or else the first that failed. */
async function overChains(
  context: Context,
  certificate: Certificate,
  purpose: CertificatePurpose,
  control: ControlTime,
): Promise<CertificateJudgement | undefined> {
  let first: CertificateJudgement | undefined
  let tried = 0
  const search = { anchors: context.anchors, pool: new CertificatePool(context.evidence.certificates) }
  for await (const chain of buildPaths(certificate, search, new SearchBudget(context.memory.links))) {
    const conclusion = await judgeChain(context, chain, purpose, control)
    if (conclusion.indication === 'TOTAL_PASSED') return { conclusion, chain }
    first ??= { conclusion, chain }
    if (++tried >= maximumChains) break
  }
  return first
}

/** Walks caIssuers upwards from the certificate, as long as something new comes. */
async function completed(context: Context, certificate: Certificate): Promise<boolean> {
  if (context.fetch === undefined) return false
  let any = false
  let newest: readonly Certificate[] = [certificate]
  for (let step = 0; step < 4 && newest.length > 0; step++) {
    const before = new Set(context.evidence.certificates)
    for (const each of newest) any = (await fetchIssuers(context, each)) || any
    newest = context.evidence.certificates.filter((each) => !before.has(each))
  }
  return any
}

async function judgeChain(context: Context, chain: readonly Certificate[], purpose: CertificatePurpose, control: ControlTime): Promise<Conclusion> {
  const [signer] = chain
  const anchor = chain.at(-1)
  if (signer === undefined || anchor === undefined) return indeterminate('NO_CERTIFICATE_CHAIN_FOUND')
  const blocks: Conclusion[] = []
  const usage = signer.keyUsage
  if (usage !== undefined && !usage.has('digitalSignature') && !usage.has('contentCommitment'))
    blocks.push(indeterminate('CHAIN_CONSTRAINTS_FAILURE', say('signer.key-usage', { subject: signer.subject.text })))
  const { fault } = checkPath(chain)
  if (fault !== undefined) blocks.push(ruleBroken(fault))
  for (const [index, certificate] of chain.entries()) {
    const issuer = chain[index + 1]
    if (issuer === undefined) continue
    blocks.push(await judgeMember(context, certificate, issuer, { isSigner: index === 0, purpose, control }))
  }
  return together(passed(say('chain.trusted', { anchor: anchor.subject.text })), ...blocks)
}

/** Periods of validity and revocation are judged apart, at the control time; these are the other rules of RFC 5280 §6.1. */
function ruleBroken({ rule, clause, certificate, detail }: PathFault): Conclusion {
  const constrained = ['name-not-permitted', 'name-excluded', 'no-valid-policy', 'path-too-long'].includes(rule)
  const words = detail === undefined ? `${rule} (${clause})` : `${rule} ${detail} (${clause})`
  return indeterminate(
    constrained ? 'CHAIN_CONSTRAINTS_FAILURE' : 'CERTIFICATE_CHAIN_GENERAL_FAILURE',
    say('chain.invalid', { subject: certificate.subject.text, detail: words }),
  )
}

type Member = { readonly isSigner: boolean; readonly purpose: CertificatePurpose; readonly control: ControlTime }

async function judgeMember(context: Context, certificate: Certificate, issuer: Certificate, member: Member): Promise<Conclusion> {
  const { control } = member
  const subject = certificate.subject.text
  const strength = judgeSignature(certificate.signatureAlgorithm, issuer, undefined, control.time)
  if (control.time < certificate.notBefore) {
    const sentence = say('chain.not-yet-valid', { subject, notBefore: spell(certificate.notBefore) })
    return control.proven ? failed('NOT_YET_VALID', sentence) : indeterminate('OUT_OF_BOUNDS_NO_POE', sentence)
  }
  if (control.time > certificate.notAfter) {
    const status = await judgeRevocation(context, certificate, issuer, {
      ...member,
      control: { ...control, statusTime: earlier(control.statusTime, certificate.notAfter) },
    })
    // A revocation weighs more than an expiry.
    if (status.subIndication === 'REVOKED_NO_POE' || status.subIndication === 'REVOKED_CA_NO_POE') return together(status, strength)
    const subIndication = status.indication === 'TOTAL_PASSED' ? 'OUT_OF_BOUNDS_NOT_REVOKED' : 'OUT_OF_BOUNDS_NO_POE'
    return together(indeterminate(subIndication, say('chain.expired', { subject, notAfter: spell(certificate.notAfter) })), strength)
  }
  return together(await judgeRevocation(context, certificate, issuer, member), strength)
}

function earlier(left: Date, right: Date): Date {
  return left < right ? left : right
}

async function judgeRevocation(context: Context, certificate: Certificate, issuer: Certificate, member: Member): Promise<Conclusion> {
  if (needsNoRevocationCheck(certificate)) return passed()
  const subject = certificate.subject.text
  const status = await revocationStatus(context, certificate, issuer, member.control)
  if (status.kind === 'unknown') {
    const refused = [...new Set(status.because)].map((because) => say('revocation.data-refused', { subject, detail: because }))
    return indeterminate('TRY_LATER', say('revocation.unknown', { subject }), ...refused)
  }
  if (status.answer.status === 'revoked') return judgeRevoked(status.answer, subject, member)
  if (status.kind === 'unproven') return indeterminate('REVOCATION_OUT_OF_BOUNDS_NO_POE', say('revocation.no-proof-of-existence', { subject }))
  return passed(say('revocation.good', { subject, time: spell(status.answer.thisUpdate) }))
}

function judgeRevoked(answer: KnownAnswer, subject: string, { isSigner, purpose, control }: Member): Conclusion {
  const revokedAt = answer.revokedAt ?? answer.thisUpdate
  const parameters = { subject, time: spell(revokedAt) }
  if (answer.reason === 'certificateHold' && revokedAt <= control.statusTime) return indeterminate('TRY_LATER', say('revocation.suspended', parameters))
  const spoilt = revokedAt <= control.statusTime || (purpose === 'time-stamp' && isSigner && spoilsEarlierTokens(answer.reason) && revokedAt <= control.time)
  if (!spoilt) return passed(say('revocation.revoked-later', parameters))
  return indeterminate(isSigner ? 'REVOKED_NO_POE' : 'REVOKED_CA_NO_POE', say(control.proven ? 'revocation.revoked-before' : 'revocation.revoked', parameters))
}

/** RFC 3161 §4 (1): tokens made before survive a revocation only for these reasons; without any reason none survives. */
function spoilsEarlierTokens(reason: RevocationReason | undefined): boolean {
  return reason === undefined || !['unspecified', 'affiliationChanged', 'superseded', 'cessationOfOperation'].includes(reason)
}
