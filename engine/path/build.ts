/**
 * Paths from a certificate up to a trust anchor, found by name and proven by signature. Loops end at the visited set; work ends at a budget:
 * 16 certificates a path, 256 signature checks and 4,096 steps a search.
 */
import { verifySignature } from '../algorithms/index.ts'
import { childrenOf, der, encodingOf, readDocument } from '../asn1/index.ts'
import { equalBytes } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import type { CertificatePool } from '../trust/index.ts'
import type { Certificate } from '../x509/index.ts'

export type PathSearch = { readonly anchors: CertificatePool; readonly pool: CertificatePool; readonly maximumLength?: number | undefined }

/** What a search may still cost, and what it has learned; shared by all branches. */
export class SearchBudget {
  signatureChecks = 256
  steps = 4096
  spent = false
  /** The last certificate above which no issuer was found, and the signature that failed last. */
  deadEnd: Certificate | undefined
  badSignature: Certificate | undefined
  /** By "certificate/issuer" (SHA-256 of each); may outlive the search. */
  readonly verified: Map<string, boolean>

  constructor(verified = new Map<string, boolean>()) {
    this.verified = verified
  }
}

const defaultMaximumLength = 16

/** Last certificate first, anchor at the end. Anchors are tried before other issuers, so short paths come first. */
export async function* buildPaths(certificate: Certificate, search: PathSearch, budget = new SearchBudget()): AsyncGenerator<readonly Certificate[]> {
  yield* extend([certificate], search, budget)
}

async function* extend(path: readonly Certificate[], search: PathSearch, budget: SearchBudget): AsyncGenerator<readonly Certificate[]> {
  const last = path.at(-1)
  if (last === undefined) return
  if (search.anchors.has(last)) return yield path
  if (path.length >= (search.maximumLength ?? defaultMaximumLength)) return
  let found = false
  for (const issuer of candidates(last, search)) {
    if (path.some((one) => isSameEntity(one, issuer))) continue
    if (--budget.steps < 0) budget.spent = true
    if (budget.spent) return
    if (!(await isSignedBy(last, issuer, [...path, issuer], search, budget))) continue
    found = true
    yield* extend([...path, issuer], search, budget)
  }
  if (!found) budget.deadEnd = last
}

/** Likely issuers first: anchors, then those whose key identifier fits. The identifier is a hint; the signature decides. */
function candidates(certificate: Certificate, { anchors, pool }: PathSearch): readonly Certificate[] {
  const all = new Map([...anchors.issuersOf(certificate), ...pool.issuersOf(certificate)].map((one) => [one.sha256, one]))
  const rank = (issuer: Certificate): number => (fits(certificate, issuer) ? 0 : 2) + (anchors.has(issuer) ? 0 : 1)
  return [...all.values()].toSorted((left, right) => rank(left) - rank(right))
}

function fits(certificate: Certificate, issuer: Certificate): boolean {
  try {
    const wanted = certificate.authorityKeyIdentifier?.keyIdentifier
    const own = issuer.subjectKeyIdentifier
    return wanted === undefined || own === undefined || equalBytes(wanted, own)
  } catch (error) {
    if (error instanceof MalformedError) return false
    throw error
  }
}

/** Same name and key: going through it again would be a loop, whichever of its certificates it is. */
function isSameEntity(left: Certificate, right: Certificate): boolean {
  return left.sha256 === right.sha256 || (equalBytes(left.spki, right.spki) && left.subject.comparisonKey === right.subject.comparisonKey)
}

async function isSignedBy(
  certificate: Certificate,
  issuer: Certificate,
  path: readonly Certificate[],
  search: PathSearch,
  budget: SearchBudget,
): Promise<boolean> {
  const name = `${certificate.sha256}/${issuer.sha256}`
  const known = budget.verified.get(name)
  if (known !== undefined) return known
  if (--budget.signatureChecks < 0) {
    budget.spent = true
    return false
  }
  const publicKey = workingKey(issuer, path, search)
  const verified = await verifySignature({ algorithm: certificate.signatureAlgorithm, publicKey, message: certificate.tbs, signature: certificate.signature })
  if (!verified) budget.badSignature = certificate
  budget.verified.set(name, verified)
  return verified
}

/** RFC 5280 §6.1.4 (d) to (f): a DSA key without parameters has those of the key above it. Looked for one name at a time, at most 16 deep. */
export function workingKey(issuer: Certificate, path: readonly Certificate[], search: PathSearch): Uint8Array {
  let current = issuer
  for (let depth = 0; depth < defaultMaximumLength; depth++) {
    if (!lacksParameters(current)) return current === issuer ? issuer.spki : withParameters(issuer, current)
    const above = candidates(current, search).find((one) => one.publicKeyKind === 'dsa' && !path.includes(one))
    if (above === undefined) return issuer.spki
    current = above
  }
  return issuer.spki
}

function lacksParameters(certificate: Certificate): boolean {
  try {
    return certificate.publicKey.kind === 'dsa' && !certificate.publicKey.hasParameters
  } catch (error) {
    if (error instanceof MalformedError) return false
    throw error
  }
}

function withParameters(issuer: Certificate, source: Certificate): Uint8Array {
  const [algorithm] = childrenOf(readDocument(source.spki))
  return algorithm === undefined ? issuer.spki : der.sequence(encodingOf(algorithm), der.bitString(issuer.publicKey.keyBytes))
}
