import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem, useProblems } from '../app/problems.ts'
import { Button } from '../ui/Button.tsx'
import { CodeInput } from '../ui/CodeInput.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { ResendButton } from '../ui/ResendButton.tsx'
import { toast } from '../ui/toasts.ts'
import { codeProblem } from './codeProblem.ts'
import { keepRegistration, type PendingRegistration } from './pendingRegistration.ts'
import { accounts } from './queries.ts'

type PhoneStepProps = { readonly registration: PendingRegistration; readonly onConfirmed: () => Promise<void>; readonly onChanged: () => void }

export function PhoneStep({ registration, onConfirmed, onChanged }: PhoneStepProps) {
  const { t } = useTranslation('accounts')
  const problems = useProblems('accounts')
  const [code, setCode] = useState('')
  const [nextCodeAt, setNextCodeAt] = useState(registration.nextCodeAt)
  const confirm = useMutation({
    mutationFn: (typed: string) => accounts.confirmPhone(registration.id, typed),
    onSuccess: onConfirmed,
    onError: () => setCode(''),
  })
  const resend = useMutation({
    mutationFn: () => accounts.resendCode(registration.id),
    onSuccess: (answer) => {
      setNextCodeAt(answer.nextCodeAt)
      keepRegistration({ ...registration, nextCodeAt: answer.nextCodeAt })
      confirm.reset()
      setCode('')
      toast(t('code.sentAgain'))
    },
    onError: (error) => void toast(problems.say(error)),
  })
  const wrong = codeProblem(confirm.error, t)
  const gone = confirm.error instanceof Problem && confirm.error.status === 404
  return (
    <form
      className="stack loose"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        confirm.mutate(code)
      }}
    >
      <PageTitle under={t('code.sentTo', { phone: registration.phone })}>{t('code.title')}</PageTitle>
      <ErrorSummary
        errors={wrong === undefined ? {} : { code: wrong }}
        message={confirm.error !== null && wrong === undefined ? (gone ? t('code.gone') : problems.say(confirm.error)) : undefined}
      />
      <CodeInput name="code" label={t('code.label')} value={code} onChange={setCode} onComplete={(typed) => confirm.mutate(typed)} error={wrong} autoFocus />
      <Button kind="primary" wide type="submit" busy={confirm.isPending}>
        {t('code.act')}
      </Button>
      <ResendButton onResend={() => resend.mutate()} availableAt={new Date(nextCodeAt)} busy={resend.isPending} help={t('code.help')}>
        {t('code.resend')}
      </ResendButton>
      <div>
        <Button kind="quiet" onClick={onChanged}>
          {t('code.otherData')}
        </Button>
      </div>
    </form>
  )
}
