/** What an applicant tells, as the server keeps it. A part that is not finished yet is missing. */
import type { IdentifierId } from '@countersign/engine/identifiers'

export const countries = ['UA', 'KZ', 'PL', 'BR'] as const
export type Country = (typeof countries)[number]
export const isCountry = (text: string): text is Country => countries.some((country) => country === text)

export const algorithms = ['ecdsa-p256', 'rsa-2048', 'rsa-3072'] as const
export type Algorithm = (typeof algorithms)[number]

export const documentKinds = ['id-card', 'passport', 'driving-licence'] as const
export type DocumentKind = (typeof documentKinds)[number]

export type NationalNumber = { readonly kind: IdentifierId; readonly value: string }
export type Parameters = { readonly algorithm: Algorithm; readonly position?: string | undefined }
export type PersonFacts = {
  readonly surname: string
  readonly givenName: string
  readonly latinSurname?: string | undefined
  readonly latinGivenName?: string | undefined
  readonly country: Country
  readonly birthDate: string
  readonly number: NationalNumber
}
export type CompanyFacts = { readonly name: string; readonly country: Country; readonly number: NationalNumber }
export type IdentityDocument = { readonly kind: DocumentKind; readonly number: string }

export type Facts = {
  readonly parameters?: Parameters | undefined
  readonly person?: PersonFacts | undefined
  readonly company?: CompanyFacts | undefined
  readonly document?: IdentityDocument | undefined
}

export const personName = ({ surname, givenName }: Pick<PersonFacts, 'surname' | 'givenName'>): string => `${surname} ${givenName}`
