import { useTranslation } from 'react-i18next'
import { useDraft } from '../accounts/useDraft.ts'
import { useSession } from '../app/session.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'
import classes from './Bare.module.css'
import type { StepProps } from './stepProps.ts'
import { countries, isCountry } from './facts.ts'
import { faultsOfPerson } from './faults.ts'
import { NationalNumberField } from './NationalNumberField.tsx'
import { numberKind, spokenNumber } from './spokenNumber.ts'
import { useSaveFacts } from './useSaveFacts.ts'

/** Who one is, spelt as in the identity document: this is what the certificate will say. */
export function PersonStep({ application, onDone }: StepProps) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web' })
  const { account } = useSession()
  const { person } = application.facts
  const draft = useDraft({
    country: person?.country ?? 'UA',
    surname: person?.surname ?? account?.name.family ?? '',
    givenName: person?.givenName ?? account?.name.given ?? '',
    latinSurname: person?.latinSurname ?? '',
    latinGivenName: person?.latinGivenName ?? '',
    birthDate: person?.birthDate ?? '',
    number: person === undefined ? '' : spokenNumber(person.number.kind, person.number.value),
  })
  const { values } = draft
  const country = isCountry(values.country) ? values.country : 'UA'
  const kind = numberKind(country, 'person')
  const { save, saving, failure, reset } = useSaveFacts(application, onDone, draft.setErrors)
  const submit = () => {
    const faults = faultsOfPerson({ ...values, kind }, new Date())
    const labels: Readonly<Record<string, string>> = {
      surname: t('person.surname'),
      givenName: t(`person.given.${country}`),
      birthDate: t('person.birthDate'),
      number: t(`number.${kind}.name`),
    }
    draft.setErrors(Object.fromEntries(Object.entries(faults).map(([name, because]) => [name, t(`fault.${because}`, { what: labels[name] })])))
    reset()
    if (Object.keys(faults).length > 0) return
    const latin = { latinSurname: values.latinSurname.trim(), latinGivenName: values.latinGivenName.trim() }
    save({
      person: {
        surname: values.surname.trim(),
        givenName: values.givenName.trim(),
        ...(country !== 'PL' && country !== 'BR' && latin),
        country,
        birthDate: values.birthDate,
        number: { kind, value: values.number },
      },
    })
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
      <PageTitle under={t('person.under')}>{t('person.title')}</PageTitle>
      <ErrorSummary errors={draft.errors} message={Object.keys(draft.errors).length === 0 ? failure : undefined} />
      <SelectField
        {...draft.bind('country')}
        label={t('person.country')}
        hint={t('person.countryHint')}
        options={countries.map((value) => ({ value, label: t(`country.${value}`) }))}
      />
      <TextField {...draft.bind('surname')} label={t('person.surname')} autoComplete="family-name" maxLength={64} />
      <TextField {...draft.bind('givenName')} label={t(`person.given.${country}`)} autoComplete="given-name" maxLength={64} />
      {country !== 'PL' && country !== 'BR' && (
        <fieldset className={`${classes['bare']} stack`}>
          <legend className="soft small">{t('person.latin')}</legend>
          <TextField {...draft.bind('latinSurname')} label={t('person.latinSurname')} optional autoComplete="off" maxLength={64} />
          <TextField {...draft.bind('latinGivenName')} label={t('person.latinGivenName')} optional autoComplete="off" maxLength={64} />
        </fieldset>
      )}
      <TextField {...draft.bind('birthDate')} label={t('person.birthDate')} type="date" autoComplete="bday" narrow />
      <NationalNumberField {...draft.bind('number')} kind={kind} />
      <Button kind="primary" wide type="submit" busy={saving}>
        {t('person.act')}
      </Button>
    </form>
  )
}
