/**
 * The national numbers of persons and companies, as one table: how each is checked, shown and written into a certificate.
 * Pure; used by server and web alike. Left out on purpose: dates of birth inside numbers, and whether anybody bears the number.
 */
import type { NameSpec } from '../x509/index.ts'
import { checkCnpj, checkCpf, checkEdrpou, checkKazakh, checkNip, checkPesel, checkRnokpp } from './checksums.ts'

export type IdentifierId = 'rnokpp' | 'edrpou' | 'iin' | 'bin' | 'pesel' | 'nip' | 'cpf' | 'cnpj'

export type NationalIdentifier = {
  readonly id: IdentifierId
  /** ISO 3166-1. */
  readonly country: 'UA' | 'KZ' | 'PL' | 'BR'
  readonly holder: 'person' | 'company'
  readonly length: number
  /** Check digits of a normalised value of the right length and characters. */
  readonly check: (value: string) => boolean
  /** As people write it. */
  readonly format: (value: string) => string
  /** The attribute of the subject and what stands before the number (EN 319 412-1 §5.1.3, §5.1.4; Kazakhstan's own). */
  readonly certificateAttribute: { readonly field: keyof NameSpec; readonly prefix: string }
}

const asIs = (value: string): string => value
const pattern =
  (from: RegExp, to: string) =>
  (value: string): string =>
    value.replace(from, to)

export const nationalIdentifiers: Readonly<Record<IdentifierId, NationalIdentifier>> = {
  rnokpp: {
    id: 'rnokpp',
    country: 'UA',
    holder: 'person',
    length: 10,
    check: checkRnokpp,
    format: asIs,
    certificateAttribute: { field: 'serialNumber', prefix: 'TINUA-' },
  },
  edrpou: {
    id: 'edrpou',
    country: 'UA',
    holder: 'company',
    length: 8,
    check: checkEdrpou,
    format: asIs,
    certificateAttribute: { field: 'organizationIdentifier', prefix: 'NTRUA-' },
  },
  iin: {
    id: 'iin',
    country: 'KZ',
    holder: 'person',
    length: 12,
    check: checkKazakh,
    format: asIs,
    certificateAttribute: { field: 'serialNumber', prefix: 'IIN' },
  },
  bin: {
    id: 'bin',
    country: 'KZ',
    holder: 'company',
    length: 12,
    check: checkKazakh,
    format: asIs,
    certificateAttribute: { field: 'organizationalUnit', prefix: 'BIN' },
  },
  pesel: {
    id: 'pesel',
    country: 'PL',
    holder: 'person',
    length: 11,
    check: checkPesel,
    format: asIs,
    certificateAttribute: { field: 'serialNumber', prefix: 'PNOPL-' },
  },
  nip: {
    id: 'nip',
    country: 'PL',
    holder: 'company',
    length: 10,
    check: checkNip,
    format: pattern(/^(...)(...)(..)(..)$/, '$1-$2-$3-$4'),
    certificateAttribute: { field: 'organizationIdentifier', prefix: 'VATPL-' },
  },
  cpf: {
    id: 'cpf',
    country: 'BR',
    holder: 'person',
    length: 11,
    check: checkCpf,
    format: pattern(/^(...)(...)(...)(..)$/, '$1.$2.$3-$4'),
    certificateAttribute: { field: 'serialNumber', prefix: 'TINBR-' },
  },
  cnpj: {
    id: 'cnpj',
    country: 'BR',
    holder: 'company',
    length: 14,
    check: checkCnpj,
    format: pattern(/^(..)(...)(...)(....)(..)$/, '$1.$2.$3/$4-$5'),
    certificateAttribute: { field: 'organizationIdentifier', prefix: 'NTRBR-' },
  },
}

export const identifierIds = Object.keys(nationalIdentifiers) as readonly IdentifierId[]

/** The numbers of one country, persons first. */
export function identifiersOf(country: string): NationalIdentifier[] {
  return identifierIds.map((id) => nationalIdentifiers[id]).filter((one) => one.country === country)
}

/** Without the spaces, dashes, dots and slashes that people type, in capitals. */
export function normaliseIdentifier(value: string): string {
  return value.replace(/[\s\u00a0\u2010-\u2015./-]/g, '').toUpperCase()
}

export type IdentifierDecision = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly because: 'characters' | 'length' | 'checksum' }

/** `alsoAccepted`: numbers let through although they fail, such as the test identities that authorities publish. */
export function checkIdentifier(id: IdentifierId, typed: string, options: { readonly alsoAccepted?: readonly string[] } = {}): IdentifierDecision {
  const value = normaliseIdentifier(typed)
  if (options.alsoAccepted?.includes(value)) return { ok: true, value }
  const { length, check } = nationalIdentifiers[id]
  // CNPJ from July 2026: twelve letters or digits, then two digits.
  if (!(id === 'cnpj' ? /^[0-9A-Z]{0,12}[0-9]*$/ : /^[0-9]*$/).test(value)) return { ok: false, because: 'characters' }
  if (value.length !== length) return { ok: false, because: 'length' }
  // All the same digit satisfies several of the sums and is what people type to get past a form.
  if (new Set(value).size === 1 || !check(value)) return { ok: false, because: 'checksum' }
  return { ok: true, value }
}

/** The subject attribute that carries the number, ready for `buildName`. */
export function certificateAttributeOf(id: IdentifierId, value: string): NameSpec {
  const { field, prefix } = nationalIdentifiers[id].certificateAttribute
  return { [field]: prefix + value }
}
