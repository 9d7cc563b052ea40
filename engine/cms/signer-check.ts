/**
 * One signer of SignedData, checked: its form, whose certificate it is, whether the signature was made by that key.
 * Nothing here knows of trust or time.
 */
import { readDocument, readObjectIdentifier, readOctetString, readTime, tag } from '../asn1/index.ts'
import { digestByOid, signatureAlgorithmByIdentifier, verifySignature, type DigestName } from '../algorithms/index.ts'
import { equalBytes } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import { encodesName, type Certificate } from '../x509/index.ts'
import { readAttributes, soleValue } from './attributes.ts'
import { oid } from './oids.ts'
import { signedAttributesMessage, type SignedData, type SignerInfo } from './signed-data.ts'

export type SignerFault =
  | { readonly code: 'no-signed-attributes' }
  | { readonly code: 'attributes-as-content' }
  | { readonly code: 'attribute-missing' | 'attribute-repeated'; readonly attribute: string }
  | { readonly code: 'content-type-differs'; readonly signed: string; readonly actual: string }
  | { readonly code: 'algorithm-unknown'; readonly algorithm: string }
  | { readonly code: 'digest-differs'; readonly digest: string; readonly signature: string }

const attributeNames: Readonly<Record<string, string>> = {
  [oid.contentType]: 'content-type',
  [oid.messageDigest]: 'message-digest',
  [oid.signingTime]: 'signing-time',
  [oid.signingCertificate]: 'signing-certificate',
  [oid.signingCertificateV2]: 'signing-certificate-v2',
  [oid.signaturePolicy]: 'signature-policy-identifier',
  [oid.algorithmProtection]: 'cms-algorithm-protection',
}

/** Attributes that may stand there several times: EN 319 122-1 §5.2.8 lets a signer time-stamp the content more than once. */
const mayRepeat: ReadonlySet<string> = new Set([oid.contentTimeStamp])

export function signerFaults(signedData: SignedData, signer: SignerInfo): SignerFault[] {
  return [...algorithmFaults(signer), ...(signer.signedAttributes === undefined ? bareFaults(signedData) : attributeFaults(signedData, signer))]
}

function algorithmFaults(signer: SignerInfo): SignerFault[] {
  const digest = digestByOid(signer.digestAlgorithmOid)
  if (digest === undefined) return [{ code: 'algorithm-unknown', algorithm: signer.digestAlgorithmOid }]
  const scheme = signatureAlgorithmByIdentifier(signer.signatureAlgorithm, digest)
  if (scheme === undefined) return [{ code: 'algorithm-unknown', algorithm: signer.signatureAlgorithmOid }]
  // Ed25519 and ML-DSA hash inside; any digest of the content goes with them (RFC 8419 §3.1 recommends SHA-512).
  const bound = scheme.family === 'ed25519' || scheme.family === 'ml-dsa' ? undefined : scheme.digest
  return bound === undefined || bound === digest ? [] : [{ code: 'digest-differs', digest, signature: scheme.name }]
}

/** Without signed attributes the signature is over the content, and content that is itself an attribute list is the known forgery. */
function bareFaults(signedData: SignedData): SignerFault[] {
  const forged = signedData.content !== undefined && looksLikeAttributes(signedData.content)
  return forged ? [{ code: 'no-signed-attributes' }, { code: 'attributes-as-content' }] : [{ code: 'no-signed-attributes' }]
}

/** Is `content` a DER SET of Attribute with content-type or message-digest in it? */
export function looksLikeAttributes(content: Uint8Array): boolean {
  if (content[0] !== tag.set) return false
  try {
    return readAttributes(readDocument(content)).list.some(({ type }) => type === oid.messageDigest || type === oid.contentType)
  } catch (error) {
    if (error instanceof MalformedError) return false
    throw error
  }
}

function attributeFaults(signedData: SignedData, signer: SignerInfo): SignerFault[] {
  const attributes = signer.signedAttributes
  const faults: SignerFault[] = []
  const seen = new Set<string>()
  for (const { type, values } of attributes?.list ?? []) {
    if (!mayRepeat.has(type) && (seen.has(type) || (values.length !== 1 && type in attributeNames)))
      faults.push({ code: 'attribute-repeated', attribute: attributeNames[type] ?? type })
    seen.add(type)
  }
  for (const type of [oid.contentType, oid.messageDigest])
    if (!seen.has(type)) faults.push({ code: 'attribute-missing', attribute: attributeNames[type] ?? type })
  const contentType = soleValue(attributes, oid.contentType)
  if (contentType !== undefined) {
    const signed = readObjectIdentifier(contentType)
    if (signed !== signedData.contentType) faults.push({ code: 'content-type-differs', signed, actual: signedData.contentType })
  }
  return faults
}

/** The message-digest attribute. */
export function signedMessageDigest(signer: SignerInfo): Uint8Array | undefined {
  const value = soleValue(signer.signedAttributes, oid.messageDigest)
  return value === undefined ? undefined : readOctetString(value)
}

/** The signing-time attribute: what the signer claims. */
export function claimedSigningTime(signer: SignerInfo): Date | undefined {
  const value = soleValue(signer.signedAttributes, oid.signingTime)
  return value === undefined ? undefined : readTime(value)
}

export function signerDigest(signer: SignerInfo): DigestName | undefined {
  return digestByOid(signer.digestAlgorithmOid)
}

/** Those of `certificates` that the signer identifier names. */
export function certificatesOfSigner(signer: SignerInfo, certificates: readonly Certificate[]): Certificate[] {
  const { identifier } = signer
  if (identifier.kind === 'subjectKeyIdentifier')
    return certificates.filter(({ subjectKeyIdentifier }) => subjectKeyIdentifier !== undefined && equalBytes(subjectKeyIdentifier, identifier.keyIdentifier))
  return certificates.filter((certificate) => certificate.serialNumber === identifier.serialNumber && encodesName(identifier.issuer, certificate.issuer))
}

/** Was the signature made with this certificate's key? `content` is needed only where there are no signed attributes. */
export async function verifySigner(signer: SignerInfo, certificate: Pick<Certificate, 'spki'>, content?: Uint8Array): Promise<boolean> {
  const message = signer.signedAttributes === undefined ? content : signedAttributesMessage(signer.signedAttributes)
  if (message === undefined) return false
  return verifySignature({
    algorithm: signer.signatureAlgorithm,
    publicKey: certificate.spki,
    message,
    signature: signer.signature,
    digestName: signerDigest(signer),
  })
}
