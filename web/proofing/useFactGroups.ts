import { useTranslation } from 'react-i18next'
import type { Fact } from '../ui/FactList.tsx'
import { useFormats } from '../ui/useFormats.ts'
import type { Application } from './queries.ts'
import { spokenNumber } from './spokenNumber.ts'
import type { EditStep } from './wizard.ts'

export type FactGroup = { readonly step: EditStep; readonly title: string; readonly facts: readonly (Fact | false)[] }

/** What an applicant has told, in words: the same on the summary, in the dossier and before the verifier. */
export function useFactGroups({ facts: { parameters, person, company, document }, product }: Pick<Application, 'facts' | 'product'>): readonly FactGroup[] {
  const { t } = useTranslation('proofing', { keyPrefix: 'web' })
  const { date } = useFormats()
  const groups: (FactGroup | false | undefined)[] = [
    person && {
      step: 'person',
      title: t('group.person'),
      facts: [
        { name: t('person.surname'), value: person.surname },
        { name: t(`person.given.${person.country}`), value: person.givenName },
        { name: t('person.latinShort'), value: [person.latinSurname, person.latinGivenName].filter(Boolean).join(' ') },
        { name: t('person.birthDate'), value: date(`${person.birthDate}T12:00:00Z`) },
        { name: t('person.countryShort'), value: t(`country.${person.country}`) },
        { name: t(`number.${person.number.kind}.short`), value: spokenNumber(person.number.kind, person.number.value) },
      ],
    },
    product.holder !== 'person' &&
      company && {
        step: 'company',
        title: t('group.company'),
        facts: [
          { name: t('company.name'), value: company.name },
          { name: t('company.country'), value: t(`country.${company.country}`) },
          { name: t(`number.${company.number.kind}.short`), value: spokenNumber(company.number.kind, company.number.value) },
          parameters?.position !== undefined && { name: t('parameters.position'), value: parameters.position },
        ],
      },
    document && {
      step: 'document',
      title: t('group.document'),
      facts: [
        { name: t('document.kindShort'), value: t(`document.kind.${document.kind}`) },
        { name: t('document.numberShort'), value: document.number },
      ],
    },
    parameters && {
      step: 'parameters',
      title: t('group.parameters'),
      facts: [
        { name: t('parameters.for'), value: t(`product.${product.holder}.title`) },
        { name: t('parameters.algorithm'), value: t(`algorithm.${parameters.algorithm}.title`) },
      ],
    },
  ]
  return groups.filter((group): group is FactGroup => group !== false && group !== undefined)
}
