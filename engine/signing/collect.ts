/**
 * What a later verifier will need (EN 319 122-1 §6.3 LT, EN 319 142-1 §6.3): the path of every signer and time-stamp unit, and usable revocation data about
 * each of its members. What the file has already serves first, then OCSP, then lists. Budget: 64 certificates.
 */
import { MalformedError, MisuseError } from '../errors.ts'
import { buildPaths } from '../path/index.ts'
import { checkCrl, checkOcspResponse, parseCrl, parseOcspResponse, type RevocationAnswer } from '../revocation/index.ts'
import { CertificatePool } from '../trust/index.ts'
import { needsNoRevocationCheck } from '../validation/revocation-status.ts'
import type { Certificate } from '../x509/index.ts'
import { readable } from './certificates.ts'
import { LevelNotReachedError } from './level.ts'
import { issuersOver, revocationOver } from './network-revocation.ts'
import type { Revocation, Sources } from './sources.ts'

export type ValidationData = {
  readonly certificates: readonly Uint8Array[]
  readonly ocspResponses: readonly Uint8Array[]
  readonly crls: readonly Uint8Array[]
}

/** A certificate whose status counts at `time`. `listsOnly`: a responder, about whom no other responder is asked. */
export type Needed = { readonly certificate: Certificate; readonly time: Date; readonly listsOnly?: boolean }

export type CollectRequest = {
  readonly needed: readonly Needed[]
  /** What the file brings along. */
  readonly atHand: ValidationData
  readonly sources: Sources
  readonly at: Date
  /** Signing: a certificate that is revoked already is refused. */
  readonly refuseRevoked?: boolean
}

type Work = {
  readonly request: CollectRequest
  readonly revocation: Revocation
  readonly pool: Map<string, Certificate>
  readonly certificates: Map<string, Uint8Array>
  readonly ocspResponses: Set<Uint8Array>
  readonly crls: Set<Uint8Array>
  readonly settled: Set<string>
}

const maximumCertificates = 64
const maximumSteps = 4

export async function collectValidationData(request: CollectRequest): Promise<ValidationData> {
  const { sources, atHand } = request
  const revocation = sources.revocation ?? (sources.fetch === undefined ? undefined : revocationOver(sources.fetch))
  if (revocation === undefined) throw new MisuseError('levels LT and LTA need a source of revocation data')
  const known = [...atHand.certificates, ...(sources.trust ?? [])].flatMap(readable)
  const work: Work = {
    request,
    revocation,
    pool: new Map([...known, ...request.needed.map(({ certificate }) => certificate)].map((certificate) => [certificate.sha256, certificate])),
    certificates: new Map(),
    ocspResponses: new Set(),
    crls: new Set(),
    settled: new Set(),
  }
  const queue = [...request.needed]
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) queue.push(...(await settlePath(work, next)))
  return { certificates: [...work.certificates.values()], ocspResponses: [...work.ocspResponses], crls: [...work.crls] }
}

/** Returns whose status must be known besides: responders that are not exempt. */
async function settlePath(work: Work, { certificate, time, listsOnly }: Needed): Promise<Needed[]> {
  const path = await pathOf(work, certificate)
  const further: Needed[] = []
  for (const [index, member] of path.entries()) {
    work.certificates.set(member.sha256, member.der)
    const issuer = path[index + 1]
    if (issuer === undefined || work.settled.has(member.sha256) || needsNoRevocationCheck(member)) continue
    work.settled.add(member.sha256)
    if (work.settled.size > maximumCertificates) throw new LevelNotReachedError('the paths have more certificates than the budget allows')
    const answer = await settle(work, member, issuer, { time, listsOnly: listsOnly === true })
    if (answer === undefined) {
      if (listsOnly === true) continue
      throw new LevelNotReachedError(`nobody says whether the certificate of ${member.subject.text} is revoked`)
    }
    if (answer.status === 'revoked' && work.request.refuseRevoked === true)
      throw new LevelNotReachedError(`the certificate of ${member.subject.text} is revoked`)
    if (!answer.signerNeedsNoCheck) further.push({ certificate: answer.signer, time: answer.issuedAt, listsOnly: true })
  }
  return further
}

