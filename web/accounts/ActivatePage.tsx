import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import { PathShell } from '../app/PathShell.tsx'
import { paths } from '../app/paths.ts'
import { Problem, useProblems } from '../app/problems.ts'
import { refreshSession } from '../app/session.ts'
import { Button } from '../ui/Button.tsx'
import { buttonClass } from '../ui/buttonClass.ts'
import { CheckField } from '../ui/CheckField.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { FailedState } from '../ui/FailedState.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { passwordStrength } from '../ui/passwordStrength.ts'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useNext } from './next.ts'
import { accounts, termsQuery } from './queries.ts'
import { useDraft } from './useDraft.ts'

/** The first password of somebody whom another registered (promise A2). The link works once. */
export function ActivatePage() {
  const { t } = useTranslation('accounts')
  const { token = '' } = useParams()
  const problems = useProblems('accounts')
  const page = useQuery({ queryKey: ['activation', token], queryFn: () => accounts.readActivation(token), retry: false, refetchOnWindowFocus: false })
  const mayRetry = page.error instanceof Problem && (page.error.status === 0 || page.error.status >= 500)
  return (
    <PathShell>
      {page.isPending && <Skeleton shape="page" />}
      {page.error !== null && page.data === undefined && (
        <>
          <PageTitle>{t('link.title')}</PageTitle>
          <FailedState what={problems.say(page.error)} safe={t('activate.safe')} onRetry={mayRetry ? () => void page.refetch() : undefined} />
          <Link className={buttonClass({ wide: true })} to={paths.signIn()}>
            {t('signIn.act')}
          </Link>
        </>
      )}
      {page.data !== undefined && <ActivateForm token={token} email={page.data.email} given={page.data.name.given} />}
    </PathShell>
  )
}

function ActivateForm({ token, email, given }: { readonly token: string; readonly email: string; readonly given: string }) {
  const { t } = useTranslation('accounts')
  const problems = useProblems('accounts')
  const navigate = useNavigate()
  const { destination } = useNext()
  const terms = useQuery(termsQuery)
  const draft = useDraft({ password: '' })
  const [agreed, setAgreed] = useState(false)
  const { password } = draft.values
  const activate = useMutation({
    mutationFn: () => accounts.activate(token, password, terms.data?.version ?? ''),
    onSuccess: async () => {
      await refreshSession()
      await navigate(destination, { replace: true })
    },
    onError: (error) => draft.setErrors(problems.fields(error)),
  })
  const submit = () => {
    const wrong = {
      ...(passwordStrength(password).unmet.length > 0 && { password: t('register.missing.password') }),
      ...(!agreed && { agreed: t('register.missing.agreed') }),
    }
    draft.setErrors(wrong)
    activate.reset()
    if (Object.keys(wrong).length === 0) activate.mutate()
  }
  const known = Object.keys(draft.errors).length > 0
  return (
    <form
      className="stack loose"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <PageTitle over={t('activate.hello', { given })} under={t('activate.under', { email })}>
        {t('activate.title')}
      </PageTitle>
      <ErrorSummary errors={draft.errors} message={activate.error !== null && !known ? problems.say(activate.error) : undefined} />
      {/* For password managers: whose password this is. */}
      <input className="heard" type="text" name="username" autoComplete="username" value={email} readOnly tabIndex={-1} aria-hidden="true" />
      <PasswordField {...draft.bind('password')} label={t('fields.password')} purpose="new" />
      <CheckField
        name="agreed"
        checked={agreed}
        error={draft.errors['agreed']}
        onChange={setAgreed}
        label={<Trans t={t} i18nKey="register.agree" components={{ terms: <Link to={paths.terms()} target="_blank" /> }} />}
      />
      <Button kind="primary" wide type="submit" busy={activate.isPending}>
        {t('activate.act')}
      </Button>
    </form>
  )
}
