/**
 * What this authority issues, for how long, and where its status services stand. Pure.
 * Lifetimes are a demonstration authority's; an operator's practice statement sets its own.
 */
import { z } from 'zod'

export type AuthorityKind = 'root' | 'issuing-authority' | 'ocsp-responder' | 'time-stamp-unit'
export const authorityKinds: readonly AuthorityKind[] = ['root', 'issuing-authority', 'ocsp-responder', 'time-stamp-unit']

const day = 86_400_000
const year = 365 * day

export const lifetimes: Readonly<Record<AuthorityKind, number>> = {
  root: 20 * year,
  'issuing-authority': 10 * year,
  'ocsp-responder': 1 * year,
  'time-stamp-unit': 5 * year,
}

/** Lists stay this small when certificates are many: each shard answers for its own. RFC 5280 §5.2.5. */
export const shardCount = 4
export const listValidity = day
/** A list is made anew this long before it must be, so an outage of hours harms nobody. */
export const listRenewal = 6 * 3_600_000
/** OCSP answers are made on demand; a reader may keep one this long. */
export const answerValidity = 3_600_000

/** The shard of a serial number: its last octet, spread. */
export function shardOf(serialNumber: string): number {
  return Number.parseInt(serialNumber.slice(-2), 16) % shardCount
}

/** Where certificates say that status, issuer and lists are found. */
export function pkiUrls(pkiUrl: string): {
  readonly ocsp: string
  readonly timestamp: string
  issuer(kind: AuthorityKind): string
  list(issuer: AuthorityKind, shard: number): string
} {
  return {
    ocsp: `${pkiUrl}/pki/ocsp`,
    timestamp: `${pkiUrl}/pki/tsa`,
    issuer: (kind) => `${pkiUrl}/pki/ca/${kind}.cer`,
    list: (issuer, shard) => `${pkiUrl}/pki/crl/${issuer}/${shard}.crl`,
  }
}

/** Policy identifiers under the UUID arc (X.667), which needs no registration; an operator sets an arc of their own. */
export const policies = { timestamp: '2.25.297362412876381247312641872364', certificate: '2.25.297362412876381247312641872365' } as const

export const revocationReasons = ['unspecified', 'keyCompromise', 'affiliationChanged', 'superseded', 'cessationOfOperation'] as const
export type RevocationReason = (typeof revocationReasons)[number]

/** Makes the shard's list anew: after a revocation, and when the old one nears its end. */
export const publishList = { name: 'publish-revocation-list', schema: z.object({ shard: z.number().int().min(0) }) }
export const renewLists = { name: 'renew-revocation-lists', schema: z.object({}) }

/** A positive serial number of 128 random bits with the top bit clear (RFC 5280 §4.1.2.2: ≤ 20 octets; CA/B: ≥ 64 bits of chance). */
export function serialNumberFrom(random: Uint8Array): Uint8Array {
  const serial = random.slice(0, 16)
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  return serial
}
