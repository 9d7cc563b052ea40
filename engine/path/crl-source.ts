/**
 * Revocation from lists at hand (RFC 5280 §6.3): a `RevocationSource` for `validatePath`. A list may be signed by the issuer's other key or by another
 * authority; then its signer must itself hold a path that is not revoked. Budget: each signer is judged once; recursion ends at itself.
 */
import { checkCrl, type Crl } from '../revocation/index.ts'
import type { CertificatePool } from '../trust/index.ts'
import { parseName, type Certificate } from '../x509/index.ts'
import type { RevocationSource } from './validate.ts'
import { validatePath } from './validate.ts'

export type CrlsAtHand = { readonly crls: readonly Crl[]; readonly anchors: CertificatePool; readonly pool: CertificatePool; readonly at: Date }

export function crlRevocationSource(atHand: CrlsAtHand): RevocationSource {
  return sourceWith(atHand, new Map())
}

function sourceWith(atHand: CrlsAtHand, signers: Map<string, boolean>): RevocationSource {
  const { crls, at } = atHand
  return async (certificate, issuer) => {
    let good = false
    for (const crl of crls) {
      for (const crlIssuer of await signersOf(crl, issuer, atHand, signers)) {
        const answer = await checkCrl({ crl, certificate, crlIssuer, controlTime: at, at })
        if (answer.status === 'revoked') return 'revoked'
        good ||= answer.status === 'good'
      }
    }
    return good ? 'good' : 'unknown'
  }
}

/** Whoever bears the list's issuer name: the certificate's issuer as it stands in the path, or others that hold a path of their own. */
async function signersOf(crl: Crl, issuer: Certificate, atHand: CrlsAtHand, signers: Map<string, boolean>): Promise<Certificate[]> {
  const name = parseName(crl.issuer)
  const bearers = [issuer, ...atHand.anchors.named(name), ...atHand.pool.named(name)]
  const trusted: Certificate[] = []
  for (const bearer of bearers) if (bearer === issuer || (await isTrusted(bearer, atHand, signers))) trusted.push(bearer)
  return trusted
}

async function isTrusted(signer: Certificate, atHand: CrlsAtHand, signers: Map<string, boolean>): Promise<boolean> {
  const known = signers.get(signer.sha256)
  if (known !== undefined) return known
  // While it is being judged it vouches for nothing, least of all for itself.
  signers.set(signer.sha256, false)
  const result = await validatePath({ certificate: signer, anchors: atHand.anchors, pool: atHand.pool, at: atHand.at, revocation: sourceWith(atHand, signers) })
  signers.set(signer.sha256, result.valid)
  return result.valid
}
