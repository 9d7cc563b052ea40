import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, useLocation, useParams } from 'react-router'
import { KeysPanel } from '../certificates/KeysPanel.tsx'
import { PathShell } from '../app/PathShell.tsx'
import { paths } from '../app/paths.ts'
import { Problem, useProblems } from '../app/problems.ts'
import { FailedState } from '../ui/FailedState.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { AgreementPanel } from './AgreementPanel.tsx'
import { DeferredPanel } from './DeferredPanel.tsx'
import { EditPanel } from './EditPanel.tsx'
import { type Application, applicationQuery } from './queries.ts'
import { RefusedPanel } from './RefusedPanel.tsx'
import { WaitingPanel } from './WaitingPanel.tsx'
import { type EditStep, isEditStep } from './wizard.ts'
import { WizardSteps } from './WizardSteps.tsx'

/** One application from the first answer to working keys. What is shown follows its state on the server, on any device (promise D1). */
export function ApplicationPage() {
  const { t } = useTranslation('proofing', { keyPrefix: 'web' })
  const { id = '', step } = useParams()
  const { pathname } = useLocation()
  const problems = useProblems('proofing')
  const application = useQuery(applicationQuery(id))
  const { data, error } = application
  const chosen = isEditStep(step) ? step : undefined
  if (error instanceof Problem && error.status === 401) return <Navigate to={paths.signIn(pathname)} replace />
  return (
    <PathShell aside={data?.state !== 'issued' && data?.state !== 'refused' && <Link to={paths.applications()}>{t('leave')}</Link>}>
      {application.isPending && <Skeleton shape="page" />}
      {error !== null && data === undefined && (
        <>
          <PageTitle>{t('application.title')}</PageTitle>
          <FailedState
            what={problems.say(error)}
            safe={t('application.failedSafe')}
            onRetry={error instanceof Problem && error.status === 404 ? undefined : () => void application.refetch()}
            retrying={application.isFetching}
            action={error instanceof Problem && error.status === 404 ? <Link to={paths.applications()}>{t('applications.title')}</Link> : undefined}
          />
        </>
      )}
      {data !== undefined && (
        <>
          <WizardSteps application={data} step={chosen} />
          {/* Changes of state are said to those who hear the page. */}
          <span className="heard" role="status">
            {t(`state.${data.state}`)}
          </span>
          <Panel application={data} step={chosen} />
        </>
      )}
    </PathShell>
  )
}

function Panel({ application, step }: { readonly application: Application; readonly step: EditStep | undefined }) {
  switch (application.state) {
    case 'draft':
      return <EditPanel application={application} step={step} />
    case 'deferred':
      return step !== undefined ? <EditPanel application={application} step={step} /> : <DeferredPanel application={application} />
    case 'submitted':
    case 'in-review':
    case 'recommended':
      return <WaitingPanel application={application} />
    case 'refused':
      return <RefusedPanel application={application} />
    case 'approved':
      return <AgreementPanel application={application} />
    case 'agreed':
    case 'issued':
      return <KeysPanel applicationId={application.id} />
  }
}
