import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { paths } from '../app/paths.ts'
import { useProblems } from '../app/problems.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { FailedState } from '../ui/FailedState.tsx'
import { FilterPills } from '../ui/FilterPills.tsx'
import { Row, RowList } from '../ui/RowList.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { StateWord } from '../ui/StateWord.tsx'
import { urgencyOf, waited } from './clock.ts'
import classes from './ProofingList.module.css'
import type { Waiting } from './staffQueries.ts'
import { useNow } from './useNow.ts'

type Queue = UseQueryResult<Waiting[]>
type ProofingListProps = {
  readonly here: string | undefined
  readonly agent: boolean
  readonly verifier: boolean
  readonly reviews: Queue
  readonly decisions: Queue
}

/** Oldest first, each with how long it has waited; the last two hours before the ceiling are marked. */
export function ProofingList({ here, agent, verifier, reviews, decisions }: ProofingListProps) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web' })
  const problems = useProblems('proofing')
  const now = useNow()
  const [part, setPart] = useState<'reviews' | 'decisions'>(agent ? 'reviews' : 'decisions')
  const both = agent && verifier
  const queue = (both ? part : agent ? 'reviews' : 'decisions') === 'reviews' ? reviews : decisions
  const { data, error } = queue
  return (
    <>
      <div className={classes['head']}>
        <h2>{t(queue === reviews ? 'desk.toReview' : 'desk.toDecide')}</h2>
        {data !== undefined && <span className="soft small num">{data.length}</span>}
      </div>
      {both && (
        <FilterPills
          label={t('desk.which')}
          value={part}
          onChange={setPart}
          pills={[
            { value: 'reviews', label: t('desk.toReview'), count: reviews.data?.length },
            { value: 'decisions', label: t('desk.toDecide'), count: decisions.data?.length },
          ]}
        />
      )}
      {queue.isPending && <Skeleton shape="rows" count={4} />}
      {error !== null && (
        <div className={classes['inset']}>
          <FailedState
            what={problems.say(error)}
            safe={data === undefined ? undefined : t('desk.stale')}
            onRetry={() => void queue.refetch()}
            retrying={queue.isFetching}
          />
        </div>
      )}
      {data?.length === 0 && <EmptyState title={t('desk.none.title')}>{t('desk.none.text')}</EmptyState>}
      {data !== undefined && data.length > 0 && (
        <RowList label={t('desk.title')}>
          {data.map((each) => (
            <Row
              key={each.id}
              here={each.id === here}
              unread={each.state === 'submitted'}
              title={each.name === '' ? t('desk.nameless') : each.name}
              side={
                <>
                  <span className="heard">{t('desk.waited')} </span>
                  {waited(each.submittedAt, now)}
                </>
              }
              under={t([`product.${each.productId}.short`, 'applications.other'])}
              state={<Clock waiting={each} now={now} />}
              link={(props) => <Link to={paths.dossier(each.id)} {...props} />}
            />
          ))}
        </RowList>
      )}
    </>
  )
}

function Clock({ waiting, now }: { readonly waiting: Waiting; readonly now: Date }) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web.desk' })
  const urgency = urgencyOf(waiting.decideBy, now)
  if (urgency.kind === 'late')
    return (
      <StateWord tone="bad" mark="clock">
        {t('late')}
      </StateWord>
    )
  if (urgency.kind === 'soon')
    return (
      <StateWord tone="wait" mark="clock">
        {t('soon', { count: urgency.minutes })}
      </StateWord>
    )
  return (
    <StateWord tone="calm" mark={waiting.state === 'in-review' ? 'half' : 'open'}>
      {t(`row.${waiting.state}`)}
    </StateWord>
  )
}
