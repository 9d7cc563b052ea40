/**
 * Everything a file brings along, or the network gave, that may help to validate: certificates, OCSP responses, revocation lists.
 * Each carries the moment since when it is proven to exist; nothing here is believed yet.
 * Budget: 500 certificates, 500 OCSP responses and 100 lists a file; more are passed over.
 */
import { childrenOf, contextTag, encodingOf } from '../asn1/index.ts'
import { toHex } from '../bytes/index.ts'
import { digest } from '../algorithms/index.ts'
import { cmsOid, soleValue, type SignedData, type SignerInfo } from '../cms/index.ts'
import { MalformedError } from '../errors.ts'
import type { ValidationMemory } from './memory.ts'
import { parseBasicOcspResponse, parseCrl, parseOcspResponse, type BasicOcspResponse, type Crl } from '../revocation/index.ts'
import { parseCertificate, type Certificate } from '../x509/index.ts'

const maximumCertificates = 500
const maximumOcspResponses = 500
const maximumCrls = 100

export class Evidence {
  readonly #memory: ValidationMemory
  readonly #certificates = new Map<string, Certificate>()
  readonly #ocspResponses = new Map<string, BasicOcspResponse>()
  readonly #crls = new Map<string, Crl>()
  readonly #existedBy = new Map<string, Date>()

  constructor(memory: ValidationMemory) {
    this.#memory = memory
  }

  get certificates(): readonly Certificate[] {
    return [...this.#certificates.values()]
  }
  get ocspResponses(): readonly BasicOcspResponse[] {
    return [...this.#ocspResponses.values()]
  }
  get crls(): readonly Crl[] {
    return [...this.#crls.values()]
  }

  addCertificate(bytes: Uint8Array): Certificate | undefined {
    return added(this.#certificates, bytes, maximumCertificates, (key) => this.#memory.certificates.get(key, bytes, parseWholeCertificate))
  }
  addBasicOcspResponse(bytes: Uint8Array): void {
    const response = added(this.#ocspResponses, bytes, maximumOcspResponses, (key) => this.#memory.ocspResponses.get(key, bytes, parseBasicOcspResponse))
    for (const certificate of response?.certificates ?? []) this.addCertificate(certificate)
  }
  addOcspResponse(bytes: Uint8Array): void {
    const basic = tolerated(() => {
      const response = parseOcspResponse(bytes)
      return response.kind === 'answer' ? response.basic.der : undefined
    })
    if (basic !== undefined) this.addBasicOcspResponse(basic)
  }
  addCrl(bytes: Uint8Array): void {
    added(this.#crls, bytes, maximumCrls, (key) => this.#memory.crls.get(key, bytes, parseCrl))
  }

  /** A time-stamp that covers these data proves that they existed then. */
  prove(bytes: Uint8Array, time: Date): void {
    const key = fingerprint(bytes)
    const known = this.#existedBy.get(key)
    if (known === undefined || time < known) this.#existedBy.set(key, time)
  }
  /** Since when these data are proven to exist; `otherwise` where nothing proves it. */
  existedBy(bytes: Uint8Array, otherwise: Date): Date {
    return this.#existedBy.size === 0 ? otherwise : (this.#existedBy.get(fingerprint(bytes)) ?? otherwise)
  }

  addSignedData(signedData: SignedData): void {
    for (const certificate of signedData.certificates) this.addCertificate(certificate)
    for (const response of signedData.ocspResponses) this.addOcspResponse(response)
    for (const crl of signedData.crls) this.addCrl(crl)
  }

  /** The older attributes certificate-values and revocation-values (RFC 5126 §6.3.3, §6.3.4). */
  addSigner(signer: SignerInfo): void {
    const certificates = soleValue(signer.unsignedAttributes, cmsOid.certificateValues)
    if (certificates !== undefined) tolerated(() => childrenOf(certificates).forEach((certificate) => this.addCertificate(encodingOf(certificate))))
    const revocation = soleValue(signer.unsignedAttributes, cmsOid.revocationValues)
    if (revocation === undefined) return
    tolerated(() => {
      for (const part of childrenOf(revocation)) {
        const values = part.tag === contextTag(0) || part.tag === contextTag(1) ? childrenOf(part).flatMap(childrenOf).map(encodingOf) : []
        for (const value of values) {
          if (part.tag === contextTag(0)) this.addCrl(value)
          else this.addBasicOcspResponse(value)
        }
      }
    })
  }
}

function added<T>(map: Map<string, T>, bytes: Uint8Array, limit: number, read: (key: string) => T): T | undefined {
  const key = fingerprint(bytes)
  const known = map.get(key)
  if (known !== undefined || map.size >= limit) return known
  const parsed = tolerated(() => read(key))
  if (parsed !== undefined) map.set(key, parsed)
  return parsed
}

/** Reads what path building and reports will ask for, so that a broken certificate is passed over here and cannot spoil a verdict later. */
export function parseWholeCertificate(bytes: Uint8Array): Certificate {
  const certificate = parseCertificate(bytes)
  for (const part of [
    'issuer',
    'subject',
    'keyUsage',
    'extendedKeyUsage',
    'basicConstraints',
    'subjectKeyIdentifier',
    'authorityKeyIdentifier',
    'publicKey',
  ] as const)
    void certificate[part]
  return certificate
}

/** Evidence that cannot be read is no evidence; the verdict says what is missing. */
function tolerated<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof MalformedError) return undefined
    throw error
  }
}

function fingerprint(bytes: Uint8Array): string {
  return toHex(digest('sha256', bytes))
}
