/**
 * Renewal: the holder signs with the key of a certificate that this vault issued to them and that still runs; the new one names the same
 * subject in every octet. Limit: the vault does not know revocations, so a thief of both a revoked key and the server could renew.
 */
import { createHash } from 'node:crypto'
import { equalBytes } from '@countersign/engine/bytes'
import { MalformedError } from '@countersign/engine/errors'
import { parseCertificate, type Certificate } from '@countersign/engine/x509'
import type { Database } from '../database.ts'
import { applicationDigest, decisionBytes, type Application, type SignedRenewal } from '../protocol/certificates.ts'
import { isSignedBy, type Reason } from './verifier.ts'

const renewable: readonly string[] = ['natural-person', 'legal-person'] satisfies readonly Application['profile'][]

export async function faultOfRenewal(
  database: Database,
  signed: SignedRenewal,
  application: Application,
  next: Certificate,
  now: Date,
): Promise<Reason | undefined> {
  const previous = read(signed.certificate)
  if (previous === undefined || previous.sha256 !== signed.renewal.certificateSha256) return 'not-renewable'
  const tbsSha256 = createHash('sha256').update(previous.tbs).digest('hex')
  const issued = await database.selectFrom('issued').selectAll().where('tbs_sha256', '=', tbsSha256).executeTakeFirst()
  if (issued === undefined || issued.profile !== application.profile || !renewable.includes(issued.profile)) return 'not-renewable'
  if (now < previous.notBefore || now > previous.notAfter) return 'not-renewable'
  if (issued.holder !== application.holder || !equalBytes(previous.subject.der, next.subject.der) || !sameIdentityExtensions(previous, next))
    return 'other-person'
  if (signed.renewal.applicationDigest !== applicationDigest(application)) return 'other-application'
  return (await isSignedBy(previous, decisionBytes(signed.renewal), signed.signature)) ? undefined : 'signature'
}

function sameIdentityExtensions(previous: Certificate, next: Certificate): boolean {
  return ['2.5.29.17', '2.5.29.9'].every((oid) => {
    const [before, after] = [previous.extensions.get(oid)?.value, next.extensions.get(oid)?.value]
    return before === undefined || after === undefined ? before === after : equalBytes(before, after)
  })
}

function read(bytes: Uint8Array): Certificate | undefined {
  try {
    const certificate = parseCertificate(bytes)
    return certificate.subject && certificate.extensions ? certificate : undefined
  } catch (error) {
    if (error instanceof MalformedError) return undefined
    throw error
  }
}
