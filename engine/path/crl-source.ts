/**
 * Revocation from lists at hand (RFC 5280 §6.3): a `RevocationSource` for `validatePath`. Lists for some reasons add up; a delta list lifts a hold.
 * A list may be signed by the issuer's other key or by another authority, which must then itself hold a path that is not revoked;
 * where a signer's status rests on its own list, that list is believed, for nobody else could say otherwise. Budget: 64 signers judged.
 */
import { checkCrl, type Crl, type RevocationReason } from '../revocation/index.ts'
import type { CertificatePool } from '../trust/index.ts'
import { parseName, type Certificate } from '../x509/index.ts'
import { workingKey } from './build.ts'
import { validatePath, type RevocationSource } from './validate.ts'

export type CrlsAtHand = { readonly crls: readonly Crl[]; readonly anchors: CertificatePool; readonly pool: CertificatePool; readonly at: Date }

/** `settled` holds only what was judged without taking another signer on trust meanwhile. */
type Judged = { readonly settled: Map<string, boolean>; readonly inProgress: Set<string>; left: number }

export function crlRevocationSource(atHand: CrlsAtHand): RevocationSource {
  return sourceWith(atHand, { settled: new Map(), inProgress: new Set(), left: 64 })
}

/** RFC 5280 §6.3.2 (a): all reasons; `unspecified` and `removeFromCRL` are none. */
const allReasons: readonly RevocationReason[] = [
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'privilegeWithdrawn',
  'aACompromise',
]

function sourceWith(atHand: CrlsAtHand, judged: Judged): RevocationSource {
  const { crls, at } = atHand
  return async (certificate, _issuer, path) => {
    let status: 'good' | 'unknown' = 'unknown'
    const covered = new Set<RevocationReason>()
    for (const crl of crls.filter((one) => concerns(one, certificate))) {
      for (const crlIssuer of await signersOf(crl, path, atHand, judged)) {
        const answer = await checkCrl({ crl, certificate, crlIssuer, controlTime: at, at, issuerKey: workingKey(crlIssuer, [crlIssuer], atHand) })
        if (answer.status === 'unusable') {
          if (answer.because === 'some-reasons-only') for (const reason of crl.issuingDistributionPoint?.onlyReasons ?? []) covered.add(reason)
          continue
        }
        const lifted = answer.status === 'revoked' && answer.reason === 'certificateHold' && (await isLifted(crl, certificate, crlIssuer, atHand))
        if (answer.status === 'revoked' && !lifted) return 'revoked'
        status = 'good'
      }
    }
    return allReasons.every((reason) => covered.has(reason)) ? 'good' : status
  }
}

function concerns(crl: Crl, certificate: Certificate): boolean {
  return crl.issuingDistributionPoint?.indirect === true || parseName(crl.issuer).comparisonKey === certificate.issuer.comparisonKey
}

/** §5.2.4: a later delta over this list, or an earlier one, says removeFromCRL. */
async function isLifted(base: Crl, certificate: Certificate, crlIssuer: Certificate, { crls, at }: CrlsAtHand): Promise<boolean> {
  for (const delta of crls) {
    if (delta.deltaOf === undefined || delta.thisUpdate < base.thisUpdate || BigInt(`0x${delta.deltaOf}`) > BigInt(`0x${base.crlNumber ?? '0'}`)) continue
    if (delta.find(certificate.serialNumber, certificate.issuer.der)?.reason !== 'removeFromCRL') continue
    const answer = await checkCrl({ crl: delta, certificate, crlIssuer, controlTime: at, at })
    if (answer.status === 'unusable' && answer.because === 'delta-list') return true
  }
  return false
}

/** Whoever bears the list's issuer name: members of the path, whose turn comes anyway, or others that hold a path of their own. */
async function signersOf(crl: Crl, path: readonly Certificate[], atHand: CrlsAtHand, judged: Judged): Promise<Certificate[]> {
  const name = parseName(crl.issuer)
  const members = path.slice(1).filter((one) => one.subject.comparisonKey === name.comparisonKey)
  const trusted = [...members]
  for (const bearer of [...atHand.anchors.named(name), ...atHand.pool.named(name)]) {
    if (trusted.some((one) => one.sha256 === bearer.sha256)) continue
    if (await isTrusted(bearer, atHand, judged)) trusted.push(bearer)
  }
  return trusted
}

async function isTrusted(signer: Certificate, atHand: CrlsAtHand, judged: Judged): Promise<boolean> {
  const name = signer.sha256
  const settled = judged.settled.get(name)
  if (settled !== undefined) return settled
  if (judged.inProgress.has(name)) return true
  if (--judged.left < 0) return false
  judged.inProgress.add(name)
  const { valid } = await validatePath({
    certificate: signer,
    anchors: atHand.anchors,
    pool: atHand.pool,
    at: atHand.at,
    revocation: sourceWith(atHand, judged),
  })
  judged.inProgress.delete(name)
  if (judged.inProgress.size === 0) judged.settled.set(name, valid)
  return valid
}
