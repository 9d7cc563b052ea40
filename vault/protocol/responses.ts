/** Answers. A refusal is a value: `{ ok: false, because }`, with what the caller needs to go on. */
import { z } from 'zod'
import { bytes } from './bytes.ts'
import { standingRule } from './certificates.ts'
import { authorityKinds, challenge, keyAlgorithms } from './requests.ts'

const moment = z.codec(z.iso.datetime(), z.date(), { decode: (text) => new Date(text), encode: (date) => date.toISOString() })

/** Also the default signature algorithm's name in the engine: what `signatures` are made with. */
export const signatureAlgorithms = ['ecdsa-sha256', 'ecdsa-sha384', 'ecdsa-sha512', 'rsa-sha256', 'rsa-sha384', 'rsa-sha512'] as const

export const keyDescription = z.strictObject({
  keyId: z.uuid(),
  kind: z.enum([...authorityKinds, 'cloud']),
  algorithm: z.enum(keyAlgorithms),
  /** SubjectPublicKeyInfo, DER. */
  publicKey: bytes,
  state: z.enum(['active', 'locked', 'destroyed']),
  createdAt: moment,
  /** Cloud keys: whose it is, and how many wrong tries are left of five. */
  person: z.string().optional(),
  attemptsLeft: z.int().optional(),
})
export type KeyDescription = z.infer<typeof keyDescription>

export const handedOutChallenge = z.strictObject({
  keyId: z.uuid(),
  challenge,
  /** base64url of the uncompressed P-256 point (65 octets): the HPKE recipient. */
  transportKey: z.string(),
  expiresAt: moment,
})
export type HandedOutChallenge = z.infer<typeof handedOutChallenge>

/** Refusals that carry nothing but their reason. */
export const bareReasons = [
  'locked',
  'destroyed',
  'unknown-key',
  'wrong-kind',
  'not-holder',
  /** Unknown, used up, older than five minutes, or another key's: ask for a fresh one. */
  'challenge-spent',
  /** It was sealed for another purpose, key, person, challenge or list of digests, or not by us. */
  'secret-not-for-this',
  /** Neither four digits nor a password that satisfies the policy. */
  'weak-secret',
  'digest-not-authorised',
  'digest-spent',
  'no-decision',
  /** This application already has a certificate, or this serial number is used. */
  'already-issued',
  'ceremony-closed',
  'unknown-verifier',
  'unknown-rule',
] as const
export type BareReason = (typeof bareReasons)[number]

export const refusal = z.discriminatedUnion('because', [
  z.strictObject({ ok: z.literal(false), because: z.literal('wrong-secret'), attemptsLeft: z.int() }),
  z.strictObject({
    ok: z.literal(false),
    because: z.enum(bareReasons),
  }),
  z.strictObject({ ok: z.literal(false), because: z.literal('lint'), findings: z.array(z.string()) }),
  z.strictObject({ ok: z.literal(false), because: z.literal('application-mismatch'), differences: z.array(z.string()) }),
  z.strictObject({
    ok: z.literal(false),
    because: z.literal('decision-refused'),
    reason: z.enum([
      'signature',
      'unknown-verifier',
      'verifier-expired',
      /** The verifier is enrolled as somebody else; the renewed certificate is somebody else's. */
      'other-person',
      'other-application',
      'not-positive',
      'self-approved',
      'unknown-rule',
      'rule-not-in-force',
      'rule-exhausted',
      'withdrawn-since',
      /** This vault did not issue the certificate that is to be renewed, or it has expired. */
      'not-renewable',
    ]),
  }),
  /** The moment in a time-stamp or status answer is more than a minute away from the vault's own clock. */
  z.strictObject({ ok: z.literal(false), because: z.literal('time-differs'), vaultTime: moment }),
  /** The bytes are not what this purpose or key may sign; `detail` is for the log of the developer. */
  z.strictObject({ ok: z.literal(false), because: z.literal('content-refused'), detail: z.string() }),
  /** The request itself is not of the protocol. */
  z.strictObject({ ok: z.literal(false), because: z.literal('malformed'), detail: z.string() }),
])
export type Refusal = z.infer<typeof refusal>

const good = { ok: z.literal(true) }

export const createResponse = z.union([z.strictObject({ ...good, key: keyDescription }), refusal])
export const importResponse = z.union([
  z.strictObject({ ...good, what: z.literal('verifier'), certificateSha256: z.string() }),
  z.strictObject({ ...good, what: z.literal('rule'), ruleSha256: z.string() }),
  z.strictObject({ ...good, what: z.literal('key'), key: keyDescription }),
  refusal,
])
/** One signature for each item, in order. ECDSA as DER Ecdsa-Sig-Value; empty for 'close-ceremony'. */
export const signResponse = z.union([z.strictObject({ ...good, algorithm: z.enum(signatureAlgorithms).optional(), signatures: z.array(bytes) }), refusal])
export const verifierDescription = z.strictObject({ certificateSha256: z.string(), person: z.string(), enrolledAt: moment })
/** `logHash(entry)` is `hash`, and the next entry's `previous`; before the first stand 64 zeros. */
export const logEntry = z.strictObject({
  position: z.int(),
  at: z.iso.datetime(),
  act: z.string(),
  key_id: z.string().nullable(),
  person: z.string().nullable(),
  /** Canonical JSON. */
  details: z.string(),
  previous: z.string(),
  hash: z.string(),
})
export type LogEntry = z.infer<typeof logEntry>

export const describeResponse = z.union([
  z.strictObject({ ...good, what: z.literal('transport'), challenge: handedOutChallenge }),
  z.strictObject({ ...good, what: z.literal('key'), key: keyDescription, challenge: handedOutChallenge.optional() }),
  z.strictObject({
    ...good,
    what: z.literal('authority'),
    ceremony: z.enum(['open', 'closed']),
    keys: z.array(keyDescription),
    verifiers: z.array(verifierDescription),
    rules: z.array(z.strictObject({ ruleSha256: z.string(), rule: standingRule, signedBy: z.array(z.string()), enactedAt: moment })),
    log: z.strictObject({ length: z.int(), head: z.string() }),
  }),
  z.strictObject({ ...good, what: z.literal('log'), entries: z.array(logEntry) }),
  refusal,
])
export const destroyResponse = z.union([z.strictObject({ ...good }), refusal])

export type CreateResponse = z.infer<typeof createResponse>
export type ImportResponse = z.infer<typeof importResponse>
export type SignResponse = z.infer<typeof signResponse>
export type DescribeResponse = z.infer<typeof describeResponse>
export type DestroyResponse = z.infer<typeof destroyResponse>
