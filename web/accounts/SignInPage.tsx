import { useMutation } from '@tanstack/react-query'
import { Trans, useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { PathShell } from '../app/PathShell.tsx'
import { paths } from '../app/paths.ts'
import { useProblems } from '../app/problems.ts'
import { nameOf, refreshSession, useSession } from '../app/session.ts'
import { Button } from '../ui/Button.tsx'
import { buttonClass } from '../ui/buttonClass.ts'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useNext } from './next.ts'
import { accounts } from './queries.ts'
import { missing, useDraft } from './useDraft.ts'

export function SignInPage() {
  const { t, i18n } = useTranslation('accounts')
  const problems = useProblems('accounts')
  const navigate = useNavigate()
  const { next, destination } = useNext()
  const { account } = useSession()
  const draft = useDraft({ identifier: '', password: '' })
  const signIn = useMutation({
    mutationFn: () => accounts.signIn(draft.values.identifier.trim(), draft.values.password),
    onSuccess: async () => {
      await refreshSession()
      await navigate(destination, { replace: true })
    },
    onError: (error) => draft.setErrors(problems.fields(error)),
  })
  const submit = () => {
    const wrong = missing(draft.values, ['identifier', 'password'], (name) => t(`signIn.missing.${name}`))
    draft.setErrors(wrong)
    signIn.reset()
    if (Object.keys(wrong).length === 0) signIn.mutate()
  }
  const known = Object.keys(draft.errors).length > 0
  return (
    <PathShell>
      <form
        className="stack loose"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <PageTitle under={next === undefined ? undefined : t('signIn.thenBack')}>{t('signIn.title')}</PageTitle>
        {account !== null && !signIn.isPending && !signIn.isSuccess && (
          <div className="card padded row apart">
            <span>{t('signIn.already', { name: nameOf(account, i18n.language) })}</span>
            <Link className={buttonClass({ slim: true })} to={destination}>
              {t('mail.goOn')}
            </Link>
          </div>
        )}
        <ErrorSummary errors={draft.errors} message={signIn.error !== null && !known ? problems.say(signIn.error) : undefined} />
        <TextField
          {...draft.bind('identifier')}
          label={t('fields.identifier')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
        />
        <div className="stack close">
          <PasswordField {...draft.bind('password')} label={t('fields.password')} purpose="current" />
          <Link className="small" to={paths.recover()}>
            {t('signIn.forgot')}
          </Link>
        </div>
        <Button kind="primary" wide type="submit" busy={signIn.isPending}>
          {t('signIn.act')}
        </Button>
        <p className="soft">
          <Trans t={t} i18nKey="signIn.stranger" components={{ register: <Link to={paths.register(next)} /> }} />
        </p>
      </form>
    </PathShell>
  )
}
