import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useProblems } from '../app/problems.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { toast } from '../ui/toasts.ts'
import { accounts } from './queries.ts'

/** Says that the letter still waits, and what is closed until then. For any page where sending or signing would be refused. */
export function ConfirmAddress({ email }: { readonly email: string }) {
  const { t } = useTranslation('accounts')
  const problems = useProblems('accounts')
  const resend = useMutation({
    mutationFn: accounts.resendConfirmation,
    onSuccess: () => void toast(t('mail.sentAgain')),
    onError: (error) => void toast(problems.say(error)),
  })
  return (
    <Notice
      tone="wait"
      title={t('mail.title')}
      action={
        <Button slim busy={resend.isPending} onClick={() => resend.mutate()}>
          {t('mail.resend')}
        </Button>
      }
    >
      {t('mail.under', { email })} {t('mail.closed')}
    </Notice>
  )
}
