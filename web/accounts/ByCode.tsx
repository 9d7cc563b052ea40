import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblems } from '../app/problems.ts'
import { Button } from '../ui/Button.tsx'
import { CodeInput } from '../ui/CodeInput.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { passwordStrength } from '../ui/passwordStrength.ts'
import { ResendButton } from '../ui/ResendButton.tsx'
import { codeProblem } from './codeProblem.ts'
import { PasswordChanged } from './PasswordChanged.tsx'
import { accounts } from './queries.ts'
import { useDraft } from './useDraft.ts'

type ByCodeProps = { readonly identifier: string; readonly nextAt: string; readonly onResend: () => void; readonly resending: boolean }

export function ByCode({ identifier, nextAt, onResend, resending }: ByCodeProps) {
  const { t } = useTranslation('accounts')
  const problems = useProblems('accounts')
  const draft = useDraft({ password: '' })
  const [code, setCode] = useState('')
  const { password } = draft.values
  const change = useMutation({
    mutationFn: () => accounts.resetPassword({ identifier, code }, password),
    onError: (error) => {
      const wrong = codeProblem(error, t)
      draft.setErrors(wrong === undefined ? problems.fields(error) : { code: wrong })
      if (wrong !== undefined) setCode('')
    },
  })
  if (change.isSuccess) return <PasswordChanged />
  const submit = () => {
    const wrong = {
      ...(code.length < 6 && { code: t('code.six') }),
      ...(passwordStrength(password).unmet.length > 0 && { password: t('register.missing.password') }),
    }
    draft.setErrors(wrong)
    change.reset()
    if (Object.keys(wrong).length === 0) change.mutate()
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
      <PageTitle under={t('recover.codeUnder', { phone: identifier })}>{t('newPassword.title')}</PageTitle>
      <ErrorSummary errors={draft.errors} message={change.error !== null && !known ? problems.say(change.error) : undefined} />
      <CodeInput name="code" label={t('code.label')} value={code} onChange={setCode} error={draft.errors['code']} autoFocus />
      <PasswordField {...draft.bind('password')} label={t('newPassword.label')} purpose="new" />
      <Button kind="primary" wide type="submit" busy={change.isPending}>
        {t('newPassword.act')}
      </Button>
      <ResendButton onResend={onResend} availableAt={new Date(nextAt)} busy={resending} help={t('recover.codeHelp')}>
        {t('code.resend')}
      </ResendButton>
    </form>
  )
}
