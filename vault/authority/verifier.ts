/** Enrolled verifiers and their signatures. */
import { signatureAlgorithmIdentifier, verifySignature } from '@countersign/engine/algorithms'
import type { SignatureAlgorithmName } from '@countersign/engine/ports'
import { parseCertificate, type Certificate } from '@countersign/engine/x509'
import type { Database } from '../database.ts'
import type { VerifierSignature } from '../protocol/certificates.ts'
import type { Refusal } from '../protocol/responses.ts'

export type Reason = Extract<Refusal, { because: 'decision-refused' }>['reason']

/** Whose good signature over `message` this is, or why it is none. */
export async function verifierBehind(
  database: Database,
  signed: VerifierSignature,
  message: Uint8Array,
  now: Date,
): Promise<{ readonly person: string } | { readonly fault: Reason }> {
  const verifier = await database
    .selectFrom('verifier')
    .selectAll()
    .where('certificate_sha256', '=', signed.verifierSha256)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (verifier === undefined) return { fault: 'unknown-verifier' }
  const certificate = parseCertificate(verifier.certificate)
  if (now < certificate.notBefore || now > certificate.notAfter) return { fault: 'verifier-expired' }
  return (await isSignedBy(certificate, message, signed.signature)) ? { person: verifier.person } : { fault: 'signature' }
}

export async function isSignedBy(certificate: Certificate, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const algorithm = algorithmOf(certificate)
  if (algorithm === undefined) return false
  return verifySignature({ algorithm: signatureAlgorithmIdentifier(algorithm), publicKey: certificate.spki, message, signature })
}

/** By the kind of key, so that a decision has no algorithm of its own to lie about. */
export function algorithmOf(certificate: Certificate): SignatureAlgorithmName | undefined {
  const key = certificate.publicKey
  if (key.kind === 'ec') return key.curve === 'p256' ? 'ecdsa-sha256' : key.curve === 'p384' ? 'ecdsa-sha384' : undefined
  if (key.kind === 'rsa') return 'rsa-sha256'
  return key.kind === 'ed25519' ? 'ed25519' : undefined
}
