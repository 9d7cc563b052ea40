import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../app/api.ts'
import { PathShell } from '../app/PathShell.tsx'
import { useProblems } from '../app/problems.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Evidence } from '../ui/Evidence.tsx'
import { FailedState } from '../ui/FailedState.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useFormats } from '../ui/useFormats.ts'
import classes from './OutboxPage.module.css'

type Message = {
  readonly id: string
  readonly channel: 'mail' | 'sms'
  readonly recipient: string
  readonly subject: string
  readonly body: string
  readonly link: string | null
  readonly createdAt: string
}

/** In a demonstration nothing is sent out: what would have been stands here, codes and links included. */
export function OutboxPage() {
  const { t } = useTranslation('app')
  const { say } = useProblems()
  const { dateTime } = useFormats()
  const { data, error, isPending, refetch, isFetching } = useQuery({
    queryKey: ['outbox'],
    queryFn: ({ signal }) => api.get<{ readonly messages: readonly Message[] }>('/api/outbox', { signal }),
    refetchInterval: 4000,
  })
  return (
    <PathShell>
      <PageTitle under={t('outbox.under')}>{t('outbox.title')}</PageTitle>
      {isPending && <Skeleton shape="rows" />}
      {error !== null && <FailedState what={say(error)} onRetry={() => void refetch()} retrying={isFetching} />}
      {data?.messages.length === 0 && <EmptyState title={t('outbox.none')}>{t('outbox.noneText')}</EmptyState>}
      {data !== undefined && data.messages.length > 0 && (
        <div className={`card ${classes['messages']}`}>
          {data.messages.map((message, index) => (
            <Evidence
              key={message.id}
              open={index === 0}
              title={
                <>
                  {message.channel === 'sms' ? t('outbox.sms') : message.subject}
                  <span className={classes['to']}>
                    {message.recipient} · {dateTime(message.createdAt)}
                  </span>
                </>
              }
            >
              <p className={classes['body']}>{message.body}</p>
              {message.link !== null && (
                <p>
                  <a href={message.link}>{t('outbox.follow')}</a>
                </p>
              )}
            </Evidence>
          ))}
        </div>
      )}
    </PathShell>
  )
}
