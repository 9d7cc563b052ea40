/** `countersign inspect`: what a file holds, as JSON, without judging it. */
import { toHex } from '../bytes/index.ts'
import { encodingOf } from '../asn1/index.ts'
import { claimedSigningTime, cmsOid, parseSignedData, valuesOfType, type Attributes, type SignedData } from '../cms/index.ts'
import { MalformedError } from '../errors.ts'
import { parseCrl, parseOcspResponse } from '../revocation/index.ts'
import { parseTimestampInfo, parseTimestampToken } from '../timestamp/index.ts'
import { validate } from '../validation/index.ts'
import { parseCertificate } from '../x509/index.ts'
import { withFile } from './files.ts'

const readers: readonly ((bytes: Uint8Array) => object)[] = [cms, certificate, crl, ocspResponse]

export async function inspect(path: string, print: (text: string) => void): Promise<number> {
  const found = await withFile(path, async (source) => {
    const bytes = source.size <= 64 << 20 ? await source.read(0, source.size) : undefined
    for (const reader of readers) {
      const shown = bytes === undefined ? undefined : attempted(reader, bytes)
      if (shown !== undefined) return shown
    }
    // Containers (PDF, zip) are taken apart by their format; the verdict without trust is left out.
    const { format, signatures, timestamps, messages } = await validate(source, { trust: [], at: new Date() })
    return {
      format,
      signatures: signatures.map(({ id, level, signer, claimedTime }) => ({ id, level, signer, claimedTime })),
      timestamps: timestamps.map(({ id, kind, time }) => ({ id, kind, time })),
      messages,
    }
  })
  print(JSON.stringify(found, undefined, 2))
  return 0
}

function attempted(reader: (bytes: Uint8Array) => object, bytes: Uint8Array): object | undefined {
  try {
    return reader(bytes)
  } catch (error) {
    if (error instanceof MalformedError) return undefined
    throw error
  }
}

function cms(bytes: Uint8Array): object {
  const signedData = parseSignedData(bytes)
  return {
    kind: 'CMS SignedData',
    version: signedData.version,
    contentType: signedData.contentType,
    contentBytes: signedData.content?.length ?? null,
    certificates: signedData.certificates.map(certificate),
    crls: signedData.crls.length,
    ocspResponses: signedData.ocspResponses.length,
    ...(signedData.contentType === cmsOid.tstInfo && signedData.content !== undefined ? { timestamp: timestampInfo(signedData.content) } : {}),
    signers: signedData.signers.map((signer) => signerOf(signer)),
  }
}

function signerOf(signer: SignedData['signers'][number]): object {
  const { identifier } = signer
  return {
    identifier:
      identifier.kind === 'subjectKeyIdentifier' ? { subjectKeyIdentifier: toHex(identifier.keyIdentifier) } : { serialNumber: identifier.serialNumber },
    digestAlgorithm: signer.digestAlgorithmOid,
    signatureAlgorithm: signer.signatureAlgorithmOid,
    claimedTime: claimedSigningTime(signer)?.toISOString() ?? null,
    signedAttributes: typesOf(signer.signedAttributes),
    unsignedAttributes: typesOf(signer.unsignedAttributes),
    timestamps: valuesOfType(signer.unsignedAttributes, cmsOid.signatureTimeStamp).map((token) => parseTimestampToken(token).info.genTime.toISOString()),
  }
}

function typesOf(attributes: Attributes | undefined): { readonly type: string; readonly bytes: number }[] {
  return (attributes?.list ?? []).map(({ type, element }) => ({ type, bytes: encodingOf(element).length }))
}

function timestampInfo(content: Uint8Array): object {
  const { policy, genTime, serialNumber, imprint } = parseTimestampInfo(content)
  return { policy, time: genTime.toISOString(), serialNumber, digest: imprint.digest ?? null, imprint: toHex(imprint.hash) }
}

function certificate(bytes: Uint8Array): object {
  const { subject, issuer, serialNumber, notBefore, notAfter, sha256 } = parseCertificate(bytes)
  return {
    kind: 'certificate',
    subject: subject.text,
    issuer: issuer.text,
    serialNumber,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    sha256,
  }
}

function crl(bytes: Uint8Array): object {
  const { thisUpdate, nextUpdate, crlNumber } = parseCrl(bytes)
  return {
    kind: 'certificate revocation list',
    thisUpdate: thisUpdate.toISOString(),
    nextUpdate: nextUpdate?.toISOString() ?? null,
    crlNumber: crlNumber ?? null,
  }
}

function ocspResponse(bytes: Uint8Array): object {
  const response = parseOcspResponse(bytes)
  if (response.kind === 'refusal') return { kind: 'OCSP response', refusal: response.because }
  const { producedAt, responses } = response.basic
  return {
    kind: 'OCSP response',
    producedAt: producedAt.toISOString(),
    responses: responses.map(({ certId, status, thisUpdate }) => ({ serialNumber: certId.serialNumber, status, thisUpdate: thisUpdate.toISOString() })),
  }
}
