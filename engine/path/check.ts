/**
 * One path checked from its anchor down (RFC 5280 §6.1), signatures and revocation apart. A given path of n certificates costs n steps.
 * Taken from elsewhere: the anchor's own path length and name constraints count too (RFC 5937).
 */
import { MalformedError } from '../errors.ts'
import { extensionOids, purposes, readNameConstraints, sameName, type Certificate } from '../x509/index.ts'
import { pathFault, type PathFault } from './faults.ts'
import { NameState } from './name-constraints.ts'
import { strictFault } from './strict.ts'
import { PolicyState, type PolicyWishes } from './policies.ts'

export type PathWishes = PolicyWishes & {
  /** The moment at which every certificate below the anchor must be valid. Left out: dates are the caller's affair. */
  readonly at?: Date | undefined
  /** Purpose (object identifier) that the last certificate must allow, and no certificate above may forbid. */
  readonly purpose?: string | undefined
  /** Asks also what RFC 5280 asks of issuers, the anchor included: see strict.ts. For signatures this is left off. */
  readonly strict?: boolean | undefined
}

/** `path`: last certificate first, anchor at the end. Answers the first fault from the anchor down, or the policies that hold. */
export function checkPath(path: readonly Certificate[], wishes: PathWishes = {}): { readonly fault?: PathFault; readonly policies: readonly string[] } {
  const downwards = path.toReversed()
  const [anchor] = downwards
  if (anchor === undefined) return { policies: [] }
  const state = new State(path.length - 1, wishes)
  for (const [index, certificate] of downwards.entries()) {
    try {
      const issuer = downwards[index - 1]
      const isLast = index === downwards.length - 1
      const strict = wishes.strict === true ? strictFault(certificate, isLast ? 'end-entity' : issuer === undefined ? 'anchor' : 'authority') : undefined
      if (strict !== undefined) return { fault: pathFault('not-conformant', certificate, `${strict.id} (${strict.clause})`), policies: [] }
      const fault = issuer === undefined ? state.start(certificate, isLast) : state.step(certificate, issuer, isLast)
      if (fault !== undefined) return { fault, policies: [] }
      if (isLast && issuer !== undefined) return state.finish(certificate)
    } catch (error) {
      if (error instanceof MalformedError) return { fault: pathFault('malformed', certificate, error.message), policies: [] }
      throw error
    }
  }
  return { policies: [] }
}

class State {
  readonly #wishes: PathWishes
  readonly #policies: PolicyState
  readonly #names = new NameState()
  #pathLength: number

  constructor(length: number, wishes: PathWishes) {
    this.#wishes = wishes
    this.#policies = new PolicyState(length, wishes)
    this.#pathLength = length
  }

  start(anchor: Certificate, isLast: boolean): PathFault | undefined {
    if (isLast) return undefined
    this.#bound(anchor)
    if (this.#wishes.strict === true) return this.#dates(anchor) ?? this.#criticals(anchor) ?? this.#mayIssue(anchor, anchor.version < 3)
    return this.#mayIssue(anchor, anchor.version < 3)
  }

  step(certificate: Certificate, issuer: Certificate, isLast: boolean): PathFault | undefined {
    return this.#basics(certificate, issuer, isLast) ?? (isLast ? this.#purpose(certificate) : this.#descend(certificate))
  }

  /** §6.1.3, and the extensions of §6.1.4 (o) and §6.1.5 (f). */
  #basics(certificate: Certificate, issuer: Certificate, isLast: boolean): PathFault | undefined {
    const dates = this.#dates(certificate)
    if (dates !== undefined) return dates
    if (!sameName(certificate.issuer, issuer.subject)) return pathFault('name-chaining', certificate)
    const named = certificate.selfIssued && !isLast ? undefined : this.#names.check(certificate)
    if (named !== undefined) return pathFault(named.rule, certificate, named.detail)
    const policy = this.#policies.enter(certificate, isLast)
    if (policy !== undefined) return pathFault(policy, certificate)
    return this.#criticals(certificate)
  }

  #dates(certificate: Certificate): PathFault | undefined {
    const { at } = this.#wishes
    if (at === undefined) return undefined
    if (at < certificate.notBefore) return pathFault('not-yet-valid', certificate)
    // Validity is counted in whole seconds and includes the last one (RFC 5280 §4.1.2.5).
    return Math.floor(at.getTime() / 1000) * 1000 > certificate.notAfter.getTime() ? pathFault('expired', certificate) : undefined
  }

  #criticals(certificate: Certificate): PathFault | undefined {
    for (const { oid, critical } of certificate.extensions.values())
      if (critical && !processed.has(oid)) return pathFault('critical-extension-unknown', certificate, oid)
    return undefined
  }

  /** §6.1.4. */
  #descend(certificate: Certificate): PathFault | undefined {
    const policy = this.#policies.leave(certificate)
    if (policy !== undefined) return pathFault(policy, certificate)
    const fault = this.#mayIssue(certificate, false)
    if (fault !== undefined) return fault
    if (!certificate.selfIssued && this.#pathLength-- <= 0) return pathFault('path-too-long', certificate)
    this.#bound(certificate)
    return undefined
  }

  #mayIssue(certificate: Certificate, old: boolean): PathFault | undefined {
    if (!old && certificate.basicConstraints?.authority !== true) return pathFault('not-an-authority', certificate)
    if (certificate.keyUsage?.has('keyCertSign') === false) return pathFault('may-not-sign-certificates', certificate)
    return this.#purpose(certificate)
  }

  #bound(certificate: Certificate): void {
    const limit = certificate.basicConstraints?.pathLength
    if (limit !== undefined) this.#pathLength = Math.min(this.#pathLength, limit)
    const constraints = certificate.extensions.get(extensionOids.nameConstraints)
    if (constraints !== undefined) this.#names.constrain(readNameConstraints(constraints.value))
  }

  /** An authority that names purposes binds what stands below it, as every client does. */
  #purpose(certificate: Certificate): PathFault | undefined {
    const { purpose } = this.#wishes
    const named = certificate.extendedKeyUsage
    if (purpose === undefined || named === undefined || named.includes(purpose) || named.includes(purposes.any)) return undefined
    return pathFault('purpose-missing', certificate, purpose)
  }

  finish(certificate: Certificate): { readonly fault?: PathFault; readonly policies: readonly string[] } {
    const { fault, policies } = this.#policies.finish(certificate)
    return fault === undefined ? { policies } : { fault: pathFault(fault, certificate), policies }
  }
}

/** What may be critical: extensions that this folder, engine/revocation or a format's validator acts on. */
const processed = new Set<string>([
  extensionOids.keyUsage,
  extensionOids.basicConstraints,
  extensionOids.nameConstraints,
  extensionOids.certificatePolicies,
  extensionOids.policyMappings,
  extensionOids.policyConstraints,
  extensionOids.inhibitAnyPolicy,
  extensionOids.extendedKeyUsage,
  extensionOids.subjectAltName,
  extensionOids.crlDistributionPoints,
  extensionOids.qcStatements,
  extensionOids.ocspNoCheck,
])
