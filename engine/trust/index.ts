/**
 * Whom the verifier trusts. An anchor is a certificate taken for its name, its key and its own constraints (RFC 5937); its signature and
 * its dates say nothing (RFC 5280 §6.1). Left out for now: national trusted lists (TS 119 612).
 */
import { MalformedError } from '../errors.ts'
import { parseCertificate, type Certificate, type Name } from '../x509/index.ts'

/** Certificates found by their subject; a list of many thousands costs no more than a short one. */
export class CertificatePool {
  readonly #bySubject = new Map<string, Certificate[]>()
  readonly #known = new Set<string>()

  constructor(certificates: Iterable<Certificate>) {
    for (const certificate of certificates) this.#add(certificate)
  }

  /** A certificate whose names or key do not parse issues nothing, and so is left out. */
  #add(certificate: Certificate): void {
    try {
      if (this.#known.has(certificate.sha256)) return
      const key = certificate.subject.comparisonKey
      void [certificate.issuer, certificate.publicKey]
      this.#bySubject.set(key, [...(this.#bySubject.get(key) ?? []), certificate])
      this.#known.add(certificate.sha256)
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error
    }
  }

  has(certificate: Certificate): boolean {
    return this.#known.has(certificate.sha256)
  }

  named(name: Name): readonly Certificate[] {
    return this.#bySubject.get(name.comparisonKey) ?? []
  }

  /** Certificates whose subject is the issuer of this one. */
  issuersOf(certificate: Certificate): readonly Certificate[] {
    return this.named(certificate.issuer)
  }
}

/** Parses what can be parsed; `unreadable` counts the rest. */
export function readCertificates(encoded: Iterable<Uint8Array>): { readonly certificates: Certificate[]; readonly unreadable: number } {
  const certificates: Certificate[] = []
  let unreadable = 0
  for (const bytes of encoded) {
    try {
      certificates.push(parseCertificate(bytes))
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error
      unreadable += 1
    }
  }
  return { certificates, unreadable }
}
