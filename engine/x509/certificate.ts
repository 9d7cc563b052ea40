/**
 * X.509 certificates (RFC 5280 §4), read without copying. The frame is read at once; names and extensions when they are asked for.
 * A getter throws `MalformedError` where its extension is broken; `path` turns that into a value.
 * Left out on purpose: attribute certificates, unique identifiers. Budget: 8,192 nodes, strict DER.
 */
import { childrenOf, encodingOf, expectTag, readBitString, readDocument, readSmallInteger, readTime, tag, type Element } from '../asn1/index.ts'
import { digest, parsePublicKey, sameAlgorithm, type PublicKey, type PublicKeyKind } from '../algorithms/index.ts'
import { toHex } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import {
  accessUrls,
  readAccessDescriptions,
  readAlternativeNames,
  readAuthorityKeyIdentifier,
  readBasicConstraints,
  readDistributionPoints,
  readExtensions,
  readKeyIdentifier,
  readKeyUsage,
  readPolicies,
  readPurposes,
  type AuthorityKeyIdentifier,
  type BasicConstraints,
  type DistributionPoint,
  type Extension,
  type KeyUsageName,
  type PolicyInformation,
} from './extensions.ts'
import type { GeneralName } from './general-name.ts'
import { nameFrom, sameName, type Name } from './name.ts'
import { extensionOids } from './oids.ts'
import { readSerialNumber } from './serial-number.ts'
import { readQcStatements, type QcStatements } from './qc-statements.ts'

export interface Certificate {
  /** The whole certificate. */
  readonly der: Uint8Array
  /** TBSCertificate: what is signed. */
  readonly tbs: Uint8Array
  readonly version: number
  /** Hexadecimal, as serial-number.ts spells it. */
  readonly serialNumber: string
  readonly issuer: Name
  readonly subject: Name
  readonly notBefore: Date
  readonly notAfter: Date
  /** SubjectPublicKeyInfo. */
  readonly spki: Uint8Array
  readonly publicKey: PublicKey
  readonly publicKeyKind: PublicKeyKind
  /** AlgorithmIdentifier of the signature. */
  readonly signatureAlgorithm: Uint8Array
  readonly signature: Uint8Array
  /** By object identifier. */
  readonly extensions: ReadonlyMap<string, Extension>
  readonly keyUsage: ReadonlySet<KeyUsageName> | undefined
  /** Object identifiers of the purposes. */
  readonly extendedKeyUsage: readonly string[] | undefined
  readonly basicConstraints: BasicConstraints | undefined
  readonly subjectKeyIdentifier: Uint8Array | undefined
  readonly authorityKeyIdentifier: AuthorityKeyIdentifier | undefined
  readonly distributionPoints: readonly DistributionPoint[]
  /** URLs out of `distributionPoints`. */
  readonly crlDistributionPoints: readonly string[]
  readonly ocspUrls: readonly string[]
  readonly caIssuersUrls: readonly string[]
  readonly subjectAltName: readonly GeneralName[]
  readonly policies: readonly PolicyInformation[]
  readonly qcStatements: QcStatements | undefined
  /** Of the whole certificate, in hexadecimal. */
  readonly sha256: string
  /** Issuer and subject are the same name; says nothing of who signed. */
  readonly selfIssued: boolean
}

export function parseCertificate(bytes: Uint8Array): Certificate {
  const [tbs, algorithm, signature, ...rest] = childrenOf(expectTag(readDocument(bytes, { nodes: 8192 }), tag.sequence, 'Certificate'))
  if (tbs === undefined || algorithm === undefined || signature === undefined || rest.length > 0) throw new MalformedError('Certificate has not three parts')
  return new ParsedCertificate(bytes, tbs, algorithm, signature)
}

class ParsedCertificate implements Certificate {
  readonly der: Uint8Array
  readonly tbs: Uint8Array
  readonly version: number
  readonly serialNumber: string
  readonly notBefore: Date
  readonly notAfter: Date
  readonly spki: Uint8Array
  readonly signatureAlgorithm: Uint8Array
  readonly signature: Uint8Array
  readonly #issuer: Element
  readonly #subject: Element
  readonly #extensions: Element | undefined
  readonly #known = new Map<string, unknown>()

