/**
 * Who a certificate is about: EN 319 412-1 §5 semantics first, then what Kazakhstan (IIN, BIN), Ukraine (legacy directory attributes)
 * and Brazil (otherName) write instead. Numbers are given as they stand; engine/identifiers checks them.
 */
import { childrenOf, readDocument, readObjectIdentifier, readOctetString, readText, tag, type Element } from '../asn1/index.ts'
import { latin1 } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import type { Certificate } from './certificate.ts'
import { attributeOids, extensionOids } from './oids.ts'

/** `scheme`: three letters of EN 319 412-1 §5.1.3 (PAS, IDC, PNO, TIN) or §5.1.4 (VAT, NTR), or the two-letter-and-colon national form. */
export type IdentityNumber = { readonly scheme: string; readonly country: string; readonly value: string }

export type SubjectIdentity = {
  readonly commonName: string
  readonly givenName?: string | undefined
  readonly surname?: string | undefined
  readonly country?: string | undefined
  readonly personalNumber?: IdentityNumber | undefined
  readonly organisation?: string | undefined
  readonly organisationNumber?: IdentityNumber | undefined
  readonly title?: string | undefined
}

export function subjectIdentity(certificate: Certificate): SubjectIdentity {
  const { subject } = certificate
  const country = subject.get(attributeOids.countryName)
  return {
    commonName: subject.get(attributeOids.commonName) ?? subject.get(attributeOids.pseudonym) ?? subject.get(attributeOids.organizationName) ?? subject.text,
    givenName: subject.get(attributeOids.givenName),
    surname: subject.get(attributeOids.surname),
    country,
    personalNumber:
      semanticNumber(subject.get(attributeOids.serialNumber)) ??
      national(() => kazakhPerson(certificate) ?? ukrainianNumber(certificate, 'person') ?? brazilianPerson(certificate)),
    organisation: subject.get(attributeOids.organizationName),
    organisationNumber:
      semanticNumber(subject.get(attributeOids.organizationIdentifier)) ??
      national(() => kazakhCompany(certificate) ?? ukrainianNumber(certificate, 'company') ?? brazilianCompany(certificate)),
    title: subject.get(attributeOids.title),
  }
}

/** `TINUA-3287300012`, `VATPL-1234563218`, `PI:PL-…` (two letters and a colon: a national scheme). A CA's `UA-43395033-1000` is none. */
function semanticNumber(text: string | undefined): IdentityNumber | undefined {
  const parts = text === undefined ? null : /^([A-Z]{3}|[A-Z]{2}:)([A-Z]{2})-(.+)$/.exec(text)
  if (parts === null) return undefined
  const [, scheme = '', country = '', value = ''] = parts
  return { scheme, country, value }
}

/** A broken national extension takes the number away, not the certificate. */
function national(read: () => IdentityNumber | undefined): IdentityNumber | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof MalformedError) return undefined
    throw error
  }
}

function kazakhPerson({ subject }: Certificate): IdentityNumber | undefined {
  const value = /^IIN(\d{12})$/.exec(subject.get(attributeOids.serialNumber) ?? '')?.[1]
  return value === undefined ? undefined : { scheme: 'TIN', country: 'KZ', value }
}

function kazakhCompany({ subject }: Certificate): IdentityNumber | undefined {
  for (const { oid, value } of subject.attributes) {
    const number = oid === attributeOids.organizationalUnitName ? /^BIN(\d{12})$/.exec(value)?.[1] : undefined
    if (number !== undefined) return { scheme: 'NTR', country: 'KZ', value: number }
  }
  return undefined
}

const ukrainianAttributes = { person: ['1.2.804.2.1.1.1.11.1.4.1.1', 'TIN'], company: ['1.2.804.2.1.1.1.11.1.4.2.1', 'NTR'] } as const

function ukrainianNumber(certificate: Certificate, holder: 'person' | 'company'): IdentityNumber | undefined {
  const extension = certificate.extensions.get(extensionOids.subjectDirectoryAttributes)
  if (extension === undefined) return undefined
  const [wanted, scheme] = ukrainianAttributes[holder]
  for (const attribute of childrenOf(readDocument(extension.value))) {
    const [oid, values] = childrenOf(attribute)
    const first = oid === undefined || values === undefined || readObjectIdentifier(oid) !== wanted ? undefined : childrenOf(values)[0]
    const value = first === undefined ? '' : readText(first).trim()
    if (value !== '') return { scheme, country: 'UA', value }
  }
  return undefined
}

function brazilianPerson(certificate: Certificate): IdentityNumber | undefined {
  // Birth date (8) and CPF (11) begin field 1, the holder, and field 4, the person responsible for a company.
  const value = (otherName(certificate, '2.16.76.1.3.1') ?? otherName(certificate, '2.16.76.1.3.4'))?.slice(8, 19)
  return value === undefined || !/^\d{11}$/.test(value) ? undefined : { scheme: 'TIN', country: 'BR', value }
}

function brazilianCompany(certificate: Certificate): IdentityNumber | undefined {
  const value = otherName(certificate, '2.16.76.1.3.3')?.trim()
  return value === undefined || value === '' ? undefined : { scheme: 'NTR', country: 'BR', value }
}

function otherName(certificate: Certificate, oid: string): string | undefined {
  for (const name of certificate.subjectAltName) if (name.kind === 'other' && name.oid === oid) return octetsOrText(readDocument(name.value))
  return undefined
}

function octetsOrText(element: Element): string {
  return element.tag === tag.octetString ? latin1(readOctetString(element)) : readText(element)
}
