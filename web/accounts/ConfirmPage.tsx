import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { PathShell } from '../app/PathShell.tsx'
import { paths } from '../app/paths.ts'
import { Problem, useProblems } from '../app/problems.ts'
import { refreshSession, useSession } from '../app/session.ts'
import { buttonClass } from '../ui/buttonClass.ts'
import { FailedState } from '../ui/FailedState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { accounts } from './queries.ts'

/** Opened from the letter, on whatever device: it confirms at once. */
export function ConfirmPage() {
  const { t } = useTranslation('accounts')
  const { token = '' } = useParams()
  const problems = useProblems('accounts')
  const { account } = useSession()
  // Asked once: a second press of the link would say "spent", about the address that the first has just confirmed.
  const confirmation = useQuery({
    queryKey: ['confirm-email', token],
    queryFn: async () => {
      const answer = await accounts.confirmEmail(token)
      void refreshSession()
      return answer
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    refetchOnWindowFocus: false,
  })
  const { data, error } = confirmation
  const mayRetry = error instanceof Problem && (error.status === 0 || error.status >= 500)
  return (
    <PathShell>
      <PageTitle under={data && t('confirm.under', { email: data.email })}>
        {data ? t('confirm.done') : error ? t('confirm.failed') : t('confirm.title')}
      </PageTitle>
      {confirmation.isPending && <Skeleton />}
      {error !== null && data === undefined && (
        <FailedState what={problems.say(error)} safe={t('confirm.safe')} onRetry={mayRetry ? () => void confirmation.refetch() : undefined} />
      )}
      {data !== undefined && (
        <Notice tone="good" live>
          {t('confirm.open')}
        </Notice>
      )}
      {!confirmation.isPending && (
        <Link className={buttonClass({ kind: 'primary', wide: true })} to={account === null ? paths.signIn() : paths.documents()}>
          {account === null ? t('signIn.act') : t('mail.goOn')}
        </Link>
      )}
    </PathShell>
  )
}
