import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { paths } from '../app/paths.ts'
import { buttonClass } from '../ui/buttonClass.ts'
import { FactList } from '../ui/FactList.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'

import { useFormats } from '../ui/useFormats.ts'
import { ApplicationStateWord } from './ApplicationStateWord.tsx'
import type { Application } from './queries.ts'

/** Others are at work: who, until when, and what comes after. The page looks for the decision by itself. */
export function WaitingPanel({ application }: { readonly application: Application }) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web' })
  const { dateTime } = useFormats()
  const { state, submittedAt, decideBy } = application
  return (
    <div className="stack loose">
      <PageTitle under={t('waiting.under')}>{t('waiting.title')}</PageTitle>
      <div className="card padded stack">
        <ApplicationStateWord state={state} />
        <FactList
          even
          facts={[
            submittedAt !== null && { name: t('waiting.sent'), value: dateTime(submittedAt) },
            decideBy !== null && { name: t('waiting.decideBy'), value: dateTime(decideBy) },
            { name: t('waiting.who'), value: t('waiting.whoText') },
          ]}
        />
      </div>
      <section className="stack close">
        <h2>{t('waiting.next')}</h2>
        <p className="soft">{t('waiting.nextText')}</p>
      </section>
      <Link className={buttonClass({ wide: true })} to={paths.applications()}>
        {t('waiting.act')}
      </Link>
    </div>
  )
}
