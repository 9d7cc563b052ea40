/**
 * What validations may remember for each other: certificates, OCSP responses and lists already read, and signatures already verified.
 * It changes the cost of a verdict and never the verdict: everything is found by its bytes. Hand one in for many files of the same people.
 * Budget: 2,000 certificates, 1,000 OCSP responses, 64 lists of at most 4 MiB, 10,000 links; a full shelf is cleared.
 */
import type { BasicOcspResponse, Crl, RememberSignature } from '../revocation/index.ts'
import type { Certificate } from '../x509/index.ts'

const maximumCrlBytes = 4 << 20
const maximumLinks = 10_000

export class ValidationMemory {
  readonly certificates = new Shelf<Certificate>(2000)
  readonly ocspResponses = new Shelf<BasicOcspResponse>(1000)
  readonly crls = new Shelf<Crl>(64, (bytes) => bytes.length <= maximumCrlBytes)
  readonly #links = new Map<string, boolean>()
  readonly #verified = new WeakMap<object, Map<string, boolean>>()

  /** Certificates verified with their issuer's key, as the search for paths names them. */
  get links(): Map<string, boolean> {
    if (this.#links.size > maximumLinks) this.#links.clear()
    return this.#links
  }

  readonly remember: RememberSignature = async (data, signer, verify) => {
    const bySigner = this.#verified.get(data) ?? new Map<string, boolean>()
    this.#verified.set(data, bySigner)
    const known = bySigner.get(signer.sha256) ?? (await verify())
    bySigner.set(signer.sha256, known)
    return known
  }
}

class Shelf<T> {
  readonly #items = new Map<string, T>()
  readonly #limit: number
  readonly #fits: (bytes: Uint8Array) => boolean

  constructor(limit: number, fits: (bytes: Uint8Array) => boolean = () => true) {
    this.#limit = limit
    this.#fits = fits
  }

  /** `key` is the SHA-256 of `bytes`. The item is read from a copy, so that what the caller does with the bytes later cannot reach it. */
  get(key: string, bytes: Uint8Array, read: (bytes: Uint8Array) => T): T {
    const known = this.#items.get(key)
    if (known !== undefined) return known
    if (!this.#fits(bytes)) return read(bytes)
    const item = read(bytes.slice())
    if (this.#items.size >= this.#limit) this.#items.clear()
    this.#items.set(key, item)
    return item
  }
}
