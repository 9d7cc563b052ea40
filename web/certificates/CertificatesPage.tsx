import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { DeskShell } from '../app/DeskShell.tsx'
import { paths } from '../app/paths.ts'
import { useProblems } from '../app/problems.ts'
import { buttonClass } from '../ui/buttonClass.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { FailedState } from '../ui/FailedState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { CertificateTable } from './CertificateTable.tsx'
import { CertificateTabs } from './CertificateTabs.tsx'
import { inOrder } from './order.ts'
import { certificatesQuery, type HolderCertificate } from './queries.ts'
import { RevokeDialog } from './RevokeDialog.tsx'

/** My certificates (promise E1): those that end soon first, revoked and expired ones last. */
export function CertificatesPage() {
  const { t } = useTranslation('certificates', { keyPrefix: 'web' })
  const problems = useProblems('certificates')
  const list = useQuery(certificatesQuery)
  const [revoking, setRevoking] = useState<HolderCertificate>()
  const { data, error } = list
  const ending = data?.filter(({ state }) => state === 'expiring').length ?? 0
  return (
    <DeskShell>
      <div className="stack loose">
        <PageTitle
          under={ending > 0 ? t('ending', { count: ending }) : t('under')}
          actions={
            <Link className={buttonClass()} to={paths.getCertificate()}>
              {t('get')}
            </Link>
          }
        >
          {t('title')}
        </PageTitle>
        <CertificateTabs />
        {list.isPending && <Skeleton shape="rows" count={3} />}
        {error !== null && data === undefined && (
          <FailedState what={problems.say(error)} safe={t('failedSafe')} onRetry={() => void list.refetch()} retrying={list.isFetching} />
        )}
        {error !== null && data !== undefined && <Notice tone="wait">{t('stale')}</Notice>}
        {data?.length === 0 && (
          <EmptyState
            title={t('none.title')}
            action={
              <Link className={buttonClass({ kind: 'primary' })} to={paths.getCertificate()}>
                {t('get')}
              </Link>
            }
          >
            {t('none.text')}
          </EmptyState>
        )}
        {data !== undefined && data.length > 0 && <CertificateTable certificates={inOrder(data)} onRevoke={setRevoking} />}
      </div>
      {revoking !== undefined && <RevokeDialog key={revoking.id} certificate={revoking} onClose={() => setRevoking(undefined)} />}
    </DeskShell>
  )
}
