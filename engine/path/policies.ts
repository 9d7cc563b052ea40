/**
 * Certificate policies along a path (RFC 5280 §6.1.2 to §6.1.5), with one level of the policy tree at a time: whether a policy answers the
 * verifier's wishes is settled when its node appears, so nothing above is needed again and the tree cannot explode (RFC 9618).
 */
import { extensionOids, policyOids, readInhibitAnyPolicy, readPolicyConstraints, readPolicyMappings, type Certificate } from '../x509/index.ts'
import type { PathRule } from './faults.ts'

export type PolicyWishes = {
  /** user-initial-policy-set; left out: any. */
  readonly acceptablePolicies?: readonly string[] | undefined
  readonly requireExplicitPolicy?: boolean | undefined
  readonly inhibitPolicyMapping?: boolean | undefined
  readonly inhibitAnyPolicy?: boolean | undefined
}

type Node = { readonly expected: ReadonlySet<string>; readonly wished: boolean }
type Level = ReadonlyMap<string, Node>

export class PolicyState {
  readonly #wished: (policy: string) => boolean
  /** The deepest level of the tree; empty is the null tree. */
  #level: Level
  #explicit: number
  #mapping: number
  #anyPolicy: number

  /** `length`: how many certificates the path has below its anchor. */
  constructor(length: number, wishes: PolicyWishes) {
    const acceptable =
      wishes.acceptablePolicies === undefined || wishes.acceptablePolicies.includes(policyOids.any) ? undefined : new Set(wishes.acceptablePolicies)
    this.#wished = (policy) => acceptable === undefined || acceptable.has(policy)
    this.#level = new Map([[policyOids.any, { expected: new Set([policyOids.any]), wished: true }]])
    this.#explicit = wishes.requireExplicitPolicy === true ? 0 : length + 1
    this.#mapping = wishes.inhibitPolicyMapping === true ? 0 : length + 1
    this.#anyPolicy = wishes.inhibitAnyPolicy === true ? 0 : length + 1
  }

  /** §6.1.3 (d) to (f). */
  enter(certificate: Certificate, isLast: boolean): PathRule | undefined {
    this.#level = certificate.extensions.has(extensionOids.certificatePolicies) ? this.#nextLevel(certificate, isLast) : new Map()
    return this.#explicit > 0 || this.#level.size > 0 ? undefined : 'no-valid-policy'
  }

  #nextLevel(certificate: Certificate, isLast: boolean): Level {
    const above = this.#level
    const next = new Map<string, Node>()
    const add = (policy: string, wished: boolean): void =>
      void next.set(policy, { expected: new Set([policy]), wished: wished || next.get(policy)?.wished === true })
    const policies = certificate.policies.map(({ oid }) => oid)
    for (const policy of policies) {
      if (policy === policyOids.any) continue
      const parents = [...above].filter(([valid, node]) => valid !== policyOids.any && node.expected.has(policy))
      for (const [, node] of parents) add(policy, node.wished)
      if (parents.length === 0 && above.has(policyOids.any)) add(policy, this.#wished(policy))
    }
    if (policies.includes(policyOids.any) && (this.#anyPolicy > 0 || (!isLast && certificate.selfIssued)))
      for (const [, node] of above) for (const expected of node.expected) if (!next.has(expected) || expected === policyOids.any) add(expected, node.wished)
    return next
  }

  /** §6.1.4 (a), (b), (h) to (j): on the way to the certificate below. */
  leave(certificate: Certificate): PathRule | undefined {
    const mapped = certificate.extensions.get(extensionOids.policyMappings)
    const fault = mapped === undefined ? undefined : this.#map(mapped.value)
    if (fault !== undefined) return fault
    if (!certificate.selfIssued) {
      this.#explicit = Math.max(0, this.#explicit - 1)
      this.#mapping = Math.max(0, this.#mapping - 1)
      this.#anyPolicy = Math.max(0, this.#anyPolicy - 1)
    }
    this.#tighten(certificate)
    const inhibit = certificate.extensions.get(extensionOids.inhibitAnyPolicy)
    if (inhibit !== undefined) this.#anyPolicy = Math.min(this.#anyPolicy, readInhibitAnyPolicy(inhibit.value))
    return undefined
  }

  #map(value: Uint8Array): PathRule | undefined {
    const targets = new Map<string, Set<string>>()
    for (const { issuer, subject } of readPolicyMappings(value)) {
      if (issuer === policyOids.any || subject === policyOids.any) return 'any-policy-mapped'
      targets.set(issuer, (targets.get(issuer) ?? new Set()).add(subject))
    }
    const level = new Map(this.#level)
    for (const [issuer, subjects] of targets) {
      const node = level.get(issuer)
      if (this.#mapping === 0) level.delete(issuer)
      else if (node !== undefined) level.set(issuer, { expected: subjects, wished: node.wished })
      else if (level.has(policyOids.any)) level.set(issuer, { expected: subjects, wished: this.#wished(issuer) })
    }
    this.#level = level
    return undefined
  }

  #tighten(certificate: Certificate): void {
    const constraints = certificate.extensions.get(extensionOids.policyConstraints)
    if (constraints === undefined) return
    const { requireExplicitPolicy, inhibitPolicyMapping } = readPolicyConstraints(constraints.value)
    this.#explicit = Math.min(this.#explicit, requireExplicitPolicy ?? this.#explicit)
    this.#mapping = Math.min(this.#mapping, inhibitPolicyMapping ?? this.#mapping)
  }

  /** §6.1.5 (a), (b), (g): the policies that hold for the last certificate and are wished for. */
  finish(certificate: Certificate): { readonly fault?: PathRule; readonly policies: readonly string[] } {
    let explicit = certificate.selfIssued ? this.#explicit : Math.max(0, this.#explicit - 1)
    const constraints = certificate.extensions.get(extensionOids.policyConstraints)
    if (constraints !== undefined && readPolicyConstraints(constraints.value).requireExplicitPolicy === 0) explicit = 0
    const policies = [...this.#level].filter(([, node]) => node.wished).map(([policy]) => policy)
    return explicit === 0 && policies.length === 0 ? { fault: 'no-valid-policy', policies } : { policies }
  }
}
