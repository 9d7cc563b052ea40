/** Which certificate belongs to which key, and the certificates above it. */
import { publicKeyFrom } from '../algorithms/index.ts'
import { equalBytes } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import { parseCertificate, sameName, type Certificate } from '../x509/index.ts'

export type StoredKey = { readonly privateKey: Uint8Array; readonly friendlyName?: string | undefined; readonly localKeyId?: string | undefined }
export type StoredCertificate = { readonly certificate: Uint8Array; readonly friendlyName?: string | undefined; readonly localKeyId?: string | undefined }

export type KeyEntry = {
  /** PKCS#8 PrivateKeyInfo. */
  readonly privateKey: Uint8Array
  readonly certificate?: Uint8Array | undefined
  /** Issuer first, as far as the store has them. */
  readonly chain: readonly Uint8Array[]
  readonly friendlyName?: string | undefined
}

export async function pairKeys(keys: readonly StoredKey[], stored: readonly StoredCertificate[]): Promise<KeyEntry[]> {
  const readable = stored.flatMap((one) => {
    const certificate = tryParse(one.certificate)
    return certificate === undefined ? [] : [{ ...one, parsed: certificate }]
  })
  return Promise.all(
    keys.map(async (key) => {
      const publicKey = await publicKeyOf(key.privateKey)
      // The key itself is the proof; the label serves where its kind is not known here. Of renewals, the one that lasts longest.
      const matching =
        publicKey === undefined
          ? readable.filter((one) => one.localKeyId !== undefined && one.localKeyId === key.localKeyId)
          : readable.filter((one) => sameKey(one.parsed, publicKey))
      const own = matching.toSorted((left, right) => right.parsed.notAfter.getTime() - left.parsed.notAfter.getTime())[0]
      const chain =
        own === undefined
          ? []
          : issuersOf(
              own.parsed,
              readable.map((one) => one.parsed),
            )
      return { privateKey: key.privateKey, certificate: own?.certificate, chain, friendlyName: key.friendlyName ?? own?.friendlyName }
    }),
  )
}

/** The octets of the key decide: RSA keys may be marked RSASSA-PSS on one side only. */
function sameKey(certificate: Certificate, publicKey: Uint8Array): boolean {
  const { keyBytes } = certificate.publicKey
  return publicKey.length > keyBytes.length && equalBytes(publicKey.subarray(publicKey.length - keyBytes.length), keyBytes)
}

async function publicKeyOf(privateKey: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    return await publicKeyFrom(privateKey)
  } catch (error) {
    if (error instanceof MalformedError) return undefined
    throw error
  }
}

function tryParse(bytes: Uint8Array): Certificate | undefined {
  try {
    const certificate = parseCertificate(bytes)
    void [certificate.publicKey, certificate.issuer, certificate.subject]
    return certificate
  } catch (error) {
    if (error instanceof MalformedError) return undefined
    throw error
  }
}

/** By name alone: a store is not evidence, and the validator checks signatures. */
function issuersOf(certificate: Certificate, all: readonly Certificate[]): Uint8Array[] {
  const chain: Certificate[] = []
  for (let current = certificate; !current.selfIssued;) {
    const issuer = all.find((one) => one !== certificate && !chain.includes(one) && sameName(one.subject, current.issuer))
    if (issuer === undefined) break
    chain.push(issuer)
    current = issuer
  }
  return chain.map((one) => one.der)
}
