import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { paths } from '../app/paths.ts'
import { buttonClass } from '../ui/buttonClass.ts'
import { Notice } from '../ui/Notice.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import type { Application } from './queries.ts'
import { nextStep } from './wizard.ts'

/** Almost there: what the person who checks asks for, and the shortest way to it. Everything else is kept. */
export function DeferredPanel({ application }: { readonly application: Application }) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web' })
  const rejected = application.documents.filter((picture) => picture.state === 'rejected')
  const step = nextStep(application)
  return (
    <div className="stack loose">
      <PageTitle under={t('deferred.under')}>{t('deferred.title')}</PageTitle>
      <Notice tone="wait" title={t('deferred.asked')}>
        <p className="stack close">{application.reason}</p>
      </Notice>
      {rejected.length > 0 && (
        <section className="stack close">
          <h2>{t('deferred.pictures')}</h2>
          <ul>
            {rejected.map((picture) => (
              <li key={picture.id}>
                <b>{t(`slot.${picture.slot}.name`)}</b>
                {picture.because !== null && <span className="soft">: {picture.because}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Link className={buttonClass({ kind: 'primary', wide: true })} to={paths.applicationStep(application.id, step)}>
        {t(step === 'summary' ? 'deferred.act' : 'deferred.actPictures')}
      </Link>
    </div>
  )
}
