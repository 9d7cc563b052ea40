/** What an authority key wants to see before it signs a certificate: the application, and a verifier's signed decision over it. */
import { z } from 'zod'
import { bytes } from './bytes.ts'
import { canonicalBytes, canonicalDigest, type Json } from './canonical.ts'

export const certificateProfiles = ['natural-person', 'legal-person', 'issuing-authority', 'root', 'ocsp-responder', 'time-stamp-unit'] as const
export type CertificateProfile = (typeof certificateProfiles)[number]

const sha256Text = z.string().regex(/^[0-9a-f]{64}$/)
const text = z.string().min(1).max(512)

/** Subject attributes, named as the engine's `buildName` takes them; exactly these stand in the certificate, once each. */
export const applicationSubject = z.strictObject({
  country: z.string().length(2).optional(),
  stateOrProvince: text.optional(),
  locality: text.optional(),
  organizationName: text.optional(),
  organizationalUnit: text.optional(),
  organizationIdentifier: text.optional(),
  title: text.optional(),
  surname: text.optional(),
  givenName: text.optional(),
  pseudonym: text.optional(),
  serialNumber: text.optional(),
  commonName: text,
})
export type ApplicationSubject = z.infer<typeof applicationSubject>

/**
 * The part of an application that the vault understands; anything else may stand beside it and is covered by the digest.
 * Sent as the very JSON value that the verifier saw.
 */
export const application = z.looseObject({
  profile: z.enum(certificateProfiles),
  /** The account whose certificate this becomes. Nobody decides over an application of their own. */
  holder: z.string().min(1),
  /** Whoever proved the identity. Nobody confirms a proofing of their own. */
  agent: z.string().min(1).optional(),
  subject: applicationSubject,
  /** SubjectPublicKeyInfo in base64. Without it: a cloud key that `holder` made in this vault, and one key that such a cloud key vouches for (`keyBinding`). */
  publicKey: z.base64().optional(),
  /** `canonicalDigest` of the standing rule that it relies on. */
  rule: sha256Text.optional(),
  /** Subject alternative name and subject directory attributes, by OID: base64 of the DER extension value. */
  identityExtensions: z.partialRecord(z.enum(['2.5.29.17', '2.5.29.9']), z.base64()).optional(),
})
export type Application = z.infer<typeof application>

/** What the verifier signs: the canonical bytes of this. */
export const certificateDecision = z.strictObject({
  type: z.literal('countersign/certificate-decision/1'),
  /** `canonicalDigest(application)`. */
  applicationDigest: sha256Text,
  outcome: z.enum(['positive', 'negative', 'deferred']),
  /** The verifier's account, as enrolled. */
  decidedBy: z.string().min(1),
  decidedAt: z.iso.datetime(),
  note: z.string().max(2000).optional(),
})
export type CertificateDecision = z.infer<typeof certificateDecision>

/** After the ceremony a verifier is enrolled by another verifier's signature over the canonical bytes of this. */
export const enrolmentDecision = z.strictObject({
  type: z.literal('countersign/verifier-enrolment/1'),
  certificateSha256: sha256Text,
  person: z.string().min(1),
  decidedBy: z.string().min(1),
  decidedAt: z.iso.datetime(),
})
export type EnrolmentDecision = z.infer<typeof enrolmentDecision>

/**
 * A rule under which certificates are issued while nobody watches. The vault enforces profiles, dates and the daily number;
 * `text` is what the operators promise besides, for the dossier. An application that relies on it names it: `rule: canonicalDigest(rule)`.
 */
export const standingRule = z.strictObject({
  type: z.literal('countersign/standing-rule/1'),
  name: z.string().min(1).max(200),
  text: z.string().min(1).max(20_000),
  profiles: z.array(z.enum(['natural-person', 'legal-person'])).min(1),
  validFrom: z.iso.datetime(),
  validUntil: z.iso.datetime(),
  /** Certificates in any 24 hours. */
  dailyLimit: z.int().min(1).max(1_000_000),
})
export type StandingRule = z.infer<typeof standingRule>

/** What the holder signs, with the key of the certificate that is renewed. */
export const renewal = z.strictObject({
  type: z.literal('countersign/renewal/1'),
  applicationDigest: sha256Text,
  /** Of the certificate that is renewed. */
  certificateSha256: sha256Text,
  signedAt: z.iso.datetime(),
})
export type Renewal = z.infer<typeof renewal>

/**
 * `signature` is over `decisionBytes(decision)`, made with the enrolled certificate's key: ECDSA P-256 with SHA-256 or P-384 with SHA-384
 * (DER), RSA PKCS #1 v1.5 with SHA-256, or Ed25519. A verifier's cloud key signs it as the digest SHA-256(`decisionBytes`).
 */
export const verifierSignature = z.strictObject({ signature: bytes, verifierSha256: sha256Text })
export type VerifierSignature = z.infer<typeof verifierSignature>
export const signedCertificateDecision = z.strictObject({ decision: certificateDecision, ...verifierSignature.shape })
export const signedEnrolmentDecision = z.strictObject({ decision: enrolmentDecision, ...verifierSignature.shape })
export const signedRenewal = z.strictObject({ renewal, certificate: bytes, signature: bytes })
export const decisionByRule = z.strictObject({ rule: sha256Text })
export type SignedCertificateDecision = z.infer<typeof signedCertificateDecision>
export type SignedEnrolmentDecision = z.infer<typeof signedEnrolmentDecision>
export type SignedRenewal = z.infer<typeof signedRenewal>

/** On what a certificate rests: a verifier's signature, a standing rule, or for a renewal the holder's own signature. */
export const ground = z.union([signedCertificateDecision, decisionByRule, signedRenewal])
export type Ground = z.infer<typeof ground>

export function decisionBytes(decision: CertificateDecision | EnrolmentDecision | Renewal | StandingRule): Uint8Array {
  return canonicalBytes(decision)
}

export function applicationDigest(value: Application): string {
  return canonicalDigest(value as Json)
}
