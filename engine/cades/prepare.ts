/**
 * CAdES baseline B (EN 319 122-1 §6): content-type, message-digest, signing-certificate-v2, and signing-time where the format wants it.
 * Left out on purpose: several signers in one file, signature policies, commitment types.
 */
import { der } from '../asn1/index.ts'
import { digest, digestOfSignature, type DigestName } from '../algorithms/index.ts'
import { buildAttribute, buildSigningCertificateV2, cmsOid, prepareSignedData, type Prepared } from '../cms/index.ts'
import { MisuseError } from '../errors.ts'
import type { SignatureAlgorithmName, SigningKey } from '../ports.ts'
import type { Certificate } from '../x509/index.ts'

export type CadesSpec = {
  /** Hash of the document, under `digestAlgorithm`. */
  readonly digest: Uint8Array
  readonly digestAlgorithm: DigestName
  /** The document itself, to be carried inside; absent for a detached signature. */
  readonly content?: Uint8Array | undefined
  readonly certificate: Pick<Certificate, 'der' | 'issuer' | 'serialNumber'>
  /** Issuers of the certificate, carried along. */
  readonly chain?: readonly Uint8Array[]
  readonly signatureAlgorithm: SignatureAlgorithmName
  /** The claimed time. PAdES leaves it out: it stands in /M there (EN 319 142-1 §6.3). */
  readonly signingTime?: Date | undefined
}

export function prepareCades(spec: CadesSpec): Prepared<Uint8Array> {
  // The digests of the document and of the signature agree: one algorithm to judge, and the policy of the weaker cannot hide.
  if (digestOfSignature(spec.signatureAlgorithm) !== spec.digestAlgorithm)
    throw new MisuseError(`${spec.signatureAlgorithm} does not go with a ${spec.digestAlgorithm} digest`)
  if (spec.content !== undefined) checkContent(spec.content, spec)
  return prepareSignedData({
    contentType: cmsOid.data,
    content: spec.content,
    digestAlgorithm: spec.digestAlgorithm,
    messageDigest: spec.digest,
    signedAttributes: [
      buildSigningCertificateV2(spec.certificate, 'sha256'),
      ...(spec.signingTime === undefined ? [] : [buildAttribute(cmsOid.signingTime, der.time(spec.signingTime))]),
    ],
    signer: spec.certificate,
    signatureAlgorithm: spec.signatureAlgorithm,
    certificates: [spec.certificate.der, ...(spec.chain ?? [])],
  })
}

function checkContent(content: Uint8Array, spec: CadesSpec): void {
  const actual = digest(spec.digestAlgorithm, content)
  if (actual.length !== spec.digest.length || actual.some((octet, index) => octet !== spec.digest[index]))
    throw new MisuseError('digest is not the digest of content')
}

/** Prepares and signs in one go, for a key at hand. */
export async function signCades(spec: Omit<CadesSpec, 'signatureAlgorithm'> & { readonly key: SigningKey }): Promise<Uint8Array> {
  const { key, ...rest } = spec
  const prepared = prepareCades({ ...rest, signatureAlgorithm: key.algorithm })
  return prepared.complete(await key.sign(prepared.toBeSigned))
}
