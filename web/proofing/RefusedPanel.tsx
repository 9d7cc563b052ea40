import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { paths } from '../app/paths.ts'
import { buttonClass } from '../ui/buttonClass.ts'
import { Notice } from '../ui/Notice.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import type { Application } from './queries.ts'

export function RefusedPanel({ application }: { readonly application: Application }) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web' })
  return (
    <div className="stack loose">
      <PageTitle under={t('refused.under')}>{t('refused.title')}</PageTitle>
      <Notice tone="bad" title={t('refused.reason')}>
        {application.reason}
      </Notice>
      <section className="stack close">
        <h2>{t('refused.next')}</h2>
        <p className="soft">{t('refused.nextText')}</p>
      </section>
      <Link className={buttonClass({ wide: true })} to={paths.getCertificate()}>
        {t('refused.act')}
      </Link>
    </div>
  )
}
