import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { buttonClass } from '../ui/buttonClass.ts'
import { PageTitle } from '../ui/PageTitle.tsx'
import { PathShell } from './PathShell.tsx'
import { paths } from './paths.ts'

export function NotFoundPage() {
  const { t } = useTranslation('app')
  return (
    <PathShell>
      <PageTitle under={t('notFound.under')}>{t('notFound.title')}</PageTitle>
      <div className="row">
        <Link className={buttonClass({ kind: 'primary' })} to={paths.home()}>
          {t('notFound.home')}
        </Link>
      </div>
    </PathShell>
  )
}
