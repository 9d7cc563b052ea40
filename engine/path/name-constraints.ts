/**
 * Name constraints (RFC 5280 §4.2.1.10). A constraint on a kind of name that is not compared here (X.400, EDI, registered, other) refuses
 * every name of that kind. Budget: 250,000 comparisons a path.
 */
import { attributeOids, startsWith, type Certificate, type GeneralName, type NameConstraints } from '../x509/index.ts'
import type { PathRule } from './faults.ts'

const maximumComparisons = 250_000

export class NameState {
  readonly #permitted: (readonly GeneralName[])[] = []
  readonly #excluded: GeneralName[] = []
  #comparisonsLeft = maximumComparisons

  constrain({ permitted, excluded }: NameConstraints): void {
    this.#permitted.push(permitted)
    this.#excluded.push(...excluded)
  }

  /** §6.1.3 (b) and (c). `detail` is the name in question. */
  check(certificate: Certificate): { readonly rule: PathRule; readonly detail: string } | undefined {
    if (this.#permitted.length === 0) return undefined
    for (const name of namesOf(certificate)) {
      const excluded = this.#excluded.filter((base) => base.kind === name.kind)
      const groups = this.#permitted.map((group) => group.filter((base) => base.kind === name.kind)).filter((group) => group.length > 0)
      this.#comparisonsLeft -= excluded.length + groups.reduce((sum, group) => sum + group.length, 0)
      if (this.#comparisonsLeft < 0) return { rule: 'budget-spent', detail: 'name constraints' }
      if (excluded.some((base) => matches(name, base) !== false)) return { rule: 'name-excluded', detail: spell(name) }
      if (!groups.every((group) => group.some((base) => matches(name, base) === true))) return { rule: 'name-not-permitted', detail: spell(name) }
    }
    return undefined
  }
}

/** The subject, its alternative names, and the e-mail addresses that old certificates keep in the subject. */
function namesOf(certificate: Certificate): GeneralName[] {
  const { subject, subjectAltName } = certificate
  const own: GeneralName[] = subject.parts.length === 0 ? [] : [{ kind: 'directory', name: subject }]
  const old = subjectAltName.some((name) => name.kind === 'email') ? [] : subject.attributes.filter(({ oid }) => oid === attributeOids.emailAddress)
  return [...own, ...subjectAltName, ...old.map(({ value }) => ({ kind: 'email', value }) as const)]
}

/** undefined: cannot be told, which counts against the name either way. */
function matches(name: GeneralName, base: GeneralName): boolean | undefined {
  if (name.kind === 'directory' && base.kind === 'directory') return startsWith(name.name, base.name)
  if (name.kind === 'dns' && base.kind === 'dns') return matchesDns(name.value, base.value)
  if (name.kind === 'email' && base.kind === 'email') return matchesEmail(name.value, base.value)
  if (name.kind === 'uri' && base.kind === 'uri') return matchesUri(name.value, base.value)
  if (name.kind === 'ip' && base.kind === 'ip') return matchesAddress(name.octets, base.octets)
  return undefined
}

/** Labels may be added to the left. */
function matchesDns(name: string, base: string): boolean | undefined {
  const [host, suffix] = [name.toLowerCase(), base.toLowerCase()]
  // A leading dot is not in the RFC for DNS names, and means different things to different people.
  if (suffix.startsWith('.') || host.startsWith('.')) return undefined
  if (suffix === '' || host === suffix || host.endsWith(`.${suffix}`)) return true
  // The star may stand for the very label that the base names.
  return host.startsWith('*.') && suffix.endsWith(host.slice(1)) ? undefined : false
}

/** A mailbox, a host, or with a leading dot everything below a domain. */
function matchesEmail(name: string, base: string): boolean | undefined {
  const at = name.lastIndexOf('@')
  if (at < 1 || at === name.length - 1) return undefined
  const host = name.slice(at + 1).toLowerCase()
  const wantedAt = base.lastIndexOf('@')
  if (wantedAt >= 0) return name.slice(0, at) === base.slice(0, wantedAt) && host === base.slice(wantedAt + 1).toLowerCase()
  return matchesHost(host, base)
}

/** Only the host counts; a URI without a host name, or with an address, cannot be judged (§4.2.1.10). */
function matchesUri(name: string, base: string): boolean | undefined {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:@[\]]+)(?::\d*)?(?:[/?#]|$)/i.exec(name)?.[1]?.toLowerCase()
  if (host === undefined || /^[\d.]+$/.test(host)) return undefined
  return matchesHost(host, base)
}

function matchesHost(host: string, base: string): boolean {
  const wanted = base.toLowerCase()
  return wanted === '' || (wanted.startsWith('.') ? host.endsWith(wanted) && host.length > wanted.length : host === wanted)
}

/** The base is an address and a mask of the same length; the mask must be a prefix (RFC 4632 style). */
function matchesAddress(address: Uint8Array, base: Uint8Array): boolean | undefined {
  const { length } = address
  if ((length !== 4 && length !== 16) || (base.length !== 8 && base.length !== 32)) return undefined
  if (!isPrefixMask(base.subarray(base.length / 2))) return undefined
  if (base.length !== 2 * length) return false
  return address.every((octet, index) => ((octet ^ (base[index] ?? 0)) & (base[length + index] ?? 0)) === 0)
}

function isPrefixMask(mask: Uint8Array): boolean {
  const bits = Array.from(mask, (octet) => octet.toString(2).padStart(8, '0')).join('')
  return /^1*0*$/.test(bits)
}

function spell(name: GeneralName): string {
  if (name.kind === 'directory') return name.name.text
  return name.kind === 'dns' || name.kind === 'email' || name.kind === 'uri' ? name.value : name.kind
}
