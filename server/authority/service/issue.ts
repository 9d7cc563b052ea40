/**
 * One certificate for one decided application and one key. What is to be signed is written down before the vault is asked,
 * since the vault signs each application only once: a process that dies in between asks for the very same bytes again.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { signatureAlgorithmIdentifier } from '@countersign/engine/algorithms'
import { toHex } from '@countersign/engine/bytes'
import { assembleSigned, buildName, buildTbsCertificate, type CertificateSpec } from '@countersign/engine/x509'
import type { SignRequest } from '@countersign/vault/protocol'
import { audit } from '../../audit/index.ts'
import { events, type Act, type Tx } from '../../platform/index.ts'
import { pkiUrls, policies, serialNumberFrom, shardOf } from '../rules.ts'
import { findPromise, insertIssuedCertificate, issuedFor, keepPromise, type PromiseRow } from '../store.ts'
import { hierarchyOf } from './hierarchy.ts'
import { signInVault } from './vault-answers.ts'

type CertificateSignature = Extract<SignRequest, { purpose: 'certificate' }>

export type CertificateOrder = {
  /** What the verifier decided over; its subject becomes the certificate's. */
  readonly application: CertificateSignature['application']
  /** Everything else that the vault wants to see: the signed decision, and the binding of a key made elsewhere. */
  readonly evidence: Omit<CertificateSignature, 'purpose' | 'keyId' | 'tbsCertificate' | 'application'>
  readonly applicationId: string
  readonly profile: 'natural-person' | 'legal-person'
  /** DER SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array
  readonly notBefore: Date
  readonly notAfter: Date
}

export type IssuedCertificate = { readonly id: string; readonly der: Uint8Array; readonly serialNumber: string; readonly sha256: string }

/**
 * Idempotent for one application and key. `record` writes the caller's own rows in the transaction that registers the certificate.
 * Throws `VaultRefusal` when the vault does not accept the decision: nothing is issued then.
 */
export async function issueCertificate(
  act: Act,
  order: CertificateOrder,
  record: (tx: Tx, issued: IssuedCertificate) => Promise<void>,
): Promise<IssuedCertificate> {
  const { platform } = act
  const keySha256 = createHash('sha256').update(order.publicKey).digest('hex')
  const begun = await act.transaction(async (tx) => (await issuedFor(tx, order.applicationId, keySha256)) ?? (await promise(tx, order, keySha256)))
  if ('sha256' in begun) return { id: begun.id, der: new Uint8Array(begun.der), serialNumber: begun.serial_number, sha256: begun.sha256 }
  const hierarchy = await hierarchyOf(platform)
  const tbsCertificate = new Uint8Array(begun.tbs_certificate)
  const signature = await signInVault(platform, {
    purpose: 'certificate',
    keyId: hierarchy['issuing-authority'].keyId,
    tbsCertificate,
    application: order.application,
    ...order.evidence,
  })
  const der = assembleSigned(tbsCertificate, signatureAlgorithmIdentifier('ecdsa-sha256'), signature)
  const issued: IssuedCertificate = { id: begun.id, der, serialNumber: begun.serial_number, sha256: createHash('sha256').update(der).digest('hex') }
  await act.transaction(async (tx) => {
    await insertIssuedCertificate(tx, {
      id: issued.id,
      serial_number: issued.serialNumber,
      sha256: issued.sha256,
      der: Buffer.from(der),
      profile: order.profile,
      application_id: order.applicationId,
      key_sha256: keySha256,
      shard: shardOf(issued.serialNumber),
      not_before: order.notBefore,
      not_after: order.notAfter,
      issued_at: tx.act.now,
    })
    await record(tx, issued)
    await events.emit(tx, { type: 'certificate.issued', certificateId: issued.id })
    await audit.write(tx, 'certificate.issued', issued.id, { serialNumber: issued.serialNumber, sha256: issued.sha256, applicationId: order.applicationId })
  })
  return issued
}

async function promise(tx: Tx, order: CertificateOrder, keySha256: string): Promise<PromiseRow> {
  const earlier = await findPromise(tx, order.applicationId, keySha256)
  if (earlier !== undefined) return earlier
  const { platform, now } = tx.act
  const { certificate: issuer } = (await hierarchyOf(platform))['issuing-authority']
  const serial = serialNumberFrom(randomBytes(16))
  const serialNumber = toHex(serial)
  const urls = pkiUrls(platform.config.pkiUrl)
  const tbsCertificate = buildTbsCertificate({
    ...purposeOf(order.profile),
    serialNumber: serial,
    signatureAlgorithm: 'ecdsa-sha256',
    issuer: issuer.subject.der,
    subject: buildName(order.application.subject),
    notBefore: order.notBefore,
    notAfter: order.notAfter,
    publicKey: order.publicKey,
    authorityKeyIdentifier: issuer.subjectKeyIdentifier,
    ocspUrls: [urls.ocsp],
    caIssuersUrls: [urls.issuer('issuing-authority')],
    crlDistributionPoints: [urls.list('issuing-authority', shardOf(serialNumber))],
  })
  return keepPromise(tx, {
    id: randomUUID(),
    application_id: order.applicationId,
    key_sha256: keySha256,
    serial_number: serialNumber,
    tbs_certificate: Buffer.from(tbsCertificate),
    promised_at: now,
  })
}

/** EN 319 412-2 §4.3.2 type A: a signing certificate is for content commitment alone. Nothing "qualified" is claimed: no compliance statement. */
function purposeOf(profile: CertificateOrder['profile']): Partial<CertificateSpec> {
  return {
    keyUsage: profile === 'natural-person' ? ['contentCommitment'] : ['digitalSignature', 'contentCommitment'],
    policies: [{ oid: policies.certificate }],
    qcStatements: { semantics: profile === 'natural-person' ? 'natural' : 'legal' },
  }
}
