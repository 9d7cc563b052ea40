/** Handing proof of existence to data that a valid time-stamp covers (EN 319 102-1 §5.6.2.3). */
import { childrenOf, encodingOf, type Element } from '../asn1/index.ts'
import { attributesOfType, cmsOid, parseSignedData, type SignedData, type SignerInfo } from '../cms/index.ts'
import { MalformedError } from '../errors.ts'
import { parseOcspResponse } from '../revocation/index.ts'
import type { Context } from './context.ts'

export function proveOcspResponse({ evidence }: Context, bytes: Uint8Array, time: Date): void {
  tolerated(() => {
    const response = parseOcspResponse(bytes)
    if (response.kind === 'answer') evidence.prove(response.basic.der, time)
  })
}

export function proveStore(
  context: Context,
  store: { readonly certificates: readonly Uint8Array[]; readonly ocspResponses: readonly Uint8Array[]; readonly crls: readonly Uint8Array[] },
  time: Date,
): void {
  for (const bytes of [...store.certificates, ...store.crls]) context.evidence.prove(bytes, time)
  for (const bytes of store.ocspResponses) proveOcspResponse(context, bytes, time)
}

/** Everything inside a CMS that is covered as a whole: what it carries, and its time-stamp tokens with what they carry. */
export function proveSignedData(context: Context, signedData: SignedData, time: Date): void {
  proveStore(context, signedData, time)
  for (const signer of signedData.signers) proveUnsignedAttributes(context, signer, time)
}

function proveUnsignedAttributes(context: Context, signer: SignerInfo, time: Date): void {
  for (const attribute of attributesOfType(signer.unsignedAttributes, cmsOid.revocationValues))
    for (const value of attribute.values) proveRevocationValues(context, value, time)
  for (const attribute of attributesOfType(signer.unsignedAttributes, cmsOid.signatureTimeStamp)) {
    for (const value of attribute.values) {
      context.evidence.prove(encodingOf(value), time)
      proveToken(context, encodingOf(value), time)
    }
  }
}

/** What a covered time-stamp token carries is covered with it. */
export function proveToken(context: Context, bytes: Uint8Array, time: Date): void {
  tolerated(() => proveStore(context, parseSignedData(bytes), time))
}

/** RevocationValues (RFC 5126 §6.3.4): lists of CertificateList and of BasicOCSPResponse. */
export function proveRevocationValues({ evidence }: Context, value: Element, time: Date): void {
  tolerated(() => {
    for (const list of childrenOf(value).flatMap(childrenOf)) for (const bytes of childrenOf(list).map(encodingOf)) evidence.prove(bytes, time)
  })
}

/** What cannot be read proves nothing. */
export function tolerated<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof MalformedError) return undefined
    throw error
  }
}
