import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { PathShell } from '../app/PathShell.tsx'
import { paths } from '../app/paths.ts'
import { Problem, useProblems } from '../app/problems.ts'
import { Button } from '../ui/Button.tsx'
import { buttonClass } from '../ui/buttonClass.ts'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { FailedState } from '../ui/FailedState.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { passwordStrength } from '../ui/passwordStrength.ts'
import { PasswordChanged } from './PasswordChanged.tsx'
import { accounts } from './queries.ts'
import { useDraft } from './useDraft.ts'

/** Opened from the letter about a forgotten password. */
export function NewPasswordPage() {
  const { t } = useTranslation('accounts')
  const { token = '' } = useParams()
  const problems = useProblems('accounts')
  const draft = useDraft({ password: '' })
  const { password } = draft.values
  const change = useMutation({ mutationFn: () => accounts.resetPassword({ token }, password), onError: (error) => draft.setErrors(problems.fields(error)) })
  const linkGone = change.error instanceof Problem && change.error.code.startsWith('link.')
  if (change.isSuccess) {
    return (
      <PathShell>
        <PasswordChanged />
      </PathShell>
    )
  }
  if (linkGone) {
    return (
      <PathShell>
        <PageTitle>{t('link.title')}</PageTitle>
        <FailedState what={problems.say(change.error)} safe={t('newPassword.same')} />
        <Link className={buttonClass({ kind: 'primary', wide: true })} to={paths.recover()}>
          {t('recover.act')}
        </Link>
      </PathShell>
    )
  }
  const known = Object.keys(draft.errors).length > 0
  return (
    <PathShell>
      <form
        className="stack loose"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const wrong = passwordStrength(password).unmet.length > 0 ? { password: t('register.missing.password') } : {}
          draft.setErrors(wrong)
          change.reset()
          if (Object.keys(wrong).length === 0) change.mutate()
        }}
      >
        <PageTitle under={t('newPassword.under')}>{t('newPassword.title')}</PageTitle>
        <ErrorSummary errors={draft.errors} message={change.error !== null && !known ? problems.say(change.error) : undefined} />
        <PasswordField {...draft.bind('password')} label={t('newPassword.label')} purpose="new" autoFocus />
        <Button kind="primary" wide type="submit" busy={change.isPending}>
          {t('newPassword.act')}
        </Button>
      </form>
    </PathShell>
  )
}