  constructor(bytes: Uint8Array, tbs: Element, algorithm: Element, signature: Element) {
    this.der = bytes
    this.tbs = encodingOf(tbs)
    this.signatureAlgorithm = encodingOf(expectTag(algorithm, tag.sequence, 'signatureAlgorithm'))
    const { bytes: signatureBytes, unusedBits } = readBitString(signature)
    if (unusedBits !== 0) throw new MalformedError('signature is not whole octets', signature.start)
    this.signature = signatureBytes
    const parts = childrenOf(expectTag(tbs, tag.sequence, 'TBSCertificate'))
    const versionElement = parts[0]?.tag === 0xa0 ? parts.shift() : undefined
    this.version = readVersion(versionElement)
    const [serial, inner, issuer, validity, subject, spki, ...optional] = parts
    if (inner === undefined || issuer === undefined || subject === undefined || spki === undefined)
      throw new MalformedError('TBSCertificate is cut off', tbs.start)
    // RFC 5280 §4.1.1.2: the inner identifier, which is signed, is the same as the outer one, which is not. NULL beside absent parameters is let through.
    if (!sameAlgorithm(inner, algorithm)) throw new MalformedError('the two signature algorithms differ', inner.start)
    this.serialNumber = readSerialNumber(serial)
    const [notBefore, notAfter] = childrenOf(expectTag(validity, tag.sequence, 'Validity'))
    if (notBefore === undefined || notAfter === undefined) throw new MalformedError('Validity has not two parts', tbs.start)
    this.notBefore = readTime(notBefore)
    this.notAfter = readTime(notAfter)
    this.spki = encodingOf(expectTag(spki, tag.sequence, 'SubjectPublicKeyInfo'))
    this.#issuer = issuer
    this.#subject = subject
    const wrapped = optional.find((part) => part.tag === 0xa3)
    if (optional.some((part) => ![0x81, 0x82, 0xa1, 0xa2, 0xa3].includes(part.tag))) throw new MalformedError('TBSCertificate has an unknown part', tbs.start)
    this.#extensions = wrapped === undefined ? undefined : childrenOf(wrapped)[0]
  }

  #once<T>(field: string, read: () => T): T {
    const known = this.#known.get(field)
    if (known !== undefined || this.#known.has(field)) return known as T
    const value = read()
    this.#known.set(field, value)
    return value
  }

  #extension<T>(oid: string, read: (value: Uint8Array) => T): T | undefined {
    return this.#once(oid, () => {
      const found = this.extensions.get(oid)
      return found === undefined ? undefined : read(found.value)
    })
  }

  get issuer(): Name {
    return this.#once('issuer', () => nameFrom(this.#issuer))
  }
  get subject(): Name {
    return this.#once('subject', () => nameFrom(this.#subject))
  }
  get selfIssued(): boolean {
    return this.#once('selfIssued', () => sameName(this.issuer, this.subject))
  }
  get publicKey(): PublicKey {
    return this.#once('publicKey', () => parsePublicKey(this.spki))
  }
  get publicKeyKind(): PublicKeyKind {
    return this.publicKey.kind
  }
  get extensions(): ReadonlyMap<string, Extension> {
    const element = this.#extensions
    return this.#once('extensions', () => (element === undefined ? new Map<string, Extension>() : readExtensions(element)))
  }
  get keyUsage(): ReadonlySet<KeyUsageName> | undefined {
    return this.#extension(extensionOids.keyUsage, readKeyUsage)
  }
  get extendedKeyUsage(): readonly string[] | undefined {
    return this.#extension(extensionOids.extendedKeyUsage, readPurposes)
  }
  get basicConstraints(): BasicConstraints | undefined {
    return this.#extension(extensionOids.basicConstraints, readBasicConstraints)
  }
  get subjectKeyIdentifier(): Uint8Array | undefined {
    return this.#extension(extensionOids.subjectKeyIdentifier, readKeyIdentifier)
  }
  get authorityKeyIdentifier(): AuthorityKeyIdentifier | undefined {
    return this.#extension(extensionOids.authorityKeyIdentifier, readAuthorityKeyIdentifier)
  }
  get distributionPoints(): readonly DistributionPoint[] {
    return this.#extension(extensionOids.crlDistributionPoints, readDistributionPoints) ?? []
  }
  get crlDistributionPoints(): readonly string[] {
    return this.distributionPoints.flatMap((point) => point.fullName.flatMap((name) => (name.kind === 'uri' ? [name.value] : [])))
  }
  get ocspUrls(): readonly string[] {
    return accessUrls(this.#extension(extensionOids.authorityInformationAccess, readAccessDescriptions) ?? [], 'ocsp')
  }
  get caIssuersUrls(): readonly string[] {
    return accessUrls(this.#extension(extensionOids.authorityInformationAccess, readAccessDescriptions) ?? [], 'caIssuers')
  }
  get subjectAltName(): readonly GeneralName[] {
    return this.#extension(extensionOids.subjectAltName, readAlternativeNames) ?? []
  }
  get policies(): readonly PolicyInformation[] {
    return this.#extension(extensionOids.certificatePolicies, readPolicies) ?? []
  }
  get qcStatements(): QcStatements | undefined {
    return this.#extension(extensionOids.qcStatements, readQcStatements)
  }
  get sha256(): string {
    return this.#once('sha256', () => toHex(digest('sha256', this.der)))
  }
}

function readVersion(element: Element | undefined): number {
  const inner = element === undefined ? undefined : childrenOf(element)[0]
  const version = inner === undefined ? 1 : readSmallInteger(inner) + 1
  if (version < 1 || version > 3) throw new MalformedError('unknown certificate version')
  return version
}
