import { useTranslation } from 'react-i18next'
import { Brand } from '../ui/Brand.tsx'
import { FailedState } from '../ui/FailedState.tsx'
import { PathLayout } from '../ui/PathLayout.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { paths } from './paths.ts'

/** A page that broke. A chunk that a newer deployment has replaced is the usual reason, and loading anew mends it. */
export function RouteFailed() {
  const { t } = useTranslation('app')
  return (
    <PathLayout
      brand={
        <a href={paths.home()}>
          <Brand />
        </a>
      }
    >
      <PageTitle>{t('broken.title')}</PageTitle>
      <FailedState what={t('broken.what')} safe={t('broken.safe')} onRetry={() => window.location.reload()} />
    </PathLayout>
  )
}
