/**
 * A time-stamp token checked for everything but trust (RFC 3161 §2.3, §2.4.2; RFC 5816): imprint, signature, the certificate named, its purpose.
 * The chain at genTime is `validation`'s part.
 */
import { digest as digestOf, type DigestName } from '../algorithms/index.ts'
import { certificatesOfSigner, essIdMatches, readSigningCertificate, signedMessageDigest, signerDigest, signerFaults, verifySigner } from '../cms/index.ts'
import { equalBytes } from '../bytes/index.ts'
import { extensionOids, purposes, type Certificate } from '../x509/index.ts'
import type { TimestampToken } from './token.ts'

export type TimestampRefusal =
  | 'malformed'
  | 'imprint-differs'
  | 'imprint-algorithm-unknown'
  | 'certificate-not-found'
  | 'certificate-reference-differs'
  | 'wrong-purpose'
  | 'content-digest-differs'
  | 'signature-invalid'
  | 'nonce-differs'

export type TimestampCheck =
  | { readonly kind: 'holds'; readonly authority: Certificate }
  | { readonly kind: 'refused'; readonly because: TimestampRefusal; readonly authority?: Certificate | undefined }

export type TimestampQuestion = {
  readonly token: TimestampToken
  /** The hash, under the token's algorithm, of what the token should be over; `undefined` where it cannot be computed. */
  readonly imprint: (digest: DigestName) => Uint8Array | undefined | Promise<Uint8Array | undefined>
  /** Where to look for the authority's certificate besides the token. */
  readonly certificates: readonly Certificate[]
  /** The nonce that was asked with. */
  readonly nonce?: Uint8Array
}

export async function checkTimestampToken({ token, imprint, certificates, nonce }: TimestampQuestion): Promise<TimestampCheck> {
  const [signer] = token.signedData.signers
  const { content } = token.signedData
  const digest = signer === undefined ? undefined : signerDigest(signer)
  if (signer === undefined || content === undefined || digest === undefined || signerFaults(token.signedData, signer).length > 0)
    return { kind: 'refused', because: 'malformed' }
  const named = certificatesOfSigner(signer, certificates)
  if (named.length === 0) return { kind: 'refused', because: 'certificate-not-found' }
  const reference = readSigningCertificate(signer.signedAttributes)
  const authority = reference === undefined ? undefined : named.find((certificate) => essIdMatches(reference, certificate))
  if (authority === undefined) return { kind: 'refused', because: 'certificate-reference-differs', authority: named[0] }
  const refused = (because: TimestampRefusal): TimestampCheck => ({ kind: 'refused', because, authority })
  if (token.info.imprint.digest === undefined) return refused('imprint-algorithm-unknown')
  const expected = await imprint(token.info.imprint.digest)
  if (expected === undefined || !equalBytes(expected, token.info.imprint.hash)) return refused('imprint-differs')
  if (nonce !== undefined && (token.info.nonce === undefined || !sameInteger(nonce, token.info.nonce))) return refused('nonce-differs')
  if (!mayTimestamp(authority)) return refused('wrong-purpose')
  const signedDigest = signedMessageDigest(signer)
  if (signedDigest === undefined || !equalBytes(signedDigest, digestOf(digest, content))) return refused('content-digest-differs')
  return (await verifySigner(signer, authority)) ? { kind: 'holds', authority } : refused('signature-invalid')
}

/** RFC 3161 §2.3: the extended key usage is critical and holds id-kp-timeStamping alone. */
export function mayTimestamp(certificate: Certificate): boolean {
  const usage = certificate.extendedKeyUsage
  return usage?.length === 1 && usage[0] === purposes.timeStamping && certificate.extensions.get(extensionOids.extendedKeyUsage)?.critical === true
}

/** Nonces are unsigned here, with or without a leading zero octet. */
function sameInteger(left: Uint8Array, right: Uint8Array): boolean {
  return equalBytes(withoutLeadingZeros(left), withoutLeadingZeros(right))
}

function withoutLeadingZeros(bytes: Uint8Array): Uint8Array {
  let first = 0
  while (bytes[first] === 0) first += 1
  return bytes.subarray(first)
}
