/**
 * Which algorithms are trusted until when (TS 119 312 and, for the past, the dates of EN 319 102-1 validation policies in use).
 * A date passed is no verdict on signatures that are proven to be older.
 */
import { signatureAlgorithmByIdentifier, type DigestName } from '../algorithms/index.ts'
import type { Certificate } from '../x509/index.ts'
import { indeterminate, passed, say, type Conclusion } from './conclusion.ts'

const digestTrustedUntil: Partial<Record<DigestName, string>> = { md5: '2004-08-01', sha1: '2012-08-01' }

/** RSA keys shorter than `bits` are trusted until the date; smallest first. */
const rsaTrustedUntil: readonly { readonly bits: number; readonly until: string }[] = [
  { bits: 1024, until: '2010-08-01' },
  { bits: 1900, until: '2019-10-01' },
]

/** Is this digest good enough at `time`? */
export function judgeDigest(digest: DigestName, time: Date): Conclusion {
  const until = digestTrustedUntil[digest]
  return until === undefined || time < new Date(until) ? passed() : tooWeak(digest, until)
}

/** Is this signature algorithm, made with this certificate's key, good enough at `time`? */
export function judgeSignature(algorithm: Uint8Array, certificate: Certificate, digest: DigestName | undefined, time: Date): Conclusion {
  const scheme = signatureAlgorithmByIdentifier(algorithm, digest)
  if (scheme === undefined) return indeterminate('CRYPTO_CONSTRAINTS_FAILURE', say('algorithm.unknown', { algorithm: 'of the signature' }))
  if (scheme.digest !== undefined) {
    const digestConclusion = judgeDigest(scheme.digest, time)
    if (digestConclusion.indication !== 'TOTAL_PASSED') return digestConclusion
  }
  const key = certificate.publicKey
  const until = key.kind === 'rsa' ? rsaTrustedUntil.find(({ bits }) => key.bits < bits)?.until : undefined
  if (key.kind !== 'rsa' || until === undefined || time < new Date(until)) return passed()
  return indeterminate('CRYPTO_CONSTRAINTS_FAILURE_NO_POE', say('key.too-short', { subject: certificate.subject.text, key: `RSA ${key.bits}` }))
}

function tooWeak(algorithm: string, date: string): Conclusion {
  return indeterminate('CRYPTO_CONSTRAINTS_FAILURE_NO_POE', say('algorithm.too-weak', { algorithm, date }))
}
