/**
 * CertificateList (RFC 5280 §5), scanned and never built: a look-up walks the bytes of the list and makes no object for the entries it passes.
 * Strict DER. Budget: 256 MiB; the elements around the list 16,384; one entry's extensions 256.
 */
import {
  childrenOf,
  contentOf,
  contextTag,
  encodingOf,
  expectTag,
  readBitString,
  readDocument,
  readFirst,
  readIntegerBytes,
  readSmallInteger,
  readTime,
  tag,
  type Element,
} from '../asn1/index.ts'
import { equalBytes, toHex } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import { serialNumberElement } from '../x509/index.ts'
import { readIssuingDistributionPoint, type IssuingDistributionPoint } from './distribution-points.ts'
import { readExtensions, type ExtensionView } from './extensions.ts'
import { oid } from './oids.ts'
import { reasonByNumber, type RevocationReason } from './reason.ts'

const maximumBytes = 256 << 20

export type CrlEntry = {
  readonly revokedAt: Date
  readonly reason?: RevocationReason
  readonly invalidityDate?: Date
  /** The entry carries a critical extension that this engine does not know: the list must not be relied on (RFC 5280 §5.3). */
  readonly unknownCriticalExtension: boolean
}

export type Crl = {
  readonly der: Uint8Array
  /** TBSCertList as received: what was signed. */
  readonly tbs: Uint8Array
  /** DER Name. */
  readonly issuer: Uint8Array
  readonly thisUpdate: Date
  readonly nextUpdate?: Date
  readonly signatureAlgorithm: Uint8Array
  readonly signature: Uint8Array
  readonly crlNumber?: string
  /** baseCRLNumber of a delta list. */
  readonly deltaOf?: string
  /** The raw extension, for comparing lists with each other. */
  readonly authorityKeyIdentifier?: Uint8Array
  readonly issuingDistributionPoint?: IssuingDistributionPoint
  readonly expiredCertificatesSince?: Date
  readonly unknownCriticalExtensions: readonly string[]
  /** The entry for a serial number (hex, as in `Certificate.serialNumber`). `certificateIssuer` (DER Name) matters on indirect lists only. */
  find(serialNumber: string, certificateIssuer?: Uint8Array): CrlEntry | undefined
}

const knownExtensions: ReadonlySet<string> = new Set([
  oid.authorityKeyIdentifier,
  oid.crlNumber,
  oid.deltaCrlIndicator,
  oid.issuingDistributionPoint,
  oid.freshestCrl,
  oid.expiredCertsOnCrl,
])
const knownEntryExtensions: ReadonlySet<string> = new Set([oid.reasonCode, oid.invalidityDate, oid.certificateIssuer])

export function parseCrl(bytes: Uint8Array): Crl {
  if (bytes.length > maximumBytes) throw new MalformedError('certificate revocation list is too large')
  const [tbs, algorithm, signature, surplus] = childrenOf(expectTag(readDocument(bytes, { nodes: 16_384 }), tag.sequence, 'CertificateList'))
  if (surplus !== undefined) throw new MalformedError('CertificateList has a surplus part', surplus.start)
  const parts = childrenOf(expectTag(tbs, tag.sequence, 'TBSCertList'))
  let index = 0
  if (parts[0]?.tag === tag.integer && readSmallInteger(parts[index++] as Element) !== 1) throw new MalformedError('CertificateList is neither version 1 nor 2')
  const innerAlgorithm = encodingOf(expectTag(parts[index++], tag.sequence, 'signature'))
  const signatureAlgorithm = encodingOf(expectTag(algorithm, tag.sequence, 'signatureAlgorithm'))
  if (!equalBytes(innerAlgorithm, signatureAlgorithm)) throw new MalformedError('the two signature algorithms of the list differ')
  const issuer = encodingOf(expectTag(parts[index++], tag.sequence, 'issuer'))
  const thisUpdate = readTime(present(parts[index++], 'thisUpdate'))
  const nextUpdate = isTime(parts[index]) ? readTime(present(parts[index++], 'nextUpdate')) : undefined
  const list = parts[index]?.tag === tag.sequence ? parts[index++] : undefined
  const tagged = parts[index]
  const [extensionList] = tagged === undefined ? [] : childrenOf(expectTag(tagged, contextTag(0), 'crlExtensions'))
  const extensions = extensionList === undefined ? new Map<string, ExtensionView>() : readExtensions(extensionList)
  const indirectPoint = extensions.get(oid.issuingDistributionPoint)
  const issuingDistributionPoint = indirectPoint === undefined ? undefined : readIssuingDistributionPoint(indirectPoint.value)
  const number = integerExtension(extensions, oid.crlNumber)
  const deltaOf = integerExtension(extensions, oid.deltaCrlIndicator)
  const keyIdentifier = extensions.get(oid.authorityKeyIdentifier)?.value
  const since = extensions.get(oid.expiredCertsOnCrl)
  return {
    der: bytes,
    tbs: encodingOf(expectTag(tbs, tag.sequence, 'TBSCertList')),
    issuer,
    thisUpdate,
    ...(nextUpdate === undefined ? {} : { nextUpdate }),
    signatureAlgorithm,
    signature: readBitString(expectTag(signature, tag.bitString, 'signatureValue')).bytes,
    ...(number === undefined ? {} : { crlNumber: number }),
    ...(deltaOf === undefined ? {} : { deltaOf }),
    ...(keyIdentifier === undefined ? {} : { authorityKeyIdentifier: keyIdentifier }),
    ...(issuingDistributionPoint === undefined ? {} : { issuingDistributionPoint }),
    ...(since === undefined ? {} : { expiredCertificatesSince: readTime(readDocument(since.value)) }),
    unknownCriticalExtensions: [...extensions].filter(([type, { critical }]) => critical && !knownExtensions.has(type)).map(([type]) => type),
    find: (serialNumber, certificateIssuer) =>
      list === undefined
        ? undefined
        : issuingDistributionPoint?.indirect === true
          ? findIndirect(list, serialOctets(serialNumber), certificateIssuer ?? issuer, issuer)
          : findDirect(list, serialOctets(serialNumber)),
  }
}

