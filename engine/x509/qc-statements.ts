/** Qualified certificate statements (RFC 3739 §3.2.6, EN 319 412-5), as one readable object. */
import {
  childrenOf,
  contentOf,
  encodingOf,
  expectTag,
  readBigInteger,
  readDocument,
  readObjectIdentifier,
  readSmallInteger,
  readText,
  tag,
  type Element,
} from '../asn1/index.ts'
import { latin1 } from '../bytes/index.ts'
import { qcStatementOids as oids } from './oids.ts'

export type QcStatements = {
  /** Every statement as it stands, known here or not. */
  readonly statements: readonly { readonly oid: string; readonly information?: Uint8Array | undefined }[]
  readonly compliance: boolean
  readonly secureDevice: boolean
  /** `0.4.0.1862.1.6.1` signature, `.2` seal, `.3` web. */
  readonly types: readonly string[]
  readonly legislation: readonly string[]
  readonly disclosure: readonly { readonly url: string; readonly language: string }[]
  readonly retentionYears?: number | undefined
  readonly limit?: { readonly currency: string; readonly amount: bigint; readonly exponent: bigint } | undefined
  /** Semantics identifiers of EN 319 412-1 §5. */
  readonly semantics: readonly string[]
}

export function readQcStatements(value: Uint8Array): QcStatements {
  const found = childrenOf(expectTag(readDocument(value), tag.sequence, 'QCStatements')).map((statement) => {
    const [oid, information] = childrenOf(expectTag(statement, tag.sequence, 'QCStatement'))
    return { oid: readObjectIdentifier(expectTag(oid, tag.objectIdentifier, 'statementId')), information }
  })
  const informationOf = (oid: string): Element | undefined => found.find((statement) => statement.oid === oid)?.information
  const partsOf = (oid: string): Element[] => {
    const information = informationOf(oid)
    return information === undefined ? [] : childrenOf(information)
  }
  const retention = informationOf(oids.retentionPeriod)
  return {
    statements: found.map(({ oid, information }) => ({ oid, information: information === undefined ? undefined : encodingOf(information) })),
    compliance: found.some(({ oid }) => oid === oids.compliance),
    secureDevice: found.some(({ oid }) => oid === oids.secureDevice),
    types: (isBare(informationOf(oids.type)) ? [informationOf(oids.type)] : partsOf(oids.type)).flatMap((type) =>
      type === undefined ? [] : [readObjectIdentifier(type)],
    ),
    legislation: partsOf(oids.legislation).map(readText),
    disclosure: locationsOf(informationOf(oids.disclosure)),
    retentionYears: retention === undefined ? undefined : readSmallInteger(retention),
    limit: readLimit(partsOf(oids.limitValue)),
    semantics: partsOf(oids.syntaxVersion2)
      .filter((part) => part.tag === tag.objectIdentifier)
      .map(readObjectIdentifier),
  }
}

/** Real certificates leave out the list around a single type or a single location. */
function isBare(information: Element | undefined): boolean {
  return information?.tag === tag.objectIdentifier
}

function locationsOf(information: Element | undefined): { url: string; language: string }[] {
  if (information === undefined) return []
  const parts = childrenOf(information)
  return parts[0]?.tag === tag.ia5String ? [readLocation(information)] : parts.map(readLocation)
}

function readLocation(element: Element): { url: string; language: string } {
  const [url, language] = childrenOf(element)
  return { url: url === undefined ? '' : latin1(contentOf(url)), language: language === undefined ? '' : latin1(contentOf(language)) }
}

function readLimit([currency, amount, exponent]: readonly Element[]): QcStatements['limit'] {
  if (currency === undefined || amount === undefined || exponent === undefined) return undefined
  const code = currency.tag === tag.integer ? String(readSmallInteger(currency)) : latin1(contentOf(currency))
  return { currency: code, amount: readBigInteger(amount), exponent: readBigInteger(exponent) }
}
