/** The authority's own certificates, read once: after the ceremony they do not change while the process lives. */
import { parseCertificate, type Certificate } from '@countersign/engine/x509'
import { Act, type Platform } from '../../platform/index.ts'
import type { AuthorityKind } from '../rules.ts'
import { authorityCertificates } from '../store.ts'

export type Member = { readonly keyId: string; readonly certificate: Certificate }
export type Hierarchy = Readonly<Record<AuthorityKind, Member>>

const known = new WeakMap<Platform, Promise<Hierarchy>>()

/** Throws before the ceremony is over: nothing here can answer without an authority. */
export function hierarchyOf(platform: Platform): Promise<Hierarchy> {
  const reading = known.get(platform) ?? readHierarchy(platform)
  known.set(platform, reading)
  reading.catch(() => known.delete(platform))
  return reading
}

async function readHierarchy(platform: Platform): Promise<Hierarchy> {
  const rows = await new Act(platform, { kind: 'system', job: 'read-hierarchy' }).transaction(authorityCertificates)
  const member = (kind: AuthorityKind): Member => {
    const row = rows.find((candidate) => candidate.kind === kind)
    if (row === undefined) throw new Error(`the authority has no ${kind} yet`)
    return { keyId: row.vault_key_id, certificate: parseCertificate(new Uint8Array(row.der)) }
  }
  return {
    root: member('root'),
    'issuing-authority': member('issuing-authority'),
    'ocsp-responder': member('ocsp-responder'),
    'time-stamp-unit': member('time-stamp-unit'),
  }
}

/** What a relying party starts from: the root. */
export async function trustAnchors(platform: Platform): Promise<Uint8Array[]> {
  return [(await hierarchyOf(platform)).root.certificate.der]
}

/** Issuers of an end entity's certificate, nearest first, root last. */
export async function issuerChain(platform: Platform): Promise<Uint8Array[]> {
  const hierarchy = await hierarchyOf(platform)
  return [hierarchy['issuing-authority'].certificate.der, hierarchy.root.certificate.der]
}

/** Whoever stamps next: its status belongs into evidence that a time-stamp of ours will close. */
export async function timestampUnit(platform: Platform): Promise<Certificate> {
  return (await hierarchyOf(platform))['time-stamp-unit'].certificate
}
