/** TimeStampToken (RFC 3161 §2.4.2): a CMS SignedData around TSTInfo. Prepared here, signed wherever the authority's key is. */
import { digest, digestOfSignature, type DigestName } from '../algorithms/index.ts'
import { buildSigningCertificateV2, cmsOid, parseSignedData, prepareSignedData, type Prepared, type SignedData } from '../cms/index.ts'
import { MalformedError } from '../errors.ts'
import type { SignatureAlgorithmName } from '../ports.ts'
import type { Certificate } from '../x509/index.ts'
import { buildTimestampInfo, parseTimestampInfo, type TimestampInfo, type TimestampInfoSpec } from './token-info.ts'

export type TimestampTokenSpec = TimestampInfoSpec & {
  /** The time-stamp unit's certificate. */
  readonly certificate: Pick<Certificate, 'der' | 'issuer' | 'serialNumber'>
  /** Its issuers; put into the token, together with the certificate, when the request asked for it. */
  readonly chain?: readonly Uint8Array[]
  readonly includeCertificates: boolean
  readonly signatureAlgorithm: SignatureAlgorithmName
}

export function prepareTimestampToken(spec: TimestampTokenSpec): Prepared<Uint8Array> {
  const content = buildTimestampInfo(spec)
  const digestAlgorithm: DigestName = digestOfSignature(spec.signatureAlgorithm)
  return prepareSignedData({
    contentType: cmsOid.tstInfo,
    content,
    digestAlgorithm,
    messageDigest: digest(digestAlgorithm, content),
    signedAttributes: [buildSigningCertificateV2(spec.certificate, 'sha256')],
    signer: spec.certificate,
    signatureAlgorithm: spec.signatureAlgorithm,
    certificates: spec.includeCertificates ? [spec.certificate.der, ...(spec.chain ?? [])] : [],
  })
}

export type TimestampToken = { readonly bytes: Uint8Array; readonly signedData: SignedData; readonly info: TimestampInfo }

/** Says what stands in the token; `verifyTimestampToken` says whether it holds. */
export function parseTimestampToken(bytes: Uint8Array): TimestampToken {
  const signedData = parseSignedData(bytes)
  if (signedData.contentType !== cmsOid.tstInfo || signedData.content === undefined) throw new MalformedError('not a time-stamp token')
  if (signedData.signers.length !== 1) throw new MalformedError('a time-stamp token has exactly one signer')
  return { bytes, signedData, info: parseTimestampInfo(signedData.content) }
}
