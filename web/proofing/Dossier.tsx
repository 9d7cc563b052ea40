import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { paths } from '../app/paths.ts'
import { useProblems } from '../app/problems.ts'
import { FailedState } from '../ui/FailedState.tsx'
import { IconArrowLeft } from '../ui/icons.ts'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { DecisionPanel } from './DecisionPanel.tsx'
import classes from './Dossier.module.css'
import { DossierTitle } from './DossierTitle.tsx'
import { applicationQuery } from './queries.ts'
import { ReviewPanel } from './ReviewPanel.tsx'
import { TakePanel } from './TakePanel.tsx'

/** One application before an agent or a verifier; what may be done follows its state and one's role. */
export function Dossier({ id, agent, verifier }: { readonly id: string; readonly agent: boolean; readonly verifier: boolean }) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web.desk' })
  const problems = useProblems('proofing')
  const application = useQuery(applicationQuery(id))
  const { data, error } = application
  return (
    <div className="stack loose">
      <Link className={classes['back']} to={paths.proofingQueue()}>
        <IconArrowLeft aria-hidden="true" />
        {t('back')}
      </Link>
      {application.isPending && <Skeleton shape="page" />}
      {error !== null && data === undefined && (
        <FailedState what={problems.say(error)} safe={t('failedSafe')} onRetry={() => void application.refetch()} retrying={application.isFetching} />
      )}
      {data !== undefined &&
        (data.state === 'submitted' && agent ? (
          <TakePanel application={data} />
        ) : data.state === 'in-review' && agent ? (
          <ReviewPanel key={data.id} application={data} />
        ) : data.state === 'recommended' && verifier ? (
          <DecisionPanel id={id} />
        ) : (
          <>
            <DossierTitle application={data} />
            <Notice title={t(`other.${data.state}`)}>{t('other.text')}</Notice>
          </>
        ))}
    </div>
  )
}
