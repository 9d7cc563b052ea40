import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { CertificateTabs } from '../certificates/CertificateTabs.tsx'
import { DeskShell } from '../app/DeskShell.tsx'
import { paths } from '../app/paths.ts'
import { useProblems } from '../app/problems.ts'
import { buttonClass } from '../ui/buttonClass.ts'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { FailedState } from '../ui/FailedState.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useFormats } from '../ui/useFormats.ts'
import { ApplicationStateWord } from './ApplicationStateWord.tsx'
import { type ApplicationBrief, type ApplicationState, applicationsQuery } from './queries.ts'

/** States in which the holder has something to do. */
const mine: readonly ApplicationState[] = ['draft', 'deferred', 'approved', 'agreed']

/** One's own applications: where each stands, and the way on. */
export function ApplicationsPage() {
  const { t } = useTranslation('proofing', { keyPrefix: 'web' })
  const problems = useProblems('proofing')
  const { dateTime } = useFormats()
  const applications = useQuery({ ...applicationsQuery, refetchInterval: 30_000 })
  const { data, error } = applications
  const nameOf = ({ productId }: ApplicationBrief) => t([`product.${productId}.title`, 'applications.other'])
  const columns: readonly Column<ApplicationBrief>[] = [
    { id: 'for', header: t('applications.for'), cell: (each) => <b>{nameOf(each)}</b> },
    { id: 'state', header: t('applications.state'), cell: (each) => <ApplicationStateWord state={each.state} /> },
    { id: 'changed', header: t('applications.changed'), tight: true, cell: (each) => <span className="num">{dateTime(each.changedAt)}</span> },
    {
      id: 'act',
      header: <span className="heard">{t('applications.act')}</span>,
      align: 'end',
      cell: (each) => (
        <Link className={buttonClass({ slim: true })} to={paths.application(each.id)} data-row>
          {t(mine.includes(each.state) ? 'applications.continue' : 'applications.open')}
          <span className="heard"> {nameOf(each)}</span>
        </Link>
      ),
    },
  ]
  return (
    <DeskShell>
      <div className="stack loose">
        <PageTitle
          under={t('applications.under')}
          actions={
            <Link className={buttonClass()} to={paths.getCertificate()}>
              {t('get.title')}
            </Link>
          }
        >
          {t('applications.title')}
        </PageTitle>
        <CertificateTabs />
        {applications.isPending && <Skeleton shape="rows" count={3} />}
        {error !== null && data === undefined && (
          <FailedState
            what={problems.say(error)}
            safe={t('application.failedSafe')}
            onRetry={() => void applications.refetch()}
            retrying={applications.isFetching}
          />
        )}
        {data?.length === 0 && (
          <EmptyState
            title={t('applications.none')}
            action={
              <Link className={buttonClass({ kind: 'primary' })} to={paths.getCertificate()}>
                {t('get.title')}
              </Link>
            }
          >
            {t('applications.noneText')}
          </EmptyState>
        )}
        {data !== undefined && data.length > 0 && (
          <DataTable label={t('applications.title')} items={data} keyOf={(each) => each.id} nameOf={nameOf} columns={columns} />
        )}
      </div>
    </DeskShell>
  )
}
