/** OCSPResponse (RFC 6960 §4.2), written. The responder's key is elsewhere: sign what `buildOcspResponseData` gives, then assemble. */
import { der, tag } from '../asn1/index.ts'
import type { CertId } from './cert-id.ts'
import { nonceExtension } from './ocsp-request.ts'
import { oid } from './oids.ts'
import { reasonNumber, type RevocationReason } from './reason.ts'

export type SingleOcspAnswer = {
  readonly certId: Pick<CertId, 'der'>
  readonly status: 'good' | 'revoked' | 'unknown'
  /** Required for `revoked`. */
  readonly revokedAt?: Date
  readonly reason?: RevocationReason
  readonly thisUpdate: Date
  readonly nextUpdate?: Date
}

/** DER of ResponseData: the message that the responder's key signs. */
export function buildOcspResponseData(answer: {
  /** SHA-1 of the responder's key bits: `keyHash(spki)`. */
  readonly responderKeyHash: Uint8Array
  readonly producedAt: Date
  readonly responses: readonly SingleOcspAnswer[]
  /** The question's nonce, when it had one. */
  readonly nonce?: Uint8Array | undefined
  /** Further encoded Extension elements. */
  readonly extensions?: readonly Uint8Array[]
}): Uint8Array {
  const extensions = [...(answer.nonce === undefined ? [] : [nonceExtension(answer.nonce)]), ...(answer.extensions ?? [])]
  return der.sequence(
    der.explicit(2, der.octetString(answer.responderKeyHash)),
    der.generalizedTime(answer.producedAt),
    der.sequence(...answer.responses.map(singleResponse)),
    ...(extensions.length === 0 ? [] : [der.explicit(1, der.sequence(...extensions))]),
  )
}

function singleResponse(answer: SingleOcspAnswer): Uint8Array {
  const nextUpdate = answer.nextUpdate === undefined ? [] : [der.explicit(0, der.generalizedTime(answer.nextUpdate))]
  return der.sequence(answer.certId.der, certificateStatus(answer), der.generalizedTime(answer.thisUpdate), ...nextUpdate)
}

function certificateStatus(answer: SingleOcspAnswer): Uint8Array {
  if (answer.status === 'good') return der.implicit(0, der.nothing())
  if (answer.status === 'unknown') return der.implicit(2, der.nothing())
  const reason = answer.reason === undefined ? [] : [der.explicit(0, der.enumerated(reasonNumber(answer.reason)))]
  return der.implicit(1, der.sequence(der.generalizedTime(answer.revokedAt ?? answer.thisUpdate), ...reason))
}

/** A successful OCSPResponse around signed ResponseData. `certificates`: the responder's own, then its issuers if wanted. */
export function assembleOcspResponse(
  responseData: Uint8Array,
  algorithmIdentifier: Uint8Array,
  signature: Uint8Array,
  certificates: readonly Uint8Array[] = [],
): Uint8Array {
  const attached = certificates.length === 0 ? [] : [der.explicit(0, der.sequence(...certificates))]
  const basic = der.sequence(responseData, algorithmIdentifier, der.bitString(signature), ...attached)
  return wrapBasicOcspResponse(basic)
}

/** OCSPResponse `successful` around an encoded BasicOCSPResponse, such as one kept in a CMS. */
export function wrapBasicOcspResponse(basic: Uint8Array): Uint8Array {
  return der.sequence(der.enumerated(0), der.explicit(0, der.sequence(der.objectIdentifier(oid.ocspBasic), der.octetString(basic))))
}

/** Refusals (RFC 6960 §4.2.1); they are not signed. */
export function buildOcspRefusal(because: 'malformedRequest' | 'internalError' | 'tryLater' | 'sigRequired' | 'unauthorized'): Uint8Array {
  const number = { malformedRequest: 1, internalError: 2, tryLater: 3, sigRequired: 5, unauthorized: 6 }[because]
  return der.encode(tag.sequence, der.enumerated(number))
}
