/** The five verbs and what each may be asked. */
import { z } from 'zod'
import { bytes } from './bytes.ts'
import { application, ground, signedEnrolmentDecision, standingRule, verifierSignature } from './certificates.ts'
import { keyBinding } from './key-binding.ts'

export const keyAlgorithms = ['ecdsa-p256', 'rsa-2048', 'rsa-3072'] as const
export type KeyAlgorithm = (typeof keyAlgorithms)[number]
export const authorityKinds = ['root', 'issuing-authority', 'ocsp-responder', 'time-stamp-unit'] as const
export type AuthorityKind = (typeof authorityKinds)[number]
export type KeyKind = AuthorityKind | 'cloud'

const keyId = z.uuid()
const person = z.string().min(1).max(100)
const sha256Text = z.string().regex(/^[0-9a-f]{64}$/)

/** One challenge is good for one try within five minutes. */
export const challenge = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
/** base64url of the HPKE encapsulation (65 octets) and the ciphertext, as web/app/sealSecret.ts makes it. */
export const sealedSecret = z.string().regex(/^[A-Za-z0-9_-]{100,2000}$/)

export const createRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(authorityKinds), algorithm: z.enum(keyAlgorithms).default('ecdsa-p256') }),
  z.strictObject({ kind: z.literal('cloud'), keyId, person, challenge, sealedSecret, algorithm: z.enum(keyAlgorithms).default('ecdsa-p256') }),
])

export const importRequest = z.discriminatedUnion('what', [
  /** While the ceremony is open without `enrolment`; later only with another verifier's. */
  z.strictObject({ what: z.literal('verifier'), person, certificate: bytes, enrolment: signedEnrolmentDecision.optional() }),
  /** Two enrolled verifiers, different people, sign it. */
  z.strictObject({ what: z.literal('rule'), rule: standingRule, signatures: z.array(verifierSignature).min(2).max(10) }),
  /** An authority key that was made elsewhere, as PKCS #8. Only while the ceremony is open. */
  z.strictObject({ what: z.literal('key'), kind: z.enum(authorityKinds), privateKey: bytes }),
])

export const digestNames = ['sha256', 'sha384', 'sha512'] as const
export type DigestName = (typeof digestNames)[number]

/** A message is hashed in the vault and signed by OpenSSL; send it rather than its digest where you have it. */
export const cloudItem = z.union([z.strictObject({ digest: bytes }), z.strictObject({ message: bytes })])
export type CloudItem = z.infer<typeof cloudItem>

export const signRequest = z.discriminatedUnion('purpose', [
  z.strictObject({
    purpose: z.literal('sign'),
    keyId,
    person,
    challenge,
    sealedSecret,
    digestAlgorithm: z.enum(digestNames).default('sha256'),
    /** The digests that the secret was sealed for: all of them, in that order, each occurrence good for one signature. */
    authorised: z.array(bytes).min(1).max(5000),
    /** What to sign now; all of `authorised` unless told. The rest may follow under the same challenge and sealed secret within five minutes. */
    items: z.array(cloudItem).min(1).max(5000).optional(),
  }),
  z.strictObject({
    purpose: z.literal('certificate'),
    keyId,
    tbsCertificate: bytes,
    application,
    decision: ground.optional(),
    keyBinding: keyBinding.optional(),
  }),
  z.strictObject({ purpose: z.literal('certificate-list'), keyId, tbsCertList: bytes }),
  z.strictObject({ purpose: z.literal('ocsp-response'), keyId, responseData: bytes }),
  /** `signedAttributes` with the SET OF tag 0x31, as it is hashed (RFC 5652 §5.4). */
  z.strictObject({ purpose: z.literal('time-stamp'), keyId, signedAttributes: bytes, tstInfo: bytes }),
  z.strictObject({ purpose: z.literal('close-ceremony') }),
])

export const describeRequest = z.discriminatedUnion('what', [
  /** Before `create` of a cloud key: reserves its id and hands out a challenge for `person`. */
  z.strictObject({ what: z.literal('transport'), person }),
  /** With `person`, also a fresh challenge for signing; only for the holder. */
  z.strictObject({ what: z.literal('key'), keyId, person: person.optional() }),
  /** The ceremony, the authority's own keys, the verifiers, the end of the log. */
  z.strictObject({ what: z.literal('authority') }),
  /** The vault's log after a position, oldest first. */
  z.strictObject({ what: z.literal('log'), after: z.int().min(0), limit: z.int().min(1).max(1000) }),
])

export const destroyRequest = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('key'), keyId }),
  z.strictObject({ what: z.literal('verifier'), certificateSha256: sha256Text }),
  z.strictObject({ what: z.literal('rule'), ruleSha256: sha256Text }),
])

/** What a caller writes: defaults left out, bytes as `Uint8Array`. */
export type CreateRequest = Callers<z.infer<typeof createRequest>, 'algorithm'>
export type ImportRequest = z.infer<typeof importRequest>
export type SignRequest = Callers<z.infer<typeof signRequest>, 'digestAlgorithm'>
export type DescribeRequest = z.infer<typeof describeRequest>
export type DestroyRequest = z.infer<typeof destroyRequest>

type Callers<T, Name extends string> = T extends Record<Name, unknown> ? Omit<T, Name> & Partial<Pick<T, Name>> : T
