import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { PathShell } from '../app/PathShell.tsx'
import { paths } from '../app/paths.ts'
import { useProblems } from '../app/problems.ts'
import { Button } from '../ui/Button.tsx'
import { buttonClass } from '../ui/buttonClass.ts'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { ResendButton } from '../ui/ResendButton.tsx'
import { TextField } from '../ui/TextField.tsx'
import { ByCode } from './ByCode.tsx'
import { accounts } from './queries.ts'
import { missing, useDraft } from './useDraft.ts'

type Asked = { readonly channel: 'mail' | 'sms'; readonly nextAt: string }

/** A forgotten password: by a link to the address, or a code to the phone (promise A2). */
export function RecoverPage() {
  const { t } = useTranslation('accounts')
  const problems = useProblems('accounts')
  const draft = useDraft({ identifier: '' })
  const identifier = draft.values.identifier.trim()
  const [asked, setAsked] = useState<Asked>()
  const ask = useMutation({
    mutationFn: () => accounts.requestReset(identifier),
    onSuccess: setAsked,
    onError: (error) => draft.setErrors(problems.fields(error)),
  })
  const known = Object.keys(draft.errors).length > 0
  if (asked?.channel === 'sms') {
    return (
      <PathShell>
        <ByCode identifier={identifier} nextAt={asked.nextAt} onResend={() => ask.mutate()} resending={ask.isPending} />
      </PathShell>
    )
  }
  if (asked !== undefined) {
    return (
      <PathShell>
        <PageTitle under={t('recover.mailUnder', { email: identifier })}>{t('recover.mailTitle')}</PageTitle>
        <p>{t('recover.mailText')}</p>
        <Link className={buttonClass({ wide: true })} to={paths.signIn()}>
          {t('recover.back')}
        </Link>
        <ResendButton onResend={() => ask.mutate()} availableAt={new Date(asked.nextAt)} busy={ask.isPending} help={t('recover.help')}>
          {t('mail.resend')}
        </ResendButton>
      </PathShell>
    )
  }
  return (
    <PathShell>
      <form
        className="stack loose"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const wrong = missing(draft.values, ['identifier'], () => t('signIn.missing.identifier'))
          draft.setErrors(wrong)
          ask.reset()
          if (Object.keys(wrong).length === 0) ask.mutate()
        }}
      >
        <PageTitle under={t('recover.under')}>{t('recover.title')}</PageTitle>
        <ErrorSummary errors={draft.errors} message={ask.error !== null && !known ? problems.say(ask.error) : undefined} />
        <TextField
          {...draft.bind('identifier')}
          label={t('fields.identifier')}
          hint={t('recover.hint')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
        />
        <Button kind="primary" wide type="submit" busy={ask.isPending}>
          {t('recover.act')}
        </Button>
        <p className="small soft">{t('recover.keys')}</p>
      </form>
    </PathShell>
  )
}
