/**
 * Chains of certificates from a signer to a trust anchor (RFC 5280 §6.1), validity periods left to the caller, who knows the control time.
 * Budget: 16 certificates a chain, 200 signature checks, no certificate twice.
 */
import { verifySignature } from '../algorithms/index.ts'
import { equalBytes } from '../bytes/index.ts'
import { sameName, type Certificate } from '../x509/index.ts'

const maximumLength = 16
const maximumSignatureChecks = 200

/** Signer first, anchor last. */
export type Chain = readonly Certificate[]

export async function* chainsOf(certificate: Certificate, pool: readonly Certificate[], anchors: readonly Certificate[]): AsyncGenerator<Chain> {
  const budget = { left: maximumSignatureChecks }
  yield* extended([certificate], pool, anchors, budget)
}

async function* extended(chain: readonly Certificate[], pool: readonly Certificate[], anchors: readonly Certificate[], budget: { left: number }): AsyncGenerator<Chain> {
  const last = chain.at(-1)
  if (last === undefined) return
  if (anchors.some((anchor) => anchor.sha256 === last.sha256)) return yield chain
  if (chain.length >= maximumLength) return
  for (const issuer of [...anchors, ...pool]) {
    if (chain.some((member) => member.sha256 === issuer.sha256) || !mayHaveIssued(issuer, last) || budget.left-- <= 0) continue
    if (!(await verifySignature({ algorithm: last.signatureAlgorithm, publicKey: issuer.spki, message: last.tbs, signature: last.signature }))) continue
    yield* extended([...chain, issuer], pool, anchors, budget)
  }
}

function mayHaveIssued(issuer: Certificate, subject: Certificate): boolean {
  if (!sameName(issuer.subject, subject.issuer)) return false
  const wanted = subject.authorityKeyIdentifier?.keyIdentifier
  const own = issuer.subjectKeyIdentifier
  return wanted === undefined || own === undefined || equalBytes(wanted, own)
}

/** Rules of RFC 5280 §6.1.4 on issuers, checked here for the time being: `undefined`, or the rule that the chain breaks. */
export async function pathFault(chain: Chain, _time: Date): Promise<string | undefined> {
  let below = 0
  for (const [index, certificate] of chain.entries()) {
    if (index === 0) continue
    if (certificate.version === 3 && certificate.basicConstraints?.authority !== true) return `${certificate.subject.text} is not an authority`
    if (certificate.keyUsage?.has('keyCertSign') === false) return `${certificate.subject.text} may not issue certificates`
    const limit = certificate.basicConstraints?.pathLength
    if (limit !== undefined && below > limit) return `the chain under ${certificate.subject.text} is too long`
    if (!certificate.selfIssued) below += 1
  }
  return undefined
}
