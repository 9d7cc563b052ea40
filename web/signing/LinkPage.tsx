import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { api } from '../app/api.ts'
import { PathShell } from '../app/PathShell.tsx'
import { Problem, useProblems } from '../app/problems.ts'
import { FailedState } from '../ui/FailedState.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { LinkProblem } from './LinkProblem.tsx'
import { Room } from './Room.tsx'

/** Whoever came by the link of a letter: no account is needed to read, to sign, or to say no (promise F5). */
export function LinkPage() {
  const { t } = useTranslation('signing', { keyPrefix: 'web' })
  const problems = useProblems()
  const { token = '' } = useParams()
  const session = useQuery({
    queryKey: ['guest-session', token],
    queryFn: () => api.post<{ documentId: string }>('/api/guest-sessions', { token }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    retry: false,
  })
  if (session.data !== undefined) return <Room id={session.data.documentId} as="guest" />
  if (session.isPending)
    return (
      <PathShell>
        <Skeleton shape="page" />
      </PathShell>
    )
  const { error } = session
  const isLinks = error instanceof Problem && [400, 404, 410].includes(error.status)
  return (
    <PathShell>
      {isLinks ? (
        <LinkProblem token={token} code={error.code} />
      ) : (
        <>
          <PageTitle>{t('link.failed')}</PageTitle>
          <FailedState what={problems.say(error)} safe={t('link.safe')} onRetry={() => void session.refetch()} retrying={session.isFetching} />
        </>
      )}
    </PathShell>
  )
}
