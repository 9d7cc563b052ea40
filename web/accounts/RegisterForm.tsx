import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { paths } from '../app/paths.ts'
import { Problem, useProblems } from '../app/problems.ts'
import { Button } from '../ui/Button.tsx'
import { CheckField } from '../ui/CheckField.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { passwordStrength } from '../ui/passwordStrength.ts'
import { TextField } from '../ui/TextField.tsx'
import { useNext } from './next.ts'
import type { PendingRegistration } from './pendingRegistration.ts'
import { useProofOfWork } from './proofOfWork.ts'
import { accounts, termsQuery } from './queries.ts'
import { missing, useDraft } from './useDraft.ts'

/** An address or number that is taken is said so, and leads to recovery. */
const takenField: Readonly<Record<string, string>> = { 'email.taken': 'email', 'phone.taken': 'phone' }

export function RegisterForm({ onBegun }: { readonly onBegun: (begun: PendingRegistration) => void }) {
  const { t, i18n } = useTranslation('accounts')
  const problems = useProblems('accounts')
  const { next } = useNext()
  const terms = useQuery(termsQuery)
  const work = useProofOfWork()
  const draft = useDraft({ given: '', family: '', email: '', phone: '', password: '' })
  const [agreed, setAgreed] = useState(false)
  const { values } = draft

  const begin = useMutation({
    mutationFn: async () =>
      accounts.register({
        email: values.email.trim(),
        phone: values.phone.trim(),
        password: values.password,
        name: { given: values.given.trim(), family: values.family.trim() },
        language: i18n.language,
        consents: { termsVersion: terms.data?.version ?? (await terms.refetch({ throwOnError: true })).data?.version ?? '' },
        proofOfWork: await work.proof(),
      }),
    onSuccess: (registration) => onBegun({ ...registration, email: values.email.trim() }),
    onError: (error) => {
      const field = error instanceof Problem ? takenField[error.code] : undefined
      if (field !== undefined) return draft.setErrors({ [field]: takenSentence(field) })
      const named = problems.fields(error)
      if ('proofOfWork' in named) work.again()
      // Names come as one object to the server and as two fields to the person.
      draft.setErrors(Object.fromEntries(Object.entries(named).map(([path, words]) => [path.replace(/^name\./, '').replace(/^consents\..*/, 'agreed'), words])))
    },
  })

  const takenSentence = (field: string): ReactNode => (
    <Trans t={t} i18nKey={`register.taken.${field}`} components={{ signIn: <Link to={paths.signIn(next)} />, recover: <Link to={paths.recover()} /> }} />
  )

  const submit = () => {
    const wrong = {
      ...missing(values, ['given', 'family', 'email', 'phone'], (name) => t(`register.missing.${name}`)),
      ...(values.email.trim() !== '' && !/^\S+@\S+\.\S+$/.test(values.email.trim()) && { email: t('problems.fields.email.invalid_format') }),
      ...(passwordStrength(values.password).unmet.length > 0 && { password: t('register.missing.password') }),
      ...(!agreed && { agreed: t('register.missing.agreed') }),
    }
    draft.setErrors(wrong)
    if (Object.keys(wrong).length === 0) begin.mutate()
  }

  const known = Object.keys(draft.errors).length > 0
  // Lines of the summary are links already, so the ways out stand at the field only.
  const inSummary = Object.fromEntries(
    Object.entries(draft.errors).map(([name, error]) => [name, typeof error === 'string' ? error : t(`problems.${name}.taken`)]),
  )
  const nameFields = [
    <TextField key="given" {...draft.bind('given')} label={t('fields.given')} autoComplete="given-name" maxLength={100} />,
    <TextField key="family" {...draft.bind('family')} label={t('fields.family')} autoComplete="family-name" maxLength={100} />,
  ]
  return (
    <form
      className="stack loose"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <PageTitle under={t('register.under')}>{t('register.title')}</PageTitle>
      <ErrorSummary errors={inSummary} message={begin.error !== null && !known ? problems.say(begin.error) : undefined} />
      {i18n.language === 'en' ? nameFields : nameFields.toReversed()}
      <TextField
        {...draft.bind('email')}
        label={t('fields.email')}
        hint={t('register.emailHint')}
        type="email"
        autoComplete="email"
        inputMode="email"
        maxLength={254}
      />
      <TextField {...draft.bind('phone')} label={t('fields.phone')} hint={t('register.phoneHint')} type="tel" autoComplete="tel" maxLength={40} />
      <PasswordField {...draft.bind('password')} label={t('fields.password')} purpose="new" />
      <CheckField
        name="agreed"
        checked={agreed}
        error={draft.errors['agreed']}
        onChange={(checked) => {
          setAgreed(checked)
          if (checked) draft.setErrors(Object.fromEntries(Object.entries(draft.errors).filter(([name]) => name !== 'agreed')))
        }}
        label={<Trans t={t} i18nKey="register.agree" components={{ terms: <Link to={paths.terms()} target="_blank" /> }} />}
      />
      <Button kind="primary" wide type="submit" busy={begin.isPending}>
        {t('register.act')}
      </Button>
      <p className="soft">
        <Trans t={t} i18nKey="register.known" components={{ signIn: <Link to={paths.signIn(next)} /> }} />
      </p>
    </form>
  )
}
