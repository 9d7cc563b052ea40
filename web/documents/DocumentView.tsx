import { useTranslation } from 'react-i18next'
import { buttonClass } from '../ui/buttonClass.ts'
import { IconDownload } from '../ui/icons.ts'
import { Notice } from '../ui/Notice.tsx'
import { PdfView } from '../ui/PdfView.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { type As, type DocumentPage, fileAddress, titleOf } from './queries.ts'

const reasons = new Set(['encrypted', 'no-view-of-this-kind', 'too-large', 'took-too-long', 'not-readable', 'no-office-program'])

/** The pages to look at; where there are none, why, and the original, which is what is signed. */
export function DocumentView({ document, as }: { readonly document: DocumentPage; readonly as: As }) {
  const { t } = useTranslation('documents', { keyPrefix: 'web.view' })
  const { state, reason } = document.view
  const original = (
    <a className={buttonClass({ slim: true })} href={fileAddress(document.id, 'original', as)} download>
      <IconDownload aria-hidden="true" />
      {t('original')}
    </a>
  )
  if (state === 'ready') return <PdfView source={fileAddress(document.id, 'view', as)} label={titleOf(document.name)} instead={original} />
  if (state === 'pending')
    return (
      <div className="stack">
        <Notice title={t('pending')} action={original} live>
          {t('pendingText')}
        </Notice>
        <Skeleton shape="lines" count={6} />
      </div>
    )
  return (
    <Notice tone="wait" title={t('failed')} action={original}>
      {t(`because.${reason !== null && reasons.has(reason) ? reason : 'not-readable'}`)}
    </Notice>
  )
}
