/** Format checking, identification of the signing certificate and cryptographic verification (EN 319 102-1 §5.2.2, §5.2.3, §5.2.7). */
import { digest, signatureAlgorithmByIdentifier } from '../algorithms/index.ts'
import { equalBytes } from '../bytes/index.ts'
import {
  certificatesOfSigner,
  essIdMatches,
  looksLikeAttributes,
  readSigningCertificate,
  signedMessageDigest,
  signerDigest,
  signerFaults,
  verifySigner,
  attributesOfType,
  cmsOid,
  type SignerFault,
  type SignerInfo,
} from '../cms/index.ts'
import type { Certificate } from '../x509/index.ts'
import { failed, indeterminate, passed, say, together, type Conclusion } from './conclusion.ts'
import type { SignatureSubject } from './subject.ts'

/** Does the signature follow its format? Plain CMS may lack what AdES demands; that is said, and not held against it. */
export function checkFormat({ signedData, signer, countersigns }: SignatureSubject): Conclusion {
  const faults = signerFaults(signedData, signer)
  const counted = countersigns === true ? faults.filter((fault) => !(fault.code === 'attribute-missing' && fault.attribute === 'content-type')) : faults
  return together(...counted.map(conclusionOf))
}

function conclusionOf(fault: SignerFault): Conclusion {
  switch (fault.code) {
    case 'no-signed-attributes':
      return passed(say('format.no-signed-attributes'))
    case 'attributes-as-content':
      return failed('FORMAT_FAILURE', say('format.attributes-as-content'))
    case 'attribute-missing':
      return failed('FORMAT_FAILURE', say('format.attribute-missing', { attribute: fault.attribute }))
    case 'attribute-repeated':
      return failed('FORMAT_FAILURE', say('format.attribute-repeated', { attribute: fault.attribute }))
    case 'content-type-differs':
      return failed('FORMAT_FAILURE', say('format.content-type-differs', { signed: fault.signed, actual: fault.actual }))
    case 'algorithm-unknown':
      return indeterminate('CRYPTO_CONSTRAINTS_FAILURE', say('algorithm.unknown', { algorithm: fault.algorithm }))
    case 'digest-differs':
      return failed('SIG_CRYPTO_FAILURE', say('format.digest-differs', { digest: fault.digest, signature: fault.signature }))
  }
}

export type Identification = {
  readonly conclusion: Conclusion
  readonly certificate: Certificate | undefined
  /** The signature itself names the certificate, as AdES demands. */
  readonly named: boolean
}

export function identifySigner({ signer }: SignatureSubject, certificates: readonly Certificate[]): Identification {
  const candidates = certificatesOfSigner(signer, certificates)
  const claimed = hasReference({ signer })
  const reference = readSigningCertificate(signer.signedAttributes)
  const named = reference === undefined ? undefined : candidates.find((certificate) => essIdMatches(reference, certificate))
  if (named !== undefined) return { conclusion: passed(), certificate: named, named: true }
  const [first] = candidates
  if (first === undefined) return { conclusion: indeterminate('NO_SIGNING_CERTIFICATE_FOUND', say('signer.not-found')), certificate: undefined, named: claimed }
  if (claimed) return { conclusion: indeterminate('NO_SIGNING_CERTIFICATE_FOUND', say('signer.reference-differs')), certificate: first, named: true }
  return { conclusion: passed(say('signer.reference-missing')), certificate: first, named: false }
}

function hasReference({ signer }: Pick<SignatureSubject, 'signer'>): boolean {
  return [cmsOid.signingCertificate, cmsOid.signingCertificateV2].some((type) => attributesOfType(signer.signedAttributes, type).length > 0)
}

export type Cryptography = { readonly conclusion: Conclusion; readonly digestOk: boolean | null; readonly signatureOk: boolean | null }

export async function verifyCryptography(subject: SignatureSubject, certificate: Certificate | undefined): Promise<Cryptography> {
  const { signer, document } = subject
  const content = signer.signedAttributes === undefined ? await document?.bytes() : undefined
  const checkable = certificate !== undefined && knowsAlgorithms(signer) && (signer.signedAttributes !== undefined || content !== undefined)
  const signatureOk = checkable ? await verifySigner(signer, certificate, content) : null
  // A signature directly over the document is itself the comparison.
  const digestOk = signer.signedAttributes === undefined ? signatureOk : await compareDigest(subject)
  const conclusions: Conclusion[] = []
  // Also where the forged content was handed in beside the signature.
  if (content !== undefined && looksLikeAttributes(content)) conclusions.push(failed('FORMAT_FAILURE', say('format.attributes-as-content')))
  if (digestOk === false) conclusions.push(failed('HASH_FAILURE', say('document.changed')))
  else if (digestOk === true) conclusions.push(passed(say('document.unchanged')))
  if (signatureOk === false) conclusions.push(failed('SIG_CRYPTO_FAILURE', say('signature.invalid')))
  else if (signatureOk === true) conclusions.push(passed(say('signature.valid')))
  if (document === undefined) conclusions.push(indeterminate('SIGNED_DATA_NOT_FOUND', say('document.missing')))
  return { conclusion: together(...conclusions), digestOk, signatureOk }
}

/** What cannot be computed is not false: it is unknown, and the format check says so. */
function knowsAlgorithms(signer: SignerInfo): boolean {
  const digestName = signerDigest(signer)
  return digestName !== undefined && signatureAlgorithmByIdentifier(signer.signatureAlgorithm, digestName) !== undefined
}

/** The message-digest attribute against the document; null where there is nothing to compare. */
async function compareDigest(subject: SignatureSubject): Promise<boolean | null> {
  const { signer, document, signedData } = subject
  const name = signerDigest(signer)
  const signed = signedMessageDigest(signer)
  if (name === undefined || signed === undefined || document === undefined) return null
  // What is carried inside and what was handed in beside it must both be the signed document.
  if (subject.countersigns !== true && signedData.content !== undefined && !equalBytes(signed, digest(name, signedData.content))) return false
  return equalBytes(signed, await document.digest(name))
}
