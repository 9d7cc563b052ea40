/** Who a person is, by their own certificate (A5): said once, never changed. */
import { randomUUID } from 'node:crypto'
import { parseCertificate, subjectIdentity } from '@countersign/engine/x509'
import { audit } from '../../audit/index.ts'
import { events, type Tx } from '../../platform/index.ts'
import type { Identity } from '../rules.ts'
import { identitiesOfAccount, insertIdentity } from '../store/identities.ts'

export type LinkDecision =
  | { readonly kind: 'linked'; readonly identity: Identity }
  | { readonly kind: 'refused'; readonly because: 'certificate.no-number' | 'identity.taken' }

/**
 * Binds the number in a certificate to an account. The caller has verified that the certificate is trusted and good,
 * and that the person holds its key. The same number again, from a renewed certificate, changes nothing.
 * Run under the system's hand, or the account's own.
 */
export async function linkIdentity(tx: Tx, accountId: string, certificateDer: Uint8Array): Promise<LinkDecision> {
  const certificate = parseCertificate(certificateDer)
  const subject = subjectIdentity(certificate)
  const number = subject.personalNumber
  if (number === undefined) return { kind: 'refused', because: 'certificate.no-number' }
  const known = (await identitiesOfAccount(tx, accountId)).find((identity) => identity.country === number.country && identity.value === number.value)
  if (known !== undefined) return { kind: 'linked', identity: known }
  const { commonName, givenName, surname } = subject
  const identity = {
    id: randomUUID(),
    accountId,
    ...number,
    commonName,
    givenName: givenName ?? null,
    familyName: surname ?? null,
    certificateSha256: certificate.sha256,
    confirmedAt: tx.act.now,
  }
  if (!(await insertIdentity(tx, identity))) return { kind: 'refused', because: 'identity.taken' }
  await events.emit(tx, { type: 'identity.linked', accountId, certificateId: certificate.sha256 })
  await audit.write(tx, 'identity.linked', accountId, { scheme: number.scheme, country: number.country, certificate: certificate.sha256 })
  return { kind: 'linked', identity }
}