function serialOctets(serialNumber: string): Uint8Array {
  return contentOf(readDocument(serialNumberElement(serialNumber)))
}

function isTime(element: Element | undefined): boolean {
  return element?.tag === tag.utcTime || element?.tag === tag.generalizedTime
}

function present(element: Element | undefined, what: string): Element {
  if (element === undefined) throw new MalformedError(`${what} is missing`)
  return element
}

function integerExtension(extensions: ReadonlyMap<string, ExtensionView>, type: string): string | undefined {
  const extension = extensions.get(type)
  return extension === undefined ? undefined : toHex(readIntegerBytes(readDocument(extension.value)))
}

/** Walks the entries by their lengths and compares serial numbers in place. Stops at the first match. */
function findDirect(list: Element, serial: Uint8Array): CrlEntry | undefined {
  const { source, contentEnd } = list
  let offset = list.contentStart
  while (offset < contentEnd) {
    const entry = entryAt(source, offset, contentEnd)
    const { serialStart, serialLength, end } = entry
    if (serialLength === serial.length) {
      let i = 0
      while (i < serialLength && source[serialStart + i] === serial[i]) i += 1
      if (i === serialLength) return readEntry(source.subarray(offset, end)).entry
    }
    offset = end
  }
  return undefined
}

/** RFC 5280 §5.3.3: an entry's certificateIssuer holds for the entries after it too. */
function findIndirect(list: Element, serial: Uint8Array, certificateIssuer: Uint8Array, crlIssuer: Uint8Array): CrlEntry | undefined {
  let current: Uint8Array | undefined = crlIssuer
  let offset = list.contentStart
  while (offset < list.contentEnd) {
    const { serialStart, serialLength, timeEnd, end } = entryAt(list.source, offset, list.contentEnd)
    const matches = equalBytes(list.source.subarray(serialStart, serialStart + serialLength), serial)
    if (matches || timeEnd < end) {
      const { entry, issuerNames } = readEntry(list.source.subarray(offset, end))
      if (issuerNames !== undefined) current = issuerNames.find((name) => equalBytes(name, certificateIssuer)) ?? issuerNames[0]
      if (matches && current !== undefined && equalBytes(current, certificateIssuer)) return entry
    }
    offset = end
  }
  return undefined
}

/** Positions inside one revokedCertificates entry: SEQUENCE { INTEGER, Time, extensions? }. Entries are short: lengths of at most three octets. */
function entryAt(
  source: Uint8Array,
  offset: number,
  limit: number,
): { readonly serialStart: number; readonly serialLength: number; readonly timeEnd: number; readonly end: number } {
  const first = source[offset + 1] ?? 0x80
  let content = offset + 2
  let length = first
  if (first === 0x81) {
    length = source[content++] ?? 0
    if (length < 0x80) throw new MalformedError('length is not in its shortest form', offset)
  } else if (first === 0x82) {
    length = ((source[content] ?? 0) << 8) | (source[content + 1] ?? 0)
    content += 2
    if (length < 0x100) throw new MalformedError('length is not in its shortest form', offset)
  } else if (first >= 0x80) throw new MalformedError('entry of the revocation list is too long', offset)
  const end = content + length
  const serialLength = source[content + 1] ?? 0x80
  const timeStart = content + 2 + serialLength
  const timeEnd = timeStart + 2 + (source[timeStart + 1] ?? 0x80)
  const timeTag = source[timeStart]
  if (
    source[offset] !== tag.sequence ||
    source[content] !== tag.integer ||
    serialLength >= 0x80 ||
    (timeTag !== tag.utcTime && timeTag !== tag.generalizedTime) ||
    timeEnd > end ||
    end > limit
  )
    throw new MalformedError('entry of the revocation list is malformed', offset)
  return { serialStart: content + 2, serialLength, timeEnd, end }
}

function readEntry(bytes: Uint8Array): { readonly entry: CrlEntry; readonly issuerNames?: readonly Uint8Array[] } {
  const [, revokedAt, extensionList] = childrenOf(readFirst(bytes, { nodes: 256 }))
  const extensions = extensionList === undefined ? new Map<string, ExtensionView>() : readExtensions(extensionList)
  const reasonCode = extensions.get(oid.reasonCode)
  const reason = reasonCode === undefined ? undefined : reasonByNumber(readSmallInteger(readDocument(reasonCode.value)))
  const invalidity = extensions.get(oid.invalidityDate)
  const issuer = extensions.get(oid.certificateIssuer)
  const entry: CrlEntry = {
    revokedAt: readTime(present(revokedAt, 'revocationDate')),
    ...(reason === undefined ? {} : { reason }),
    ...(invalidity === undefined ? {} : { invalidityDate: readTime(readDocument(invalidity.value)) }),
    unknownCriticalExtension: [...extensions].some(([type, { critical }]) => critical && !knownEntryExtensions.has(type)),
  }
  return issuer === undefined ? { entry } : { entry, issuerNames: directoryNames(issuer.value) }
}

/** The Names inside directoryName [4] of GeneralNames. */
function directoryNames(value: Uint8Array): Uint8Array[] {
  const names: Uint8Array[] = []
  for (const name of childrenOf(readDocument(value, { nodes: 256 }))) {
    const [inner] = name.tag === contextTag(4) ? childrenOf(name) : []
    if (inner !== undefined) names.push(encodingOf(inner))
  }
  return names
}
