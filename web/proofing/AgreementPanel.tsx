import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useProblems } from '../app/problems.ts'
import { buttonClass } from '../ui/buttonClass.ts'
import { FailedState } from '../ui/FailedState.tsx'
import { Fingerprint } from '../ui/Fingerprint.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { PdfView } from '../ui/PdfView.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { agreementQuery } from './agreementQuery.ts'
import { AgreementCode } from './AgreementCode.tsx'
import { agreementUrl, type Application } from './queries.ts'

/** Read, then signed with a code (promise D6). The fingerprint is computed from the very bytes that are shown. */
export function AgreementPanel({ application }: { readonly application: Application }) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web.agreement' })
  const problems = useProblems('proofing')
  const agreement = useQuery(agreementQuery(application.id))
  const { data, error } = agreement
  const download = (
    <a className={buttonClass({ slim: true })} href={agreementUrl(application.id)} download={`${t('fileName')}.pdf`}>
      {t('download')}
    </a>
  )
  return (
    <div className="stack loose">
      <PageTitle under={t('under')}>{t('title')}</PageTitle>
      {agreement.isPending && (
        <>
          <p className="soft" role="status">
            {t('drawing')}
          </p>
          <Skeleton shape="sheet" count={1} />
        </>
      )}
      {error !== null && (
        <FailedState what={problems.say(error)} safe={t('failedSafe')} onRetry={() => void agreement.refetch()} retrying={agreement.isFetching} />
      )}
      {data !== undefined && (
        <>
          <PdfView source={data.bytes} label={t('title')} instead={download} />
          <div className="row apart">
            <span className="small">
              {t('fingerprint')} <Fingerprint hex={data.sha256} />
            </span>
            {download}
          </div>
          <AgreementCode applicationId={application.id} sha256={data.sha256} />
        </>
      )}
    </div>
  )
}
