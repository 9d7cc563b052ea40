import { useTranslation } from 'react-i18next'
import { useDraft } from '../accounts/useDraft.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'
import type { StepProps } from './stepProps.ts'
import { countries, isCountry } from './facts.ts'
import { faultsOfCompany } from './faults.ts'
import { NationalNumberField } from './NationalNumberField.tsx'
import { numberKind, spokenNumber } from './spokenNumber.ts'
import { useSaveFacts } from './useSaveFacts.ts'

/** The company that the certificate names, as its register spells it. */
export function CompanyStep({ application, onDone }: StepProps) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web' })
  const { company, person } = application.facts
  const draft = useDraft({
    country: company?.country ?? person?.country ?? 'UA',
    name: company?.name ?? '',
    number: company === undefined ? '' : spokenNumber(company.number.kind, company.number.value),
  })
  const { values } = draft
  const country = isCountry(values.country) ? values.country : 'UA'
  const kind = numberKind(country, 'company')
  const { save, saving, failure, reset } = useSaveFacts(application, onDone, draft.setErrors)
  const submit = () => {
    const faults = faultsOfCompany({ ...values, kind })
    const labels: Readonly<Record<string, string>> = { name: t('company.name'), number: t(`number.${kind}.name`) }
    draft.setErrors(Object.fromEntries(Object.entries(faults).map(([name, because]) => [name, t(`fault.${because}`, { what: labels[name] })])))
    reset()
    if (Object.keys(faults).length === 0) save({ company: { name: values.name.trim(), country, number: { kind, value: values.number } } })
  }
  return (
    <form
      className="stack loose"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <PageTitle under={t(`company.under.${application.product.holder === 'seal' ? 'seal' : 'company'}`)}>{t('company.title')}</PageTitle>
      <ErrorSummary errors={draft.errors} message={Object.keys(draft.errors).length === 0 ? failure : undefined} />
      <SelectField {...draft.bind('country')} label={t('company.country')} options={countries.map((value) => ({ value, label: t(`country.${value}`) }))} />
      <TextField {...draft.bind('name')} label={t('company.name')} hint={t('company.nameHint')} autoComplete="organization" maxLength={64} />
      <NationalNumberField {...draft.bind('number')} kind={kind} />
      <Button kind="primary" wide type="submit" busy={saving}>
        {t('company.act')}
      </Button>
    </form>
  )
}