type Usable = Exclude<RevocationAnswer, { readonly status: 'unusable' }>
type Asked = { readonly time: Date; readonly listsOnly: boolean }

async function settle(work: Work, certificate: Certificate, issuer: Certificate, { time, listsOnly }: Asked): Promise<Usable | undefined> {
  const { atHand, at } = work.request
  const ocsp = async (responses: readonly Uint8Array[]): Promise<Usable | undefined> => {
    for (const bytes of responses) {
      const answer = await checkedOcsp(bytes, { certificate, issuer, controlTime: time, at })
      if (answer !== undefined) return (work.ocspResponses.add(bytes), answer)
    }
    return undefined
  }
  const lists = async (crls: readonly Uint8Array[]): Promise<Usable | undefined> => {
    for (const bytes of crls) {
      const answer = await checkedCrl(bytes, { certificate, crlIssuer: issuer, controlTime: time, at })
      if (answer !== undefined) return (work.crls.add(bytes), answer)
    }
    return undefined
  }
  // A list that was fetched for one member serves the next.
  const crlsAtHand = [...work.crls, ...atHand.crls]
  if (listsOnly) return (await lists(crlsAtHand)) ?? lists(await work.revocation(certificate, issuer, 'crl'))
  return (
    (await ocsp(atHand.ocspResponses)) ??
    (await lists(crlsAtHand)) ??
    (await ocsp(await work.revocation(certificate, issuer, 'ocsp'))) ??
    lists(await work.revocation(certificate, issuer, 'crl'))
  )
}

async function checkedOcsp(bytes: Uint8Array, question: Omit<Parameters<typeof checkOcspResponse>[0], 'response'>): Promise<Usable | undefined> {
  const response = tolerated(() => parseOcspResponse(bytes))
  if (response?.kind !== 'answer') return undefined
  const answer = await checkOcspResponse({ ...question, response: response.basic })
  return answer.status === 'unusable' ? undefined : answer
}

async function checkedCrl(bytes: Uint8Array, question: Omit<Parameters<typeof checkCrl>[0], 'crl'>): Promise<Usable | undefined> {
  const crl = tolerated(() => parseCrl(bytes))
  const answer = crl === undefined ? undefined : await checkCrl({ ...question, crl })
  return answer === undefined || answer.status === 'unusable' ? undefined : answer
}

function tolerated<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof MalformedError) return undefined
    throw error
  }
}

/** To an anchor; issuers that are missing are fetched. Without anchors to the last issuer that is known. */
async function pathOf(work: Work, certificate: Certificate): Promise<readonly Certificate[]> {
  const { trust, fetch } = work.request.sources
  let newest: readonly Certificate[] = [certificate]
  for (let step = 0; step <= maximumSteps; step++) {
    const pool = new CertificatePool(work.pool.values())
    const anchors = trust === undefined ? selfIssued(work.pool) : trust.flatMap(readable)
    for await (const path of buildPaths(certificate, { anchors: new CertificatePool(anchors), pool })) return path
    if (fetch === undefined) break
    const fetched = (await Promise.all([...newest, ...topmost(work.pool)].map((each) => issuersOver(fetch, each)))).flat()
    newest = fetched.filter(({ sha256 }) => !work.pool.has(sha256))
    for (const each of newest) work.pool.set(each.sha256, each)
    if (newest.length === 0) break
  }
  const top = trust === undefined ? topmost(work.pool).filter(({ sha256 }) => sha256 !== certificate.sha256) : []
  for await (const path of buildPaths(certificate, { anchors: new CertificatePool(top), pool: new CertificatePool(work.pool.values()) })) return path
  throw new LevelNotReachedError(`no chain of certificates leads up from ${certificate.subject.text}`)
}

function selfIssued(pool: ReadonlyMap<string, Certificate>): Certificate[] {
  return [...pool.values()].filter(({ subject, issuer }) => subject.comparisonKey === issuer.comparisonKey)
}

/** Those whose issuer is not there. */
function topmost(certificates: ReadonlyMap<string, Certificate>): Certificate[] {
  const pool = new CertificatePool(certificates.values())
  return [...certificates.values()].filter((certificate) => pool.issuersOf(certificate).length === 0)
}
