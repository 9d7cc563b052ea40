/** Certificates out of files, and the one that a signer names. */
import { MalformedError } from '../errors.ts'
import { certificatesOfSigner, essIdMatches, readSigningCertificate, type SignerInfo } from '../cms/index.ts'
import { parseWholeCertificate } from '../validation/evidence.ts'
import type { Certificate } from '../x509/index.ts'

/** One certificate, or none where it cannot be read: what others put into a file spoils nothing. */
export function readable(bytes: Uint8Array): Certificate[] {
  try {
    return [parseWholeCertificate(bytes)]
  } catch (error) {
    if (error instanceof MalformedError) return []
    throw error
  }
}

export function certificateOf(signer: SignerInfo, certificates: readonly Certificate[]): Certificate | undefined {
  const named = certificatesOfSigner(signer, certificates)
  const reference = readSigningCertificate(signer.signedAttributes)
  return reference === undefined ? named[0] : named.find((certificate) => essIdMatches(reference, certificate))
}
