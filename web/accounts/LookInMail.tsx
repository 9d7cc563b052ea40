import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useProblems } from '../app/problems.ts'
import { buttonClass } from '../ui/buttonClass.ts'
import { Notice } from '../ui/Notice.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { ResendButton } from '../ui/ResendButton.tsx'
import { toast } from '../ui/toasts.ts'
import { useNext } from './next.ts'
import { accounts } from './queries.ts'

/** The account is there; the last thing is the letter. One may look around meanwhile. */
export function LookInMail({ email }: { readonly email: string }) {
  const { t } = useTranslation('accounts')
  const problems = useProblems('accounts')
  const { destination } = useNext()
  const [nextAt, setNextAt] = useState(() => new Date(Date.now() + 60_000))
  const resend = useMutation({
    mutationFn: accounts.resendConfirmation,
    onSuccess: (answer) => {
      setNextAt(new Date(answer.nextAt))
      toast(t('mail.sentAgain'))
    },
    onError: (error) => void toast(problems.say(error)),
  })
  return (
    <>
      <PageTitle under={t('mail.under', { email })}>{t('mail.title')}</PageTitle>
      <Notice tone="good" title={t('mail.made')}>
        {t('mail.closed')}
      </Notice>
      <Link className={buttonClass({ kind: 'primary', wide: true })} to={destination}>
        {t('mail.goOn')}
      </Link>
      <ResendButton onResend={() => resend.mutate()} availableAt={nextAt} busy={resend.isPending} help={t('mail.help')}>
        {t('mail.resend')}
      </ResendButton>
    </>
  )
}
