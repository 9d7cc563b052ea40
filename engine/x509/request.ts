/** PKCS#10 certification requests (RFC 2986). The signature proves possession of the key, nothing about the name. */
import { childrenOf, contentOf, der, encodingOf, expectTag, readBitString, readDocument, readObjectIdentifier, tag, type Element } from '../asn1/index.ts'
import { verifySignature } from '../algorithms/index.ts'
import { MalformedError } from '../errors.ts'
import type { SigningKey } from '../ports.ts'
import { buildExtensions, type ExtensionSpec } from './build-extensions.ts'
import { readExtensions, type Extension } from './extensions.ts'
import { nameFrom, type Name } from './name.ts'
import { extensionOids } from './oids.ts'
import { sign } from './signed.ts'

export type CertificationRequest = {
  readonly der: Uint8Array
  readonly subject: Name
  readonly spki: Uint8Array
  readonly extensions: ReadonlyMap<string, Extension>
  readonly signatureAlgorithm: Uint8Array
  /** Does the signature verify with the key in the request? */
  verify(): Promise<boolean>
}

/** `subject` is a DER Name, `publicKey` the SubjectPublicKeyInfo that belongs to `key`. */
export async function buildCertificationRequest(request: {
  readonly subject: Uint8Array
  readonly publicKey: Uint8Array
  readonly key: SigningKey
  readonly extensions?: ExtensionSpec
}): Promise<Uint8Array> {
  const extensions = request.extensions === undefined ? [] : buildExtensions(request.extensions)
  const attributes = extensions.length === 0 ? [] : [der.sequence(der.objectIdentifier(extensionOids.extensionRequest), der.setOf(der.sequence(...extensions)))]
  return sign(der.sequence(der.integer(0), request.subject, request.publicKey, der.explicit(0, ...attributes)), request.key)
}

export function parseCertificationRequest(bytes: Uint8Array): CertificationRequest {
  const [information, algorithm, signature, ...rest] = childrenOf(expectTag(readDocument(bytes, { nodes: 4096 }), tag.sequence, 'CertificationRequest'))
  if (information === undefined || algorithm === undefined || signature === undefined || rest.length > 0)
    throw new MalformedError('CertificationRequest has not three parts')
  const [version, subject, spkiElement, attributes] = childrenOf(expectTag(information, tag.sequence, 'CertificationRequestInfo'))
  if (version === undefined || contentOf(version).some((octet) => octet !== 0) || subject === undefined)
    throw new MalformedError('CertificationRequestInfo is not version 1')
  const spki = encodingOf(expectTag(spkiElement, tag.sequence, 'SubjectPublicKeyInfo'))
  const signatureAlgorithm = encodingOf(algorithm)
  const signatureBytes = readBitString(signature).bytes
  return {
    der: bytes,
    subject: nameFrom(subject),
    spki,
    extensions: attributes === undefined ? new Map() : requestedExtensions(attributes),
    signatureAlgorithm,
    verify: () => verifySignature({ algorithm: signatureAlgorithm, publicKey: spki, message: encodingOf(information), signature: signatureBytes }),
  }
}

function requestedExtensions(attributes: Element): ReadonlyMap<string, Extension> {
  for (const attribute of childrenOf(attributes)) {
    const [oid, values] = childrenOf(attribute)
    if (oid === undefined || values === undefined || readObjectIdentifier(oid) !== extensionOids.extensionRequest) continue
    const [first] = childrenOf(values)
    if (first !== undefined) return readExtensions(first)
  }
  return new Map()
}
